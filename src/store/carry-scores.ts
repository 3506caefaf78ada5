/** Carrying scores to another scale: each keeps its share of the top, its entry, its number and its uid. */
import { groupBy } from '../core/grouping.js';
import type { Id } from '../core/model.js';
import type { DatedSetting } from '../core/policy.js';
import { top } from '../core/scale.js';
import {
  carriedCuts,
  carriedLevel,
  type MovedCompetency,
  movedCompetencies,
} from '../core/scale-change.js';
import type { Standards } from '../core/standards.js';
import { putPolicy } from './apply-standards.js';
import type { Gradebook } from './open.js';
import type { Writer } from './writing.js';

/** How much was carried. */
export interface Carried {
  /** Pieces whose score was on the old scale; those given out of some keep their share as they are. */
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
  writer: Writer,
  before: Standards,
  after: Standards,
  settings: readonly DatedSetting[],
): Carried {
  const moved = movedCompetencies(before, after);
  const cuts = carriedCuts(before, after, settings);
  for (const { setting, value } of cuts) {
    putPolicy(writer, setting, setting.key, value, setting.startsOn);
  }
  let [scores, overrides, requirements] = [0, 0, 0];
  for (const own of groupBy(moved, ({ from, to }) => `${from.id} ${to.id}`).values()) {
    scores += carryPieces(writer, own);
    overrides += carryLevels(writer, 'overrides', 'level', own);
    requirements += carryLevels(writer, 'requirements', 'min_level', own);
  }
  return { scores, students: touchCarried(writer), overrides, cuts: cuts.length, requirements };
}

/** A score on the old scale becomes so many of its top. */
function carryPieces(writer: Writer, moved: readonly MovedCompetency[]): number {
  const ended = writer.db
    .prepare(
      `UPDATE evidence SET ended = @entry
       WHERE ended IS NULL AND score IS NOT NULL AND possible IS NULL
         AND competency IN (SELECT value FROM json_each(@competencies))`,
    )
    .run({ entry: writer.entry, competencies: idsOf(moved) });
  const [first] = moved;
  if (ended.changes === 0 || first === undefined) return 0;
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
  return ended.changes;
}

/** The columns that are kept as they are when a level is carried. */
const KEPT = {
  overrides: 'student, competency, reason, on_day, by, entry',
  requirements: 'stage, competency, choose, elective, due_on, position, entry',
} as const;

/** A level becomes the one that its share of the top has begun. */
function carryLevels(
  writer: Writer,
  table: keyof typeof KEPT,
  column: 'level' | 'min_level',
  moved: readonly MovedCompetency[],
): number {
  const [first] = moved;
  if (first === undefined) return 0;
  const { db, entry } = writer;
  const competencies = idsOf(moved);
  const standing = `ended IS NULL AND ${column} IS NOT NULL
    AND competency IN (SELECT value FROM json_each(@competencies))`;
  const levels = db
    .prepare(`SELECT DISTINCT ${column} FROM ${table} WHERE ${standing}`)
    .pluck()
    .all({ competencies }) as number[];
  if (levels.length === 0) return 0;
  const pairs = levels.map((level) => [level, carriedLevel(level, first.from, first.to)]);
  const { changes } = db
    .prepare(`UPDATE ${table} SET ended = @entry WHERE ${standing}`)
    .run({ entry, competencies });
  db.prepare(
    `INSERT INTO ${table} (${KEPT[table]}, ${column}, made)
     SELECT ${KEPT[table]}, p.value ->> 1, @entry
     FROM ${table} t JOIN json_each(@pairs) p ON p.value ->> 0 = t.${column}
     WHERE t.ended = @entry AND t.competency IN (SELECT value FROM json_each(@competencies))`,
  ).run({ entry, competencies, pairs: JSON.stringify(pairs) });
  writer.wrote(table);
  return changes;
}

/** Marks the students of what was carried; says how many there are. */
function touchCarried({ db, entry }: Writer): number {
  const ofTable = (table: string) => `SELECT student FROM ${table} WHERE made = @entry`;
  const students = db
    .prepare(`${ofTable('evidence')} UNION ${ofTable('overrides')}`)
    .pluck()
    .all({ entry }) as number[];
  db.prepare('INSERT OR IGNORE INTO touched (student) SELECT value FROM json_each(@students)').run({
    students: JSON.stringify(students),
  });
  return students.length;
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
