/** Which columns hold ids of students, and which of them is the id. */
import type { Problem } from '../../core/errors.js';
import type { StudentId } from '../../core/model.js';
import { folded } from '../../core/names.js';
import { normalHeader } from '../names.js';
import type { TableRow, TextTable } from '../table.js';
import { damageTold } from './id-damage.js';
import { at } from './sheet.js';
import { ID_HEADERS, NOT_STUDENTS, STATE_IDS } from './student-id-headers.js';

interface IdColumn {
  readonly header: string;
  readonly index: number;
  readonly type: string;
  readonly rank: number;
}

/** The id columns of a table. */
export interface IdColumns {
  readonly header: string | null;
  /** Headers of all id columns, as written. */
  readonly used: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  /** The ids of a row, the chosen first; blank further ones are left out. */
  readonly read: (row: TableRow) => StudentId[];
}

/**
 * Finds the id columns: the best-ranked one that is never blank and never on two names becomes the
 * id, the others are kept. `mapped` reads the id where `--map` names it; `nameOf` tells two children
 * apart; `email` is the header that could stand in for an id.
 */
export function idColumns(
  table: TextTable,
  mapped: { readonly header: string; readonly read: (row: TableRow) => string } | null,
  nameOf: (row: TableRow) => string,
  email: string | null = null,
): IdColumns {
  const candidates = candidatesOf(table).filter(({ header }) => header !== mapped?.header);
  const used = new Set(candidates.map(({ header }) => header));
  if (mapped !== null) {
    const rest = withOwnTypes(candidates, [MAPPED]);
    const read = (row: TableRow) => [
      { type: MAPPED, value: mapped.read(row) },
      ...further(row, rest),
    ];
    const problems = damageTold(table, mapped.header, mapped.read);
    return { header: mapped.header, used: new Set([...used, mapped.header]), problems, read };
  }
  const usual = candidates.filter(({ rank }) => rank < ID_HEADERS.length);
  const chosen =
    usual.length === 1 ? usual[0] : usual.find((column) => isUnique(table, column, nameOf));
  if (chosen === undefined)
    return { header: null, used, problems: [noId(table, usual, email)], read: () => [] };
  const others = candidates.filter((column) => column !== chosen);
  const rest = withOwnTypes(others, [chosen.type]);
  return {
    header: chosen.header,
    used,
    problems: [
      ...choiceTold(table, chosen, usual),
      ...ambiguousId(table, chosen, usual),
      ...damageTold(table, chosen.header, (row) => row.cells[chosen.index] ?? ''),
    ],
    read: (row) => [
      { type: chosen.type, value: row.cells[chosen.index] ?? '' },
      ...further(row, rest),
    ],
  };
}

/** The type of an id that `--map` names. */
const MAPPED = 'student';

/** A student has one id of a type: another column of it goes by its header, and one of the same header is left. */
function withOwnTypes(columns: readonly IdColumn[], taken: readonly string[]): IdColumn[] {
  const types = new Set(taken);
  return columns.flatMap((column): IdColumn[] => {
    const own = [column.type, normalHeader(column.header)].find((type) => !types.has(type));
    if (own === undefined) return [];
    types.add(own);
    return [{ ...column, type: own }];
  });
}

function further(row: TableRow, columns: readonly IdColumn[]): StudentId[] {
  return columns.flatMap(({ index, type }) => {
    const value = row.cells[index] ?? '';
    return value === '' ? [] : [{ type, value }];
  });
}

function candidatesOf(table: TextTable): IdColumn[] {
  const known = table.headers.flatMap((header, index): IdColumn[] => {
    const name = normalHeader(header);
    const rank = ID_HEADERS.indexOf(name);
    if (rank >= 0) return [{ header, index, type: typeOf(name), rank }];
    const other = /^(.+)[ _-]id$/i.exec(header.trim());
    if (other === null || NOT_STUDENTS.some((word) => name.startsWith(word))) return [];
    return [{ header, index, type: typeOf(name), rank: ID_HEADERS.length }];
  });
  const isUsual = known.some(({ rank }) => rank < ID_HEADERS.length);
  const columns = isUsual ? known : [...guessed(table), ...known];
  const rankOf = isOwnExport(table)
    ? ({ header, rank }: IdColumn) => (header === 'student_id' ? -1 : rank)
    : ({ rank }: IdColumn) => rank;
  return columns.sort((a, b) => rankOf(a) - rankOf(b));
}

