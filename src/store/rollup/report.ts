/** What a rollup has kept of itself: its counts at once, its moves a student at a time. */
import type { Day, Id, Status } from '../../core/model.js';
import type { ReadyStage } from '../../core/readiness/falling.js';
import type { Gradebook } from '../open.js';
import { holds } from '../view.js';

/** What moved a status: what was entered about her, the rules, or both together. */
export type Because = 'entered' | 'policy' | 'both';

/** One rollup with its counts. */
export interface Rollup {
  readonly id: Id;
  readonly day: Day;
  readonly students: number;
  readonly recomputed: number;
  readonly masteries: number;
  /** Hash of all that decides how evidence is judged. */
  readonly rules: string;
  /** The last entry that it knew; 0: an older pl has not kept it. */
  readonly horizon: Id;
  /** Where they were counted while it was made. */
  readonly moves?: readonly Moves[];
}

/** A move of status; null: there was nothing before. */
export interface RollupChange {
  readonly competency: Id;
  readonly from: Status | null;
  readonly to: Status;
  readonly scoreFrom: number | null;
  readonly scoreTo: number | null;
  readonly because: Because;
}

/** How many masteries went from one status to another for one reason. */
export interface Moves {
  readonly from: Status | null;
  readonly to: Status;
  readonly because: Because;
  readonly n: number;
}

const ROLLUP = 'SELECT id, day, students, recomputed, masteries, rules, horizon FROM rollups';

/** The last rollup; null when there was none. */
export function lastRollup(book: Gradebook): Rollup | null {
  const row = book.db.prepare(`${ROLLUP} ORDER BY id DESC LIMIT 1`).get();
  return (row as Rollup | undefined) ?? null;
}

/** The rollup before another; null when that was the first. */
export function rollupBefore(book: Gradebook, { id }: Rollup): Rollup | null {
  const row = book.db.prepare(`${ROLLUP} WHERE id < ? ORDER BY id DESC LIMIT 1`).get(id);
  return (row as Rollup | undefined) ?? null;
}

/** The rollups after one, the first first. */
export function rollupsAfter({ db }: Gradebook, id: Id): Rollup[] {
  return db.prepare(`${ROLLUP} WHERE id > ? ORDER BY id`).all(id) as Rollup[];
}

/** The moves of status counted, the most frequent first; what an undo has taken away since is left out. */
export function movesOf(book: Gradebook, rollup: Rollup): readonly Moves[] {
  if (rollup.moves !== undefined) return rollup.moves;
  if (saysItself(book, rollup)) return firstMoves(book, rollup);
  return book.db
    .prepare(
      `SELECT status_from AS "from", status_to AS "to", because, count(*) AS n
       FROM rollup_changes r WHERE rollup = ?
         AND EXISTS (SELECT 1 FROM students s WHERE s.id = r.student AND s.ended IS NULL)
         AND competency IN (SELECT id FROM competencies WHERE ended IS NULL)
       GROUP BY 1, 2, 3 ORDER BY n DESC, 1, 2, 3`,
    )
    .all(rollup.id) as Moves[];
}

/** Reads the moves of one student, by competency: there may be more in all than memory holds. */
export function changesReader(book: Gradebook, rollup: Rollup): (student: Id) => RollupChange[] {
  const columns = saysItself(book, rollup)
    ? `NULL AS "from", status AS "to", NULL AS scoreFrom, score AS scoreTo, 'entered' AS because
       FROM mastery m WHERE status <> 'not_assessed' AND EXISTS (
         SELECT 1 FROM students s WHERE s.id = m.student AND s.active = 1 AND ${holds('s')})`
    : `status_from AS "from", status_to AS "to", score_from AS scoreFrom, score_to AS scoreTo, because
       FROM rollup_changes WHERE rollup = @rollup`;
  const statement = book.db.prepare(
    `SELECT competency, ${columns} AND student = @student ORDER BY competency`,
  );
  const { id, horizon } = rollup;
  return (student) => statement.all({ rollup: id, horizon, student }) as RollupChange[];
}

