/** What kind of sheet was pasted: scores under competencies, or a score a row, with or without a header. */
import type { Faults } from '../importing/records.js';
import type { Competency } from '../model.js';
import { folded } from '../names.js';
import { largest } from '../numbers.js';
import type { Row } from './cells.js';
import {
  isNumber,
  type Meaning,
  namedBy,
  oneCompetency,
  scoreOf,
  studentInCell,
} from './meaning.js';

/** Where things stand in the rows; `rows` are those under the header. */
export type Sheet =
  | {
      readonly kind: 'grid';
      readonly student: number;
      /** Which competency a column is on, or that it says who; null: a column without a header. */
      readonly columns: readonly (Competency | 'who' | null)[];
      readonly rows: readonly Row[];
    }
  | {
      readonly kind: 'list';
      readonly student: number;
      /** Null where one competency is meant throughout. */
      readonly competency: number | null;
      readonly level: number;
      readonly notes: readonly number[];
      readonly rows: readonly Row[];
    };

/** Looks at the first row; null when it cannot be read, and then the faults say why. */
export function sheetOf(rows: readonly Row[], meaning: Meaning, faults: Faults): Sheet | null {
  const [first, ...rest] = rows;
  if (first === undefined) return null;
  if (isListHeader(first)) return listUnder(first, rest, meaning, faults);
  if (isGridHeader(first, meaning)) return gridUnder(first, rest, meaning, faults);
  return plainList(isUnknownHeader(first, meaning) ? rest : rows, meaning.only);
}

const STUDENT = new Set(['student', 'students', 'name', 'names', 'student name', 'pupil', 'child']);
const STUDENT_ID = new Set(['id', 'student id', 'student_id', 'sis id', 'local id']);
const COMPETENCY = new Set(['competency', 'standard', 'code', 'outcome', 'skill']);
const LEVEL = new Set(['level', 'score', 'rating', 'result', 'mark']);
const NOTE = new Set(['note', 'notes', 'comment', 'comments']);

/** The columns are named by what they hold. */
function isListHeader({ cells }: Row): boolean {
  return cells.some(saysWho) && cells.some((cell) => LEVEL.has(folded(cell)));
}

function listUnder(header: Row, rows: readonly Row[], meaning: Meaning, faults: Faults) {
  const words = header.cells.map(folded);
  const column = (names: ReadonlySet<string>) => words.findIndex((word) => names.has(word));
  const [name, id] = [column(STUDENT), column(STUDENT_ID)];
  const student = id >= 0 ? id : name;
  const competency = column(COMPETENCY);
  const known = [STUDENT, STUDENT_ID, COMPETENCY, LEVEL, NOTE];
  const others = words.flatMap((word, index) =>
    word === '' || known.some((names) => names.has(word)) ? [] : [index + 1],
  );
  const { line } = header;
  if (others.length > 0) {
    // By their places: where a row was mixed up one may hold a pupil's name.
    const message = `columns that a paste does not have: ${others.join(', ')} (counted from the left); pl import evidence reads such a table`;
    faults.error(line, null, 'unused_columns', message);
    return null;
  }
  if (competency < 0 && meaning.only === null) {
    const message = 'there is no column for competency: name it with --competency';
    faults.error(line, null, 'missing_column', message);
    return null;
  }
  if (competency >= 0 && meaning.only !== null) {
    sayTwice(line, faults);
    return null;
  }
  const notes = words.flatMap((word, index) => (NOTE.has(word) ? [index] : []));
  const found = competency < 0 ? null : competency;
  return { kind: 'list', student, competency: found, level: column(LEVEL), notes, rows } as const;
}

/** The first cell is nobody, and another is a competency; a row with a level is no header. */
function isGridHeader({ cells }: Row, meaning: Meaning): boolean {
  const [first = '', ...others] = cells;
  if (isNumber(first) || namesSomebody(first, meaning)) return false;
  const second = meaning.competency(cells[1] ?? '');
  if (second.kind === 'one' && scoreOf(meaning, second.found, cells[2] ?? '') !== null)
    return false;
  return others.some((cell) => cell !== '' && meaning.header(cell).kind !== 'none');
}

function gridUnder(
  { line, cells }: Row,
  rows: readonly Row[],
  meaning: Meaning,
  faults: Faults,
): Sheet | null {
  if (meaning.only !== null) {
    sayTwice(line, faults);
    return null;
  }
  const before = faults.errors();
  const seen = new Map<Competency, number>();
  const ids = cells.findIndex((cell) => STUDENT_ID.has(folded(cell)));
  const columns = cells.map((cell, index) => {
    if (index === 0 || saysWho(cell)) return 'who';
    if (cell === '') return null;
    const column = index + 1;
    const named = namedBy(cell, `the header of column ${column}`);
    const one = oneCompetency(meaning, meaning.header(cell), named, line, faults);
    if (one === null) return null;
    const other = seen.get(one);
    if (other === undefined) seen.set(one, column);
    else {
      const message = `columns ${other} and ${column} are both on "${one.code}"`;
      faults.error(line, 'competency', 'duplicate_header', message);
    }
    return one;
  });
  return faults.errors() > before
    ? null
    : { kind: 'grid', student: Math.max(0, ids), columns, rows };
}

function sayTwice(line: number, faults: Faults): void {
  const message = 'what was pasted names competencies itself: leave --competency out';
  faults.error(line, null, 'competency_twice', message);
}

/** A first row that names nobody and has no level where the others have theirs. */
function isUnknownHeader({ cells }: Row, meaning: Meaning): boolean {
  const [first = '', second = ''] = cells;
  if (saysWho(first)) return true;
  if (meaning.only === null || namesSomebody(first, meaning)) return false;
  return second !== '' && !isNumber(second) && scoreOf(meaning, meaning.only, second) === null;
}

function namesSomebody(cell: string, meaning: Meaning): boolean {
  return cell !== '' && !saysWho(cell) && studentInCell(meaning, cell).kind !== 'none';
}

/** A header over names or ids of students. */
function saysWho(cell: string): boolean {
  return STUDENT.has(folded(cell)) || STUDENT_ID.has(folded(cell));
}

function plainList(rows: readonly Row[], only: Competency | null): Sheet {
  const level = only === null ? 2 : 1;
  const widest = largest(rows.map(({ cells }) => cells.length));
  const notes = Array.from({ length: Math.max(0, widest - level - 1) }, (_, at) => level + 1 + at);
  return {
    kind: 'list',
    student: 0,
    competency: only === null ? 1 : null,
    level,
    notes,
    rows,
  };
}
