/** Carrying scores to another scale: each keeps its share of the top, its entry, its number and its uid. */
import { groupBy } from '../core/grouping.js';
import type { Id } from '../core/model.js';
import type { DatedSetting } from '../core/policy.js';
import { top } from '../core/scale.js';
import { type MovedCompetency, movedCompetencies } from '../core/scale-change.js';
import type { Standards } from '../core/standards.js';
import { carryCuts } from './carry-cuts.js';
import { carryLevels, scalesThen } from './carry-levels.js';
import { wasCarried } from './evidence.js';
import type { Gradebook } from './open.js';
import type { Writer } from './writing.js';

/** How much was carried. */
export interface Carried {
  /** Pieces whose score was said on a scale; those given out of some keep their share as they are. */
  readonly scores: number;
  /** Students of these pieces. */
  readonly students: number;
  readonly overrides: number;
  /** Settings of `mastery_at`. */
  readonly cuts: number;
  /** Requirements with a `min_level`. */
  readonly requirements: number;
}

/** Carries all that was said on the scales of `before` where those of `after` have other values. */
export function carryScores(
  book: Gradebook,
  writer: Writer,
  before: Standards,
  after: Standards,
  settings: readonly DatedSetting[],
): Carried {
  const moved = movedCompetencies(before, after);
  const cuts = carryCuts(writer, before, after, settings, scalesThen(book));
  for (const own of groupBy(moved, ({ from, to }) => `${from.id} ${to.id}`).values()) {
    carryPieces(writer, own);
  }
  const overrides = carryLevels(book, writer, 'overrides', moved);
  const requirements = carryLevels(book, writer, 'requirements', moved);
  return { ...touchCarried(writer, moved), overrides, cuts, requirements };
}

/** A score on the old scale becomes so many of its top. */
function carryPieces(writer: Writer, moved: readonly MovedCompetency[]): void {
  const ended = writer.db
    .prepare(
      `UPDATE evidence SET ended = @entry
       WHERE ended IS NULL AND score IS NOT NULL AND possible IS NULL
         AND competency IN (SELECT value FROM json_each(@competencies))`,
    )
    .run({ entry: writer.entry, competencies: idsOf(moved) });
  const [first] = moved;
  if (ended.changes === 0 || first === undefined) return;
  writer.db
    .prepare(
      `INSERT INTO evidence (student, competency, observed_on, entry, number, made, score, possible,
         kind, title, by, note, link, support, tags, external_id)
       SELECT student, competency, observed_on, entry, number, @entry, score, @top,
         kind, title, by, note, link, support, tags, external_id
       FROM evidence
       WHERE ended = @entry AND competency IN (SELECT value FROM json_each(@competencies))`,
    )
    .run({ entry: writer.entry, top: top(first.from), competencies: idsOf(moved) });
  writer.wrote('evidence');
}

/** Counts the scores that have come to another scale, also back to their own, and marks the students. */
function touchCarried(
  { db, entry }: Writer,
  moved: readonly MovedCompetency[],
): Pick<Carried, 'scores' | 'students'> {
  const scored = db
    .prepare(
      `SELECT student, count(*) AS scores FROM evidence e
       WHERE ended IS NULL AND competency IN (SELECT value FROM json_each(?)) AND ${wasCarried('e')}
       GROUP BY student`,
    )
    .all(idsOf(moved)) as { student: Id; scores: number }[];
  const judged = db
    .prepare('SELECT student FROM overrides WHERE made = ?')
    .pluck()
    .all(entry) as Id[];
  const students = new Set([...scored.map(({ student }) => student), ...judged]);
  db.prepare('INSERT OR IGNORE INTO touched (student) SELECT value FROM json_each(?)').run(
    JSON.stringify([...students]),
  );
  return { scores: scored.reduce((sum, { scores }) => sum + scores, 0), students: scored.length };
}

function idsOf(moved: readonly MovedCompetency[]): string {
  return JSON.stringify(moved.map(({ competency }) => competency.id));
}

/** Whether a score, an override or a `min_level` was said on the scale of a competency; asked once. */
export function scoredFinder(book: Gradebook): (competency: Id) => boolean {
  let known: Set<Id> | null = null;
  return (competency) => {
    known ??= new Set(
      book.db
        .prepare(
          `SELECT competency FROM evidence WHERE ended IS NULL
           UNION SELECT competency FROM overrides WHERE ended IS NULL
           UNION SELECT competency FROM requirements WHERE ended IS NULL AND min_level IS NOT NULL`,
        )
        .pluck()
        .all() as Id[],
    );
    return known.has(competency);
  };
}
