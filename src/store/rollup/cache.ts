/** The masteries that a rollup keeps of a student, and the moves that it writes beside them. */
import type { Mastery } from '../../core/mastery/judge.js';
import type { Id, Status } from '../../core/model.js';
import type { Gradebook } from '../open.js';
import { rowsTogether } from '../rows-together.js';
import type { Value } from '../writing.js';
import type { Reason } from './reasons.js';

/** A row of the table: student, competency, score, level, status, overridden, disputed and the counts. */
type Kept = readonly Value[];

const [COMPETENCY, SCORE, STATUS, DISPUTED] = [1, 2, 4, 6];

/** Keeps masteries, student by student; `end` when all were given. */
export interface MasteryCache {
  /** Without a `reason` nothing is said of her: only what is kept is brought up to date. */
  readonly keep: (student: Id, masteries: readonly Mastery[], reason: Reason | null) => void;
  readonly end: () => void;
}

/**
 * Writes the masteries of students, who come in the order of their ids: rows that differ from those of
 * the last rollup, moves of status with why, and judgements that have come to be disputed. The moves of a
 * `first` rollup are not written: all of them are from nothing, and the masteries themselves say them.
 */
export function masteryCache(book: Gradebook, rollup: Id, first: boolean): MasteryCache {
  const { db } = book;
  const keptOf = keptRows(book);
  const fresh = freshRows(book);
  const change = db.prepare('REPLACE INTO mastery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const forget = db.prepare('DELETE FROM mastery WHERE student = ? AND competency = ?');
  const disputed = db.prepare('INSERT INTO rollup_disputed VALUES (?, ?, ?)');
  const move = first ? () => {} : moveWriter(book, rollup);
  const keep: MasteryCache['keep'] = (student, masteries, reason) => {
    const before = keptOf(student);
    let seen = 0;
    for (const mastery of masteries) {
      const { id } = mastery.competency;
      const was = before.get(id);
      if (was === undefined) fresh.add(student, mastery);
      else {
        const now = rowOf(student, mastery);
        seen++;
        if (was.every((value, i) => value === now[i])) continue;
        change.run(...now);
      }
      if (reason === null) continue;
      if (mastery.disputed && was?.[DISPUTED] !== 1) disputed.run(rollup, student, id);
      if (statusIn(was) !== mastery.status) move(student, id, was, mastery, reason);
    }
    if (seen === before.size) return;
    const still = new Set(masteries.map(({ competency }) => competency.id));
    for (const [id, was] of before) {
      if (still.has(id)) continue;
      forget.run(student, id);
      if (reason !== null && statusIn(was) !== 'not_assessed')
        move(student, id, was, NOTHING, reason);
    }
  };
  return { keep, end: fresh.flush };
}

/**
 * Writes rows of what was not kept before. Where nobody has decided anything, which is nearly everywhere,
 * what the evidence says stands: the four cells that would say it again are not given a second time.
 */
function freshRows({ db }: Gradebook) {
  const undecided = rowsTogether(db, UNDECIDED, 8);
  const decided = db.prepare('INSERT INTO mastery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    add: (student: Id, mastery: Mastery): void => {
      if (mastery.override === null && mastery.excuse === null)
        undecided.add(undecidedRow(student, mastery));
      else decided.run(...rowOf(student, mastery));
    },
    flush: undecided.flush,
  };
}

/** From student, competency, score, level, status, the two counts and the last day. */
const UNDECIDED = `INSERT INTO mastery
  SELECT column1, column2, column3, column4, column5, 0, 0, column6, column7, column8, column4, column5`;

function undecidedRow(student: Id, { competency, calculated }: Mastery): Value[] {
  return [
    student,
    competency.id,
    calculated.score,
    calculated.level?.value ?? null,
    calculated.status,
    calculated.evidenceCount,
    calculated.occasions,
    calculated.lastObservedOn,
  ];
}

/** Reads what was kept of a student, by competency; of nobody where nothing is kept at all. */
function keptRows({ db }: Gradebook): (student: Id) => ReadonlyMap<Id, Kept> {
  const none: ReadonlyMap<Id, Kept> = new Map();
  if (db.prepare('SELECT 1 FROM mastery LIMIT 1').get() === undefined) return () => none;
  const rows = db.prepare('SELECT * FROM mastery WHERE student = ?').raw();
  return (student) =>
    new Map((rows.all(student) as Kept[]).map((row) => [row[COMPETENCY] as Id, row]));
}

/** Of what nothing was kept, nothing was assessed. */
function statusIn(was: Kept | undefined): Status {
  return (was?.[STATUS] ?? 'not_assessed') as Status;
}

/** What is left of a mastery of which nothing stands any more. */
const NOTHING: Pick<Mastery, 'status' | 'score'> = { status: 'not_assessed', score: null };

function rowOf(student: Id, mastery: Mastery): Kept {
  const { calculated } = mastery;
  return [
    student,
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
