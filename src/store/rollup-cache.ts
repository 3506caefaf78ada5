/** The masteries that a rollup keeps of a student, and the moves that it writes beside them. */
import type { Mastery } from '../core/mastery/judge.js';
import type { Id, Status } from '../core/model.js';
import type { Gradebook } from './open.js';
import type { Reason } from './rollup-reasons.js';
import type { Value } from './writing.js';

/** In the order of the table: competency, score, level, status, overridden, disputed and the counts. */
type Kept = readonly Value[];

const [COMPETENCY, SCORE, STATUS, DISPUTED] = [0, 1, 3, 5];

/**
 * Writes the masteries of a student: rows that differ from those of the last rollup, moves of status
 * with why, and judgements that have come to be disputed. Without a `reason` nothing is said of her:
 * only what is kept is brought up to date.
 */
export function masteryCache(book: Gradebook, rollup: Id) {
  const { db } = book;
  const keptRows = db
    .prepare(
      `SELECT competency, score, level, status, overridden, disputed, evidence_count, occasions,
         last_observed_on, calculated_level, calculated_status
       FROM mastery WHERE student = ?`,
    )
    .raw();
  const keep = db.prepare(
    'INSERT OR REPLACE INTO mastery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const forget = db.prepare('DELETE FROM mastery WHERE student = ? AND competency = ?');
  const disputed = db.prepare('INSERT INTO rollup_disputed VALUES (?, ?, ?)');
  const move = moveWriter(book, rollup);
  return (student: Id, masteries: readonly Mastery[], reason: Reason | null): void => {
    const before = new Map((keptRows.all(student) as Kept[]).map((row) => [row[COMPETENCY], row]));
    for (const mastery of masteries) {
      const { id } = mastery.competency;
      const [was, now] = [before.get(id), rowOf(mastery)];
      before.delete(id);
      if (was?.every((value, i) => value === now[i])) continue;
      keep.run(student, ...now);
      if (reason === null) continue;
      if (mastery.disputed && was?.[DISPUTED] !== 1) disputed.run(rollup, student, id);
      if (statusIn(was) !== mastery.status) move(student, id, was, mastery, reason);
    }
    for (const [id, was] of before) {
      forget.run(student, id);
      if (reason !== null && statusIn(was) !== 'not_assessed')
        move(student, id as Id, was, NOTHING, reason);
    }
  };
}

/** Of what nothing was kept, nothing was assessed. */
function statusIn(was: Kept | undefined): Status {
  return (was?.[STATUS] ?? 'not_assessed') as Status;
}

/** What is left of a mastery of which nothing stands any more. */
const NOTHING: Pick<Mastery, 'status' | 'score'> = { status: 'not_assessed', score: null };

function rowOf(mastery: Mastery): Kept {
  const { calculated } = mastery;
  return [
    mastery.competency.id,
    mastery.score,
    mastery.level?.value ?? null,
    mastery.status,
    mastery.override === null ? 0 : 1,
    mastery.disputed ? 1 : 0,
    calculated.evidenceCount,
    calculated.occasions,
    calculated.lastObservedOn,
    calculated.level?.value ?? null,
    calculated.status,
  ];
}

function moveWriter(book: Gradebook, rollup: Id) {
  const insert = book.db.prepare(
    `INSERT INTO rollup_changes
       (rollup, student, competency, status_from, status_to, score_from, score_to, because)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (
    student: Id,
    competency: Id,
    was: Kept | undefined,
    now: Pick<Mastery, 'status' | 'score'>,
    reason: Reason,
  ): void => {
    const from = (was?.[STATUS] ?? null) as Status | null;
    const because = reason(competency, statusIn(was), now.status);
    const score = was?.[SCORE] ?? null;
    insert.run(rollup, student, competency, from, now.status, score, now.score, because);
  };
}
