/** The stages that a rollup keeps a student as ready for, and what is new: ready, or no longer so. */
import type { Id } from '../../core/model.js';
import type { ReadyStage } from '../../core/readiness/falling.js';
import type { Gradebook } from '../open.js';

/**
 * Writes the stages that a student is ready for, where they are others than the last time. `falls` says
 * whether she is behind in one that she is no longer ready for; null: nothing is said of her.
 */
export function readyCache(book: Gradebook, rollup: Id) {
  const kept = keptStages(book);
  const forget = book.db.prepare(
    'DELETE FROM ready WHERE student = ? AND pathway = ? AND stage = ?',
  );
  const keep = book.db.prepare('INSERT INTO ready VALUES (?, ?, ?)');
  const tell = book.db.prepare(
    'INSERT INTO rollup_ready (rollup, student, pathway, stage, ready) VALUES (?, ?, ?, ?, ?)',
  );
  return (
    student: Id,
    stages: readonly ReadyStage[],
    falls: ((stage: ReadyStage) => boolean) | null,
  ): void => {
    const before = byKey(kept(student));
    const now = byKey(stages);
    for (const [key, { pathway, stage }] of now) {
      if (before.has(key)) continue;
      keep.run(student, pathway, stage);
      if (falls !== null) tell.run(rollup, student, pathway, stage, 1);
    }
    for (const [key, one] of before) {
      if (now.has(key)) continue;
      forget.run(student, one.pathway, one.stage);
      if (falls?.(one)) tell.run(rollup, student, one.pathway, one.stage, 0);
    }
  };
}

/** Reads the stages that were kept of a student; of nobody where nothing is kept at all. */
function keptStages({ db }: Gradebook): (student: Id) => readonly ReadyStage[] {
  if (db.prepare('SELECT 1 FROM ready LIMIT 1').get() === undefined) return () => [];
  const statement = db.prepare('SELECT pathway, stage FROM ready WHERE student = ?');
  return (student) => statement.all(student) as ReadyStage[];
}

function byKey(stages: readonly ReadyStage[]): Map<string, ReadyStage> {
  return new Map(stages.map((one) => [`${one.pathway} ${one.stage}`, one]));
}
