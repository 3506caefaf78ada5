/** Report cards as they were issued, and in which frameworks students have worked in a term. */

import { addDays } from '../core/day.js';
import { groupBy } from '../core/grouping.js';
import type { Day, Id } from '../core/model.js';
import type { Term } from '../core/terms.js';
import type { Gradebook } from './open.js';
import { bound, holds, NO_BOUND, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

/** The frameworks in which each student has evidence, or a judgement, of a day in the term. */
export function workedFrameworks(
  book: Gradebook,
  term: Term,
  view: View = NOW,
): ReadonlyMap<Id, ReadonlySet<Id>> {
  const rows = book.db
    .prepare(
      `SELECT DISTINCT w.student, c.framework
       FROM (SELECT student, competency FROM evidence e
             WHERE ${holds('e')} AND observed_on >= @from AND observed_on < @until
               AND observed_on <= @asOf AND score IS NOT NULL
             UNION
             SELECT student, competency FROM overrides o
             WHERE ${holds('o')} AND on_day >= @from AND on_day < @until AND on_day <= @asOf) w
       JOIN competencies c ON c.id = w.competency AND ${holds('c')}
       ORDER BY w.student, c.framework`,
    )
    .all({ ...bound(view), from: term.startsOn ?? '', until: term.endsOn ?? NO_BOUND }) as {
    readonly student: Id;
    readonly framework: Id;
  }[];
  const byStudent = groupBy(rows, ({ student }) => student);
  return new Map(
    [...byStudent].map(([student, own]) => [student, new Set(own.map((row) => row.framework))]),
  );
}

/** A teacher's decision of a day soon after a term. */
export interface LateDecision {
  readonly kind: 'judgement' | 'excuse';
  readonly student: Id;
  readonly competency: Id;
}

/** Days after its end in which a decision may have been meant for a term. */
const SOON = 60;

/** The decisions of days soon after a term, as they stand; none of a term whose end nobody said. */
export function decidedAfter(book: Gradebook, term: Term, view: View = NOW): LateDecision[] {
  if (term.endsOn === null) return [];
  return book.db
    .prepare(
      `SELECT 'judgement' AS kind, student, competency FROM overrides o
       WHERE ${holds('o')} AND on_day >= @from AND on_day < @until
       UNION ALL
       SELECT 'excuse', student, competency FROM excuses x
       WHERE ${holds('x')} AND on_day >= @from AND on_day < @until`,
    )
    .all({
      horizon: bound(view).horizon,
      from: term.endsOn,
      until: addDays(term.endsOn, SOON),
    }) as LateDecision[];
}

/** One issue of report cards. `form` is JSON: how the marks were written, and what they were made from. */
export interface StoredCard {
  readonly number: number;
  readonly term: Id;
  readonly on: Day;
  readonly form: string;
  /** The entry that issued it. */
  readonly entry: Id;
  readonly by: string | null;
  readonly students: number;
}

/** The issues that stand, in the order in which they were made. */
export function loadCards(book: Gradebook, view: View = NOW): StoredCard[] {
  return book.db
    .prepare(
      `SELECT r.number, r.term, r.on_day AS "on", r.form, r.entry, e.who AS by,
         (SELECT count(*) FROM report_card_marks m WHERE m.card = r.number AND ${holds('m')})
           AS students
       FROM report_cards r JOIN entries e ON e.id = r.entry
       WHERE ${holds('r')} ORDER BY r.number`,
    )
    .all({ horizon: bound(view).horizon }) as StoredCard[];
}

/** What each student's card of an issue said, as JSON, by student. */
export function loadCardMarks(
  book: Gradebook,
  card: number,
  view: View = NOW,
): { readonly student: Id; readonly marks: string }[] {
  return book.db
    .prepare(
      `SELECT student, marks FROM report_card_marks m
       WHERE card = @card AND ${holds('m')} ORDER BY student`,
    )
    .all({ horizon: bound(view).horizon, card }) as { student: Id; marks: string }[];
}

/** Keeps an issue under the next number; a number that was taken back is not given again. */
export function putCard(
  writer: Writer,
  card: { readonly term: Id; readonly on: Day; readonly form: string },
  marks: Iterable<{ readonly student: Id; readonly marks: string }>,
): number {
  const { number } = writer.db
    .prepare('SELECT coalesce(max(number), 0) + 1 AS number FROM report_cards')
    .get() as { number: number };
  writer.make('report_cards', { number, term: card.term, on_day: card.on, form: card.form });
  for (const one of marks)
    writer.make('report_card_marks', { card: number, student: one.student, marks: one.marks });
  return number;
}
