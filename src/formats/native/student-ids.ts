/** Which columns hold ids of students, and which of them is the id. */
import type { Problem } from '../../core/errors.js';
import type { StudentId } from '../../core/model.js';
import { folded } from '../../core/names.js';
import { normalHeader } from '../names.js';
import type { TableRow, TextTable } from '../table.js';
import { damageTold } from './id-damage.js';
import { at } from './sheet.js';

/** Names of id columns, best first; `id` alone only where nothing better is there. */
export const ID_HEADERS: readonly string[] = [
  'sourcedid',
  'sisid',
  'sisuserid',
  'studentsisid',
  'studentid',
  'studentnumber',
  'studentno',
  'studentnum',
  'studentidnumber',
  'studentidentifier',
  'studentuniqueid',
  'studentcode',
  'localid',
  'localstudentid',
  'studentlocalid',
  'orgdefinedid',
  'userid',
  'lasid',
  'personid',
  'dcid',
  'otherid',
  'permnumber',
  'permid',
  'perm',
  'pupilid',
  'pupilnumber',
  'learnerid',
  'stuid',
  'admissionno',
  'admissionnumber',
  'rollno',
  'rollnumber',
  'lrn',
  'idnumber',
  ...['sch\u00fclernummer', 'schuelernummer', 'sch\u00fclerid', 'schuelerid'],
  ...[
    'matr\u00edcula',
    'matricula',
    'n\u00famerodematr\u00edcula',
    'idalumno',
    'idestudiante',
    'nia',
  ],
  ...[
    'matricule',
    'num\u00e9ro\u00e9l\u00e8ve',
    'numeroeleve',
    'id\u00e9l\u00e8ve',
    'ideleve',
    'ine',
  ],
  ...['leerlingnummer', 'leerlingid', 'stamnummer', 'matricola', 'codicestudente', 'idaluno'],
  'stateid',
  'statestudentnumber',
  'studentstateid',
  'ssid',
  'suid',
  'upn',
  'id',
];

const STATE_IDS = ['stateid', 'statestudentnumber', 'studentstateid', 'ssid', 'suid', 'upn'];

/** Ids of other things than students. */
const NOT_STUDENTS = [
  'school',
  'section',
  'class',
  'course',
  'teacher',
  'staff',
  'term',
  'district',
  'parent',
  'guardian',
  'contact',
  'test',
  'building',
  'home',
];

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
    const read = (row: TableRow) => [
      { type: 'student', value: mapped.read(row) },
      ...further(row, candidates),
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
  const shared = others.filter((column) => isOnEveryRow(table, column));
  const rest = others.filter((column) => !shared.includes(column));
  return {
    header: chosen.header,
    used,
    problems: [
      ...choiceTold(
        table,
        chosen,
        usual.filter((column) => !shared.includes(column)),
      ),
      ...ambiguousId(table, chosen, usual),
      ...shared.map(({ header }) => sharedTold(table, header)),
      ...damageTold(table, chosen.header, (row) => row.cells[chosen.index] ?? ''),
    ],
    read: (row) => [
      { type: chosen.type, value: row.cells[chosen.index] ?? '' },
      ...further(row, rest),
    ],
  };
}

function further(row: TableRow, columns: readonly IdColumn[]): StudentId[] {
  return columns.flatMap(({ index, type }) => {
    const value = row.cells[index] ?? '';
    return value === '' ? [] : [{ type, value }];
  });
}

function candidatesOf(table: TextTable): IdColumn[] {
  const columns = table.headers.flatMap((header, index): IdColumn[] => {
    const name = normalHeader(header);
    const rank = ID_HEADERS.indexOf(name);
    if (rank >= 0) return [{ header, index, type: typeOf(name), rank }];
    const other = /^(.+)[ _-]id$/i.exec(header.trim());
    if (other === null || NOT_STUDENTS.some((word) => name.startsWith(word))) return [];
    return [{ header, index, type: typeOf(name), rank: ID_HEADERS.length }];
  });
  const rankOf = isOwnExport(table)
    ? ({ header, rank }: IdColumn) => (header === 'student_id' ? -1 : rank)
    : ({ rank }: IdColumn) => rank;
  return columns.sort((a, b) => rankOf(a) - rankOf(b));
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

/** The state of all of them, or a shifted column: no id of anybody. */
function isOnEveryRow(table: TextTable, { index }: IdColumn): boolean {
  const [first] = table.rows.map(({ cells }) => cells[index] ?? '');
  return (
    first !== undefined &&
    first !== '' &&
    table.rows.length >= 3 &&
    table.rows.every(({ cells }) => cells[index] === first)
  );
}

function sharedTold(table: TextTable, header: string): Problem {
  const message = `"${header}" is the same on every row, and so is no id of a student: it is not kept`;
  return at(table, 'id_shared', 'warning', message);
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
