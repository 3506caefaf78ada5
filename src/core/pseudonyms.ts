/**
 * Pseudonyms: files in which nobody is called by her name or id. What a column is decides what becomes of
 * it, and a column that is not known is left blank: a new one never lets anything out.
 */
import { KINDS } from './model.js';

/** A cell as files have it. */
type Cell = string | number | boolean | null;

/** What a pseudonym stands for; the same word of another kind has another pseudonym. */
export type Called = 'student' | 'section' | 'school' | 'teacher';

/** Gives the pseudonym of what is called so. */
export type Pseudonym = (kind: Called, name: string) => string;

const CALLED: Readonly<Record<string, Called>> = {
  student_id: 'student',
  section: 'section',
  school: 'school',
  teacher: 'teacher',
};

/** What is said of learning, and not in anybody's own words. */
const KEPT: ReadonlySet<string> = new Set([
  ...['grade', 'course', 'term', 'status', 'framework', 'competency', 'statement', 'as_of'],
  ...['score', 'possible', 'date', 'support', 'level', 'level_name', 'mark', 'overridden'],
  ...['evidence_count', 'last_observed_on', 'method', 'calculated_level', 'calculated_status'],
  ...['disputed', 'letter', 'average', 'assessed', 'total', 'thin', 'not_assessed'],
]);

/** Columns of a report card that are words of a teacher, or names. */
const WORDS = /^(first_name|last_name|preferred_name|email|comment|framework_comment|comment:.*)$/;

/** What becomes of a column: the marks of a wide report card are columns of any name, and kept. */
export function treatment(column: string, isCard: boolean): Called | 'kept' | 'kind' | 'blank' {
  const called = CALLED[column];
  if (called !== undefined) return called;
  if (column === 'kind' && !isCard) return 'kind';
  if (KEPT.has(column)) return 'kept';
  return isCard && !WORDS.test(column) ? 'kept' : 'blank';
}

/** A kind of evidence may be anybody's own word. */
const isKnown = (kind: Cell) => KINDS.some((one) => one === kind);

/** Cells under other names; several sections or teachers in one cell are divided by `;`. */
export function disguised(
  columns: readonly string[],
  pseudonym: Pseudonym,
  isCard = false,
): (row: readonly Cell[]) => Cell[] {
  const treatments = columns.map((column) => treatment(column, isCard));
  return (row) =>
    row.map((cell, index) => {
      const what = treatments[index] ?? 'blank';
      if (what === 'kept') return cell;
      if (what === 'kind') return isKnown(cell) ? cell : 'other';
      if (what === 'blank' || cell === null || cell === '') return null;
      if (what === 'student') return pseudonym(what, String(cell));
      return String(cell)
        .split(';')
        .map((name) => pseudonym(what, name))
        .join(';');
    });
}

/** 32 signs without look-alikes, 5 bits each. */
const SIGNS = '23456789abcdefghijkmnpqrstuvwxyz';
/** 60 bits: among a million students, two that share one are found in one of two million keys. */
const LENGTH = 12;

/** The first bits of a hash as a short word, after a letter that says what it stands for. */
export function shortened(kind: Called, hash: Uint8Array): string {
  let [bits, held, word] = [0, 0, ''];
  for (const byte of hash) {
    bits = (bits << 8) | byte;
    held += 8;
    for (; held >= 5 && word.length < LENGTH; held -= 5)
      word += SIGNS[(bits >>> (held - 5)) & 31] ?? '';
    bits &= (1 << held) - 1;
  }
  return `${LETTERS[kind]}-${word}`;
}

const LETTERS: Readonly<Record<Called, string>> = {
  student: 's',
  section: 'c',
  school: 'h',
  teacher: 't',
};
