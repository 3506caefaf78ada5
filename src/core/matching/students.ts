/** Which student a teacher means by an id or a part of a name. */
import type { Student } from '../model.js';
import { compareStudents, folded, shownId } from '../names.js';
import { closest } from './suggest.js';

/** One student, several between whom a person must choose, or none with what comes near. */
export type Match<T> =
  | { readonly kind: 'one'; readonly found: T }
  | { readonly kind: 'several'; readonly candidates: readonly T[] }
  | { readonly kind: 'none'; readonly near: readonly T[] };

/**
 * Ranks: exact id; whole words of the name; starts of words; parts of words. The first rank with a
 * match decides; several words may mix given, preferred and family names. Withdrawn students only
 * count where no active one matches.
 */
export function matchStudent(students: readonly Student[], typed: string): Match<Student> {
  const active = matchAmong(
    students.filter((student) => student.active),
    typed,
  );
  const exact = typed.trim().normalize('NFC').toLowerCase();
  const holds = (student: Student) =>
    student.ids.some(({ value }) => value.toLowerCase() === exact);
  if (active.length > 0 && (active.some(holds) || !withdrawnWith(students, holds)))
    return settle(active);
  const withdrawn = matchAmong(
    students.filter((student) => !student.active),
    typed,
  );
  if (withdrawn.length > 0) return settle(withdrawn);
  return { kind: 'none', near: nearby(students, typed) };
}

/** Her exact id means her even when she has left. */
function withdrawnWith(
  students: readonly Student[],
  holds: (student: Student) => boolean,
): boolean {
  return students.some((student) => !student.active && holds(student));
}

function matchAmong(students: readonly Student[], typed: string): Student[] {
  const id = typed.trim().normalize('NFC').toLowerCase();
  if (id === '') return [];
  const byId = students.filter((one) => one.ids.some(({ value }) => value.toLowerCase() === id));
  if (byId.length > 0) return preferShownId(byId, id);
  const words = folded(typed)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const names = students.map((student) => ({ student, name: nameWords(student) }));
  for (const fits of RANKS) {
    const found = names.filter(({ name }) =>
      words.every((word) => name.some((own) => fits(own, word))),
    );
    if (found.length > 0) return found.map(({ student }) => student);
  }
  return [];
}

const RANKS: readonly ((own: string, word: string) => boolean)[] = [
  (own, word) => own === word,
  (own, word) => own.startsWith(word),
  (own, word) => own.includes(word),
];

/** The id that is shown decides over another child's further id. */
function preferShownId(students: readonly Student[], id: string): Student[] {
  const shown = students.filter((student) => shownId(student).toLowerCase() === id);
  return shown.length > 0 ? shown : [...students];
}

/** The words of a name, hyphenated ones also in parts. */
function nameWords(student: Student): string[] {
  const name = folded(`${student.given} ${student.preferred ?? ''} ${student.family}`);
  const words = name.split(/[\s,]+/);
  const parts = words.filter((word) => word.includes('-')).flatMap((word) => word.split('-'));
  return [...words, ...parts].filter((word) => word !== '');
}

function settle(found: readonly Student[]): Match<Student> {
  const [one] = found;
  if (found.length === 1 && one !== undefined) return { kind: 'one', found: one };
  return { kind: 'several', candidates: [...found].sort(compareStudents) };
}

function nearby(students: readonly Student[], typed: string): Student[] {
  const active = students.filter((student) => student.active);
  return closest(folded(typed), active, (student) => [
    shownId(student).toLowerCase(),
    ...nameWords(student),
  ]);
}