/** Who has a move of status in a rollup. */
export function studentsMoved(book: Gradebook, rollup: Rollup): Id[] {
  const sql = saysItself(book, rollup)
    ? 'SELECT id FROM students WHERE ended IS NULL'
    : 'SELECT DISTINCT student FROM rollup_changes WHERE rollup = @rollup';
  return book.db.prepare(sql).pluck().all({ rollup: rollup.id }) as Id[];
}

/** Who has one of the stages, or of the judgements, that a rollup tells of. */
export function studentsTold(
  book: Gradebook,
  { id }: Rollup,
  table: 'rollup_ready' | 'rollup_disputed',
): Id[] {
  return book.db
    .prepare(`SELECT DISTINCT student FROM ${table} WHERE rollup = ?`)
    .pluck()
    .all(id) as Id[];
}

/**
 * Whether the moves of a rollup are the masteries themselves: those of a first one, which has written
 * none a second time (an older pl has). Each came from nothing, of who was active then.
 */
function saysItself(book: Gradebook, rollup: Rollup): boolean {
  if (rollupBefore(book, rollup) !== null) return false;
  const written = book.db.prepare('SELECT 1 FROM rollup_changes WHERE rollup = ?').get(rollup.id);
  return written === undefined;
}

/** Counted in one go, without putting all of them in order. */
function firstMoves(book: Gradebook, { horizon }: Rollup): Moves[] {
  const statuses: readonly Status[] = ['below', 'excused', 'mastered', 'thin'];
  const counts = statuses.map((one) => `count(*) FILTER (WHERE status = '${one}') AS ${one}`);
  const untold = Object.entries(UNTOLD).filter(
    ([, some]) => book.db.prepare(`${some} LIMIT 1`).get({ horizon }) !== undefined,
  );
  const told = untold.map(([column, some]) => `AND ${column} NOT IN (${some})`);
  const counted = book.db
    .prepare(`SELECT ${counts.join(', ')} FROM mastery WHERE true ${told.join(' ')}`)
    .get({ horizon }) as Readonly<Record<Status, number>>;
  return movesFromNothing(new Map(statuses.map((one) => [one, counted[one]])));
}

/** The moves of a first rollup, by the statuses that it has found. */
export function movesFromNothing(found: ReadonlyMap<Status, number>): Moves[] {
  return [...found]
    .map(([to, n]): Moves => ({ from: null, to, because: 'entered', n }))
    .filter(({ to, n }) => n > 0 && to !== 'not_assessed')
    .sort((a, b) => b.n - a.n || (a.to < b.to ? -1 : 1));
}

/**
 * Whose moves, and on what, a first rollup does not tell: mostly nobody and nothing, which is quicker to know
 * first.
 */
const UNTOLD = {
  student: `SELECT id FROM students WHERE ended IS NOT NULL OR active = 0
    EXCEPT SELECT id FROM students s WHERE active = 1 AND ${holds('s')}
      AND id IN (SELECT id FROM students WHERE ended IS NULL)`,
  competency: `SELECT id FROM competencies WHERE ended IS NOT NULL
    EXCEPT SELECT id FROM competencies WHERE ended IS NULL`,
};

/** Reads the stages that one student has become ready for, or (`ready` false) is no longer ready for. */
export function readyMovesReader(book: Gradebook, { id }: Rollup, ready: boolean) {
  const statement = book.db.prepare(
    `SELECT pathway, stage FROM rollup_ready
     WHERE rollup = ? AND student = ? AND ready = ? ORDER BY pathway, stage`,
  );
  return (student: Id) => statement.all(id, student, ready ? 1 : 0) as ReadyStage[];
}

/** Reads the competencies on which newer evidence has come to contradict a judgement about one student. */
export function newlyDisputedReader(book: Gradebook, { id }: Rollup): (student: Id) => Id[] {
  const statement = book.db
    .prepare('SELECT competency FROM rollup_disputed WHERE rollup = ? AND student = ? ORDER BY 1')
    .pluck();
  return (student) => statement.all(id, student) as Id[];
}
