/**
 * The rollup: masteries brought up to date in one transaction, a student at a time, and what changed
 * since the last one kept, so that a kill before printing loses nothing.
 */
import { JUDGING_VERSION, type Mastery } from '../../core/mastery/judge.js';
import type { Day, Id, Pathway, Showing } from '../../core/model.js';
import { shownIds } from '../../core/progress.js';
import { fallsBehind, type ReadyStage } from '../../core/readiness/falling.js';
import { judgedOnce, type StageCount, stageCounts } from '../../core/readiness/ready.js';
import { waysOf } from '../../core/readiness/stages.js';
import type { Judge } from '../../core/readiness/units.js';
import type { Standards } from '../../core/standards.js';
import { isKept } from '../masteries.js';
import type { Gradebook } from '../open.js';
import { showingsOf } from '../showing-blocks.js';
import { loadPathways, loadStandards } from '../standards.js';
import { inTransaction } from '../writing.js';
import { masteryCache } from './cache.js';
import { readyCache } from './ready.js';
import { reasons } from './reasons.js';
import { lastRollup, type Rollup } from './report.js';
import { rulesHash } from './rules.js';

/**
 * Brings every mastery up to date: of the students whose ledger moved, or of all when the rules did
 * or `full` asks for it. `at` is the UTC instant, `day` the local day; what the rules are is a
 * matter of the day on which the gradebook was opened.
 */
export function rollUp(book: Gradebook, at: string, day: Day, full: boolean): Rollup {
  return trustingOurselves(book, () => rollUpWithin(book, at, day, full));
}

/**
 * All that a rollup writes names students and competencies that it has just read, and its statuses are
 * those of the model: looking after each row whether they are there, and are words of the list, takes as
 * long as writing it.
 */
function trustingOurselves<T>({ db }: Gradebook, act: () => T): T {
  const trust = (isOn: boolean) => {
    db.pragma(`foreign_keys = ${isOn ? 'OFF' : 'ON'}`);
    db.pragma(`ignore_check_constraints = ${isOn ? 'ON' : 'OFF'}`);
  };
  trust(true);
  try {
    return act();
  } finally {
    trust(false);
  }
}

function rollUpWithin(book: Gradebook, at: string, day: Day, full: boolean): Rollup {
  return inTransaction(book, () => {
    const standards = loadStandards(book);
    const pathways = loadPathways(book);
    const before = lastRollup(book);
    const rules = rulesHash(standards, pathways);
    const all = full || !isKept(book) || before?.rules !== rules;
    const students = studentsToJudge(book, all);
    const active = new Set(students.filter((one) => one.active === 1).map(({ id }) => id));
    const id = beginRollup(book, at, day, rules);
    forgetGone(book);
    const judge = studentJudge(book, id, before, standards, pathways);
    const ids = students.map((one) => one.id);
    for (const showing of showingsOf(book, ids)) judge.one(showing, active.has(showing.student));
    judge.end();
    book.db.exec('DELETE FROM touched; DELETE FROM rules_moved');
    finishRollup(book, id, active.size);
    return lastRollup(book) as Rollup;
  });
}

/** Only the active are reported of, as in every list: what the withdrawn have shown is kept, and not told. */
interface ToJudge {
  readonly id: Id;
  readonly active: 0 | 1;
}

/** In the order of their ids. */
function studentsToJudge(book: Gradebook, all: boolean): ToJudge[] {
  const sql = all
    ? 'SELECT id, active FROM students WHERE ended IS NULL ORDER BY id'
    : `SELECT s.id, s.active FROM touched t CROSS JOIN students s ON s.id = t.student
       WHERE s.ended IS NULL ORDER BY t.student`;
  return book.db.prepare(sql).all() as ToJudge[];
}

const ACTIVE = 'SELECT id FROM students WHERE ended IS NULL AND active = 1';

const WITHDRAWN = 'SELECT id FROM students WHERE ended IS NULL AND active = 0';

/** Students whom an undo took back keep no masteries. */
function forgetGone(book: Gradebook): void {
  const gone = `student IN (SELECT id FROM students WHERE ended IS NOT NULL
    EXCEPT SELECT id FROM students WHERE ended IS NULL)`;
  book.db.exec(`DELETE FROM mastery WHERE ${gone}; DELETE FROM ready WHERE ${gone}`);
}

function beginRollup(book: Gradebook, at: string, day: Day, rules: string): Id {
  const made = book.db
    .prepare(
      `INSERT INTO rollups (at, day, rules, judging, students, recomputed, masteries, horizon)
       VALUES (?, ?, ?, ?, 0, 0, 0, (SELECT max(id) FROM entries))`,
    )
    .run(at, day, rules, JUDGING_VERSION);
  return Number(made.lastInsertRowid);
}

function finishRollup(book: Gradebook, id: Id, recomputed: number): void {
  book.db
    .prepare(
      `UPDATE rollups SET recomputed = ?,
         students = (SELECT count(*) FROM (${ACTIVE})),
         masteries = (SELECT count(*) FROM mastery)
           - (SELECT count(*) FROM mastery WHERE student IN (${WITHDRAWN}))
       WHERE id = ?`,
    )
    .run(recomputed, id);
}

/** Judges students again and writes what differs from the last time; `told`: also into the report. */
function studentJudge(
  book: Gradebook,
  rollup: Id,
  before: Rollup | null,
  standards: Standards,
  pathways: readonly Pathway[],
) {
  const because = reasons(book, before);
  const cache = masteryCache(book, rollup, before === null);
  const ready = readyCache(book, rollup);
  const ways = waysOf(standards, pathways);
  return {
    one: (showing: Showing, told: boolean): void => {
      const { student } = showing;
      const judged = judgedOnce(standards, showing);
      cache.keep(
        student,
        shownMasteries(standards, showing, judged),
        told ? because(showing) : null,
      );
      const counts = stageCounts(standards, ways, showing, null, judged);
      const falls = (stage: ReadyStage) => fallsBehind(ways, counts, stage);
      ready(student, stagesReady(counts), told ? falls : null);
    },
    end: cache.end,
  };
}

/** Of each competency on which she has shown anything, in the order of the table. */
function shownMasteries(standards: Standards, showing: Showing, judged: Judge): Mastery[] {
  const masteries: Mastery[] = [];
  for (const id of inOrder(shownIds(standards, showing))) {
    const competency = standards.competencies.get(id);
    if (competency !== undefined) masteries.push(judged(competency));
  }
  return masteries;
}

/** Of most students the ids come in order: what they have shown is read so. */
function inOrder(ids: ReadonlySet<Id>): readonly Id[] {
  const found = [...ids];
  const isOrdered = found.every((id, index) => index === 0 || id > (found[index - 1] as Id));
  return isOrdered ? found : found.sort((a, b) => a - b);
}

function stagesReady(counts: readonly StageCount[]): ReadyStage[] {
  return (
    counts
      // Where nothing is asked, nobody has become ready.
      .filter(({ status, required }) => status === 'ready' && required > 0)
      .flatMap(({ standing }) =>
        standing.stage === null ? [] : [{ pathway: standing.pathway, stage: standing.stage.id }],
      )
  );
}
