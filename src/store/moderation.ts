/** Scores of which somebody may have given another on the same work. */
import type { Day, Id } from '../core/model.js';
import type { Gradebook } from './open.js';
import { bound, holds, type View } from './view.js';

/** A score on a piece of work, and who gave it. */
export interface SignedScore {
  readonly student: Id;
  readonly competency: Id;
  readonly observedOn: Day;
  readonly entry: Id;
  readonly number: number;
  readonly score: number;
  readonly possible: number | null;
  readonly title: string | null;
  readonly link: string | null;
  /** Who is named in the piece, else who entered it. */
  readonly by: string;
}

/** Kinds of scores that a student or an outside test gives. */
const NOT_TEACHERS = ['self', 'peer', 'outside-test'];

/**
 * The standing scores of these students that have a title or a link and are not the only one of their
 * student, competency and day, in the order in which pieces count. A piece that a later one of its external
 * id has replaced is not among them.
 */
export function* signedScores(
  book: Gradebook,
  students: readonly Id[],
  view: View,
): Iterable<SignedScore> {
  const statement = book.db.prepare(SIGNED);
  const among = JSON.stringify(students);
  const kinds = JSON.stringify(NOT_TEACHERS);
  yield* statement.iterate({ ...bound(view), among, kinds }) as IterableIterator<SignedScore>;
}

const isWork = (alias: string) =>
  `${holds(alias)} AND ${alias}.observed_on <= @asOf AND ${alias}.score IS NOT NULL
   AND coalesce(${alias}.title, ${alias}.link) IS NOT NULL
   AND ${alias}.kind NOT IN (SELECT value FROM json_each(@kinds))`;

const SIGNED = `
  SELECT e.student, e.competency, e.observed_on AS observedOn, e.entry, e.number, e.score, e.possible,
    e.title, e.link, coalesce(e.by, n.who) AS by
  FROM evidence e JOIN entries n ON n.id = e.entry
  WHERE e.student IN (SELECT value FROM json_each(@among)) AND ${isWork('e')}
    AND coalesce(e.by, n.who) IS NOT NULL
    AND EXISTS (SELECT 1 FROM evidence o
      WHERE o.student = e.student AND o.competency = e.competency AND o.observed_on = e.observed_on
        AND (o.entry, o.number) <> (e.entry, e.number) AND ${isWork('o')})
    AND (e.external_id IS NULL OR NOT EXISTS (SELECT 1 FROM evidence r
      WHERE r.student = e.student AND r.competency = e.competency AND r.external_id = e.external_id
        AND r.observed_on <= @asOf AND (r.entry, r.number) > (e.entry, e.number) AND ${holds('r')}))
  ORDER BY e.student, e.competency, e.observed_on, e.entry, e.number`;
