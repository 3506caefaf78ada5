/** The masteries that a rollup keeps of a student, and the moves that it writes beside them. */
import type { Id, Status } from '../../core/model.js';
import type { Gradebook } from '../open.js';
import { rowsTogether } from '../rows-together.js';
import type { Value } from '../writing.js';
import {
  COMPETENCY,
  DISPUTED,
  EVIDENCE_COUNT,
  isUndecided,
  type JudgedRows,
  LAST_OBSERVED,
  LEVEL,
  OCCASIONS,
  SCORE,
  STATUS,
  STUDENT,
  valueAt,
  WIDTH,
} from './judged-rows.js';
import type { Reason } from './reasons.js';

/** A row of the table. */
type Kept = readonly Value[];

/** Keeps masteries, student by student; `end` when all were given. */
export interface MasteryCache {
  /**
   * Keeps those of a student from the row that begins at `at` on, and says where the next student's begin.
   * Without a `reason` nothing is said of her: only what is kept is brought up to date.
   */
  readonly keep: (student: Id, rows: JudgedRows, at: number, reason: Reason | null) => number;
  /** Says how many masteries of those who are told of are of each status, of a first rollup. */
  readonly end: () => ReadonlyMap<Status, number>;
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
  const move = moveWriter(book, rollup);
  const told = new Map<Status, number>();
  const keep: MasteryCache['keep'] = (student, rows, from, reason) => {
    const before = keptOf(student);
    let at = from;
    let seen = 0;
    for (; rows.cells[at + STUDENT] === student; at += WIDTH) {
      const id = rows.cells[at + COMPETENCY] as Id;
      const was = before.get(id);
      if (was === undefined) fresh.add(rows, at);
      else {
        seen++;
        if (was.every((value, column) => value === valueAt(rows, at, column))) continue;
        change.run(...rowAt(rows, at));
      }
      if (reason === null) continue;
      const isDisputed = rows.cells[at + DISPUTED] === 1;
      if (isDisputed && was?.[DISPUTED] !== 1) disputed.run(rollup, student, id);
      const status = valueAt(rows, at, STATUS) as Status;
      if (first) told.set(status, (told.get(status) ?? 0) + 1);
      else if (statusIn(was) !== status)
        move(student, id, was, { status, score: valueAt(rows, at, SCORE) }, reason);
    }
    if (seen === before.size) return at;
    const still = competenciesIn(rows, from, at);
    for (const [id, was] of before) {
      if (still.has(id)) continue;
      forget.run(student, id);
      if (reason !== null && statusIn(was) !== 'not_assessed')
        move(student, id, was, NOTHING, reason);
    }
    return at;
  };
  const end = () => {
    fresh.flush();
    return told;
  };
  return { keep, end };
}

/**
 * Writes rows of what was not kept before. Where nobody has decided anything, which is nearly everywhere,
 * what the evidence says stands: the four cells that would say it again are not given a second time.
 */
function freshRows({ db }: Gradebook) {
  const undecided = rowsTogether(db, UNDECIDED, SAID.length);
  const decided = db.prepare('INSERT INTO mastery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    add: (rows: JudgedRows, at: number): void => {
      if (isUndecided(rows, at))
        for (const column of SAID) undecided.put(valueAt(rows, at, column));
      else decided.run(...rowAt(rows, at));
    },
    flush: undecided.flush,
  };
}

const SAID = [
  ...[STUDENT, COMPETENCY, SCORE, LEVEL, STATUS],
  ...[EVIDENCE_COUNT, OCCASIONS, LAST_OBSERVED],
];

/** From the columns of SAID. */
const UNDECIDED = `INSERT INTO mastery
  SELECT column1, column2, column3, column4, column5, 0, 0, column6, column7, column8, column4, column5`;

function competenciesIn({ cells }: JudgedRows, from: number, to: number): ReadonlySet<Id> {
  const ids = new Set<Id>();
  for (let at = from; at < to; at += WIDTH) ids.add(cells[at + COMPETENCY] as Id);
  return ids;
}

function rowAt(rows: JudgedRows, at: number): Kept {
  return Array.from({ length: WIDTH }, (_, column) => valueAt(rows, at, column));
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

/** How a mastery stands, as far as a move tells of it. */
interface Standing {
  readonly status: Status;
  readonly score: Value;
}

/** What is left of a mastery of which nothing stands any more. */
const NOTHING: Standing = { status: 'not_assessed', score: null };

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
    now: Standing,
    reason: Reason,
  ): void => {
    const from = (was?.[STATUS] ?? null) as Status | null;
    const because = reason(competency, statusIn(was), now.status);
    const score = was?.[SCORE] ?? null;
    insert.run(rollup, student, competency, from, now.status, score, now.score, because);
  };
}
