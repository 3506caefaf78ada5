/** Names and grades as schools write them: how they are split, shown, ordered and compared. */
import type { Id, Student } from './model.js';

export interface GivenAndFamily {
  readonly given: string;
  readonly family: string;
}

/**
 * A bare name: split at a comma (*family, given*), else its last word is the family name. `Jr.` and
 * the like stay with the family name.
 */
export function splitName(name: string): GivenAndFamily {
  const tidy = name.trim().replace(/\s+/g, ' ');
  const [, bare = tidy, suffix = ''] = SUFFIX.exec(tidy) ?? [];
  const { given, family } = splitBare(bare);
  if (suffix === '') return { given, family };
  return family === '' ? splitBare(tidy) : { given, family: `${family} ${suffix}` };
}

/** A name, and a suffix at its end. */
const SUFFIX = /^(.*[^\s,]),? (jr\.?|sr\.?|ii|iii|iv)$/i;

function splitBare(name: string): GivenAndFamily {
  const comma = name.indexOf(',');
  if (comma >= 0)
    return { given: name.slice(comma + 1).trim(), family: name.slice(0, comma).trim() };
  const space = name.lastIndexOf(' ');
  if (space < 0) return { given: name, family: '' };
  return { given: name.slice(0, space), family: name.slice(space + 1) };
}

type Name = Pick<Student, 'given' | 'family' | 'preferred' | 'shownAs'>;

/** Preferred or given name, then family name; her initials where she is shown by them. */
export function displayName(student: Name): string {
  return student.shownAs ?? fullName(student);
}

/** Preferred or given name, then family name, also where she is shown by her initials: for files. */
export function fullName(student: Name): string {
  return `${student.preferred ?? student.given} ${student.family}`.trim();
}

/** Those whose shown name another active student has as well. */
export function namesakes(students: readonly Student[]): ReadonlySet<Id> {
  const active = new Map<string, number>();
  for (const student of students) {
    const name = displayName(student);
    if (student.active) active.set(name, (active.get(name) ?? 0) + 1);
  }
  const shared = students.filter(
    (student) => (active.get(displayName(student)) ?? 0) > (student.active ? 1 : 0),
  );
  return new Set(shared.map(({ id }) => id));
}

/** Her name where it stands alone: with her id where it is one of `shared`, which `namesakes` knows, and with a word where she has left. */
export function calledName(
  student: Student,
  shared: Pick<ReadonlySet<Id>, 'has'>,
  idOf: (student: Student) => string = shownId,
): string {
  const marks = [shared.has(student.id) ? idOf(student) : '', student.active ? '' : 'withdrawn'];
  const said = marks.filter((mark) => mark !== '').join(', ');
  return said === '' ? displayName(student) : `${displayName(student)} (${said})`;
}

/** The id by which the school shows her; empty when she has none. */
export function shownId(student: Pick<Student, 'ids'>): string {
  return student.ids[0]?.value ?? '';
}

/** The id of that type, without regard to case; the shown one where she has none, or `type` is null. */
export function idOfType(student: Pick<Student, 'ids'>, type: string | null): string {
  const own = type === null ? undefined : student.ids.find((id) => isOfType(id, type));
  return own?.value ?? shownId(student);
}

/** Whether an id is of that type, without regard to case. */
export function isOfType(id: Student['ids'][number], type: string): boolean {
  return id.type.toLowerCase() === type.toLowerCase();
}

/** By family name, given name, then id, as people sort names and not as bytes do. */
export function compareStudents(a: Student, b: Student): number {
  return (
    compareText(a.family, b.family) ||
    compareText(a.given, b.given) ||
    compareText(shownId(a), shownId(b)) ||
    a.id - b.id
  );
}

/** Students in that order. Of a hundred thousand, each name is folded once and not at each look. */
export function inNameOrder(students: readonly Student[]): Student[] {
  const folds = new Map<string, string>();
  const fold = (text: string) => {
    const known = folds.get(text) ?? folded(text);
    folds.set(text, known);
    return known;
  };
  return students
    .map((student) => ({ student, id: shownId(student) }))
    .sort(
      (a, b) =>
        compareText(a.student.family, b.student.family, fold) ||
        compareText(a.student.given, b.student.given, fold) ||
        compareText(a.id, b.id, fold) ||
        a.student.id - b.student.id,
    )
    .map(({ student }) => student);
}

/**
 * As people sort: case and accents matter least, digits by value. Written here rather than left to
 * the machine's collator, whose order changes with its version: the same names give the same bytes.
 */
export function compareText(a: string, b: string, fold = folded): number {
  if (a === b) return 0;
  return compareKeys(fold(a), fold(b)) || (a.normalize('NFD') < b.normalize('NFD') ? -1 : 1);
}

/** Folded texts, runs of digits by value. */
function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  if (!/\d/.test(a) || !/\d/.test(b)) return a < b ? -1 : 1;
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? '', right[i] ?? ''];
    if (x === y) continue;
    const byValue = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    return byValue || (x < y ? -1 : 1);
  }
  return left.length - right.length;
}

/** A grade in its usual form: `06` and `6` are 6; `K`, `KG` and `0` are K; `-1` is PK; others stay as they are. */
export function normalGrade(grade: string): string {
  const word = grade.trim().toUpperCase();
  if (/^\d+$/.test(word)) return Number(word) === 0 ? 'K' : String(Number(word));
  if (['K', 'KG', 'KINDERGARTEN'].includes(word)) return 'K';
  if (word === '-1') return 'PK';
  return ['PK', 'TK', 'PS', 'UG'].includes(word) ? word : grade.trim();
}

/** Nothing to fold but case: most names, most codes. */
const PLAIN = /^[A-Za-z0-9.:/'-]+( [A-Za-z0-9.:/'-]+)*$/;

/** Letters that decompose into no plain one. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '\u02bb': "'",
  '\u00b4': "'",
  '`': "'",
};

/** Case and accents folded away, for comparing what people type. */
export function folded(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^ -_a-~]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}
