/** Report cards as they were issued: what is kept of them, and how an issue is found again. */
import { PlError } from '../../core/errors.js';
import type { Day, Id } from '../../core/model.js';
import type { Written } from '../../core/reportcard/diff.js';
import type { Value } from '../../output/csv.js';
import type { Gradebook } from '../../store/open.js';
import { loadCardMarks, loadCards, type StoredCard } from '../../store/report-cards.js';
import type { Form } from '../exports/report-card-form.js';

/** How an issue was written, and of which day it is. */
export interface IssuedForm {
  readonly form: Form;
  /** The bound on days, as of which it was made; null: none, the term was not over. */
  readonly asOf: Day | null;
  readonly headers: readonly string[];
  readonly manifest: Manifest;
}

/** What is read again of a manifest; the rest is kept as it was. */
export interface Manifest {
  readonly rows: number;
  readonly sha256: string;
  readonly as_of: Day;
}

/** What one student's card said: her place in the file, its rows, and the mark of each competency. */
export interface IssuedMarks {
  readonly place: number;
  readonly rows: readonly (readonly Value[])[];
  readonly marks: readonly (readonly [competency: Id, mark: Written])[];
}

/** An issue with its form read. */
export interface Issue extends Omit<StoredCard, 'form'>, IssuedForm {}

/** The issues that stand, the oldest first. */
export function issuesOf(book: Gradebook): Issue[] {
  return loadCards(book).map(({ form, ...card }) => ({
    ...card,
    ...(JSON.parse(form) as IssuedForm),
  }));
}

/** The issue of that number, or the last. Throws `PlError('not_found')`. */
export function issueNamed(book: Gradebook, number: number | null): Issue {
  const issues = issuesOf(book);
  const found = number === null ? issues.at(-1) : issues.find((one) => one.number === number);
  if (found !== undefined) return found;
  const numbers = issues.map((one) => one.number).join(', ');
  throw new PlError(
    'not_found',
    number === null || issues.length === 0
      ? 'no report cards have been issued'
      : `there is no issue ${number}: there are ${numbers}`,
    issues.length === 0 ? 'pl reportcard issue --term T1 -o T1.csv' : 'pl reportcard list',
  );
}

/** A number of an issue as it is typed. Throws `PlError('usage')`. */
export function readNumber(typed: string): number {
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed);
  throw new PlError('usage', `"${typed}" is not the number of an issue`, 'pl reportcard list');
}

/** The cards of an issue in the order of its file. */
export function issuedMarks(
  book: Gradebook,
  number: number,
): { readonly student: Id; readonly said: IssuedMarks }[] {
  return loadCardMarks(book, number)
    .map(({ student, marks }) => ({ student, said: JSON.parse(marks) as IssuedMarks }))
    .sort((a, b) => a.said.place - b.said.place);
}
