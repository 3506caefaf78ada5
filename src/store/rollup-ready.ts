/** The stages that a rollup keeps a student as ready for, and those that are new. */
import type { Id } from '../core/model.js';
import type { Gradebook } from './open.js';

/** A stage of a pathway, or a heading of a framework where stages are the default ones. */
export interface ReadyStage {
  readonly pathway: Id;
  readonly stage: Id;
}

/** Writes the stages that a student is ready for, where they are others than the last time. */
export function readyCache(book: Gradebook, rollup: Id) {
  const kept = book.db.prepare('SELECT pathway, stage FROM ready WHERE student = ?');
  const forget = book.db.prepare(
    'DELETE FROM ready WHERE student = ? AND pathway = ? AND stage = ?',
  );
  const keep = book.db.prepare('INSERT INTO ready VALUES (?, ?, ?)');
  const fresh = book.db.prepare('INSERT INTO rollup_ready VALUES (?, ?, ?, ?)');
  return (student: Id, stages: readonly ReadyStage[]): void => {
    const before = byKey(kept.all(student) as ReadyStage[]);
    const now = byKey(stages);
    for (const [key, { pathway, stage }] of now) {
      if (before.has(key)) continue;
      keep.run(student, pathway, stage);
      fresh.run(rollup, student, pathway, stage);
    }
    for (const [key, { pathway, stage }] of before) {
      if (!now.has(key)) forget.run(student, pathway, stage);
    }
  };
}

function byKey(stages: readonly ReadyStage[]): Map<string, ReadyStage> {
  return new Map(stages.map((one) => [`${one.pathway} ${one.stage}`, one]));
}
