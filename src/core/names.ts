/** Names and grades as schools write them: how they are split, shown, ordered and compared. */
import type { Student } from './model.js';

export interface GivenAndFamily {
  readonly given: string;
  readonly family: string;
}

/** A bare name: split at a comma (*family, given*), else its last word is the family name. */
export function splitName(name: string): GivenAndFamily {
  const tidy = name.trim().replace(/\s+/g, ' ');
  const comma = tidy.indexOf(',');
  if (comma >= 0) {
    return { given: tidy.slice(comma + 1).trim(), family: tidy.slice(0, comma).trim() };
  }
  const space = tidy.lastIndexOf(' ');
  if (space < 0) return { given: tidy, family: '' };
  return { given: tidy.slice(0, space), family: tidy.slice(space + 1) };
}

/** Preferred or given name, then family name. */
export function displayName(student: Pick<Student, 'given' | 'family' | 'preferred'>): string {
  return `${student.preferred ?? student.given} ${student.family}`.trim();
}

/** The id by which the school shows her; empty when she has none. */
export function shownId(student: Pick<Student, 'ids'>): string {
  return student.ids[0]?.value ?? '';
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

let collator: Intl.Collator | undefined;

/** As people sort: case and accents matter least, digits by value. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

/** A grade in its usual form: `06` and `6` are 6; `K`, `KG` and `0` are K; others stay as they are. */
export function normalGrade(grade: string): string {
  const word = grade.trim().toUpperCase();
  if (/^\d+$/.test(word)) return Number(word) === 0 ? 'K' : String(Number(word));
  return word === 'KG' || word === 'KINDERGARTEN' ? 'K' : grade.trim();
}

/** Case and accents folded away, for comparing what people type. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[đĐ]/g, 'd')
    .replace(/ß/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[œŒ]/g, 'oe')
    .replace(/ı/g, 'i')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