/** Headers under which an id may stand where nothing better is there. */
const GUESSED = ['no', 'nr', 'number', 'nummer'];

/** A column of numbers that are ids of students at best; rows counted from 1 on are none. */
function guessed(table: TextTable): IdColumn[] {
  return table.headers.flatMap((header, index): IdColumn[] => {
    const name = normalHeader(header);
    const isCount = table.rows.every(({ cells }, row) => Number(cells[index]) === row + 1);
    if (!GUESSED.includes(name) || isCount) return [];
    return [{ header, index, type: typeOf(name), rank: ID_HEADERS.length - 1 }];
  });
}

/** A file of `pl export roster`: its `student_id` is the id, whatever further ones there are. */
function isOwnExport({ headers }: TextTable): boolean {
  return OWN.every((header) => headers.includes(header));
}

const OWN = ['student_id', 'preferred_name', 'section_name', 'status'];

function typeOf(name: string): string {
  if (STATE_IDS.includes(name)) return 'state';
  if (name === 'sourcedid' || name === 'id') return name;
  return name.replace(/id$/, '') || name;
}

/** Whether ids of that type are known to be students' own: a column of any other name may hold anything. */
export function isStudentIdType(type: string): boolean {
  return OWN_TYPES.has(type);
}

const OWN_TYPES = new Set(ID_HEADERS.flatMap((name) => [name, typeOf(name)]));

function isUnique(table: TextTable, column: IdColumn, nameOf: (row: TableRow) => string): boolean {
  const names = new Map<string, string>();
  return table.rows.every((row) => {
    const value = row.cells[column.index] ?? '';
    const name = folded(nameOf(row));
    const before = names.get(value);
    names.set(value, name);
    return value !== '' && (before === undefined || before === name);
  });
}

function noId(table: TextTable, usual: readonly IdColumn[], email: string | null): Problem {
  if (usual.length === 0) {
    const instead =
      email === null ? '' : `, or take the e-mail address: --map "student_id=${email}"`;
    return at(
      table,
      'missing_column',
      'error',
      `there is no column for student_id: --map "student_id=HEADER"${instead}`,
    );
  }
  const names = usual.map(({ header }) => `"${header}"`).join(', ');
  return at(
    table,
    'no_unique_id',
    'error',
    `none of ${names} is one child's alone on every row: --map "student_id=HEADER" says which to take`,
  );
}

/** Two columns of one name may hold two different ids. */
function ambiguousId(table: TextTable, chosen: IdColumn, usual: readonly IdColumn[]): Problem[] {
  const same = usual.filter(({ header }) => header === chosen.header);
  if (same.length < 2 || normalHeader(chosen.header) === 'studentid') return [];
  const message = `two columns are named "${chosen.header}": rename the one that is not the student's id`;
  return [at(table, 'ambiguous_header', 'error', message)];
}

/** Nothing needs saying where the file itself says `student_id`. */
function choiceTold(table: TextTable, chosen: IdColumn, usual: readonly IdColumn[]): Problem[] {
  const others = usual.filter((column) => column !== chosen).map(({ header }) => `"${header}"`);
  if (GUESSED.includes(normalHeader(chosen.header))) {
    const message = `"${chosen.header}" is taken as the student's id: --map "student_id=HEADER" says otherwise`;
    return [at(table, 'id_chosen', 'warning', message)];
  }
  if (others.length === 0 || normalHeader(chosen.header) === 'studentid') return [];
  return [
    at(
      table,
      'id_chosen',
      'warning',
      `"${chosen.header}" is taken as the student's id; ${others.join(', ')} ${others.length === 1 ? 'is kept as a further id' : 'are kept as further ids'}`,
    ),
  ];
}
