/** Students by their initials, for a screen that others see: as short as they can still be told apart. */
import type { Student } from './model.js';
import { shownId } from './names.js';

/** How many letters of the given and of the family name are tried, in this order. */
const TRIED = [
  [1, 1],
  [2, 1],
  [1, 2],
  [2, 2],
  [3, 2],
  [3, 3],
] as const;

/** The same students, each shown by the first of these that is hers alone; else with her id. */
export function withInitials(students: readonly Student[]): Student[] {
  const forms = TRIED.map(([given, family]) => {
    const shown = students.map((student) => initials(student, given, family));
    return { shown, counts: counted(shown) };
  });
  return students.map((student, index) => {
    const own = forms.find(({ shown, counts }) => counts.get(shown[index] ?? '') === 1);
    const short = forms[0]?.shown[index] ?? '';
    return { ...student, shownAs: own?.shown[index] ?? `${short} ${shownId(student)}`.trim() };
  });
}

function initials(
  { given, preferred, family }: Student,
  ofGiven: number,
  ofFamily: number,
): string {
  const parts = [start(preferred ?? given, ofGiven), start(family, ofFamily)];
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join('');
}

/** Whole letters, accents and all. A name that is no longer than that would be shown whole. */
function start(name: string, length: number): string {
  const letters = [...name.trim().normalize('NFC')];
  return letters.slice(0, Math.max(1, Math.min(length, letters.length - 1))).join('');
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
