/**
 * The rollup: masteries brought up to date in one transaction, a student at a time, and what changed
 * since the last one kept, so that a kill before printing loses nothing.
 */
import { JUDGING_VERSION, type Mastery, masteryOf } from '../core/mastery/judge.js';
import type { Day, Id, Pathway, Showing } from '../core/model.js';
import { shownIds } from '../core/progress.js';
import { fallsBehind, type ReadyStage } from '../core/readiness/falling.js';
import { type StageCount, stageCounts } from '../core/readiness/ready.js';
import { waysOf } from '../core/readiness/stages.js';
import type { Standards } from '../core/standards.js';
import { isKept } from './masteries.js';
import type { Gradebook } from './open.js';
import { masteryCache } from './rollup-cache.js';
import { readyCache } from './rollup-ready.js';
import { reasons } from './rollup-reasons.js';
import { lastRollup, type Rollup } from './rollup-report.js';
import { rulesHash } from './rollup-rules.js';
import { showingReader } from './showing.js';
import { loadPathways, loadStandards } from './standards.js';
import { inTransaction } from './writing.js';

/**
 * Brings every mastery up to date: of the students whose ledger moved, or of all when the rules did
 * or `full` asks for it. `at` is the UTC instant, `day` the local day; what the rules are is a
 * matter of the day on which the gradebook was opened.
 */
export function rollUp(book: Gradebook, at: string, day: Day, full: boolean): Rollup {
  return inTransaction(book, () => {
    const standards = loadStandards(book);
    const pathways = loadPathways(book);
    const before = lastRollup(book);
    const rules = rulesHash(standards, pathways);
    const all = full || !isKept(book) || before?.rules !== rules;
    const students = studentsToJudge(book, all);
    const isActive = activeStudents(book);
    const id = beginRollup(book, at, day, rules);
    const judge = studentJudge(book, id, before, standards, pathways);
    forgetGone(book);
    for (const student of students) judge(student, isActive(student));
    book.db.exec('DELETE FROM touched; DELETE FROM rules_moved');
    finishRollup(book, id, students.filter(isActive).length);
    return lastRollup(book) as Rollup;
  });
}

function studentsToJudge(book: Gradebook, all: boolean): Id[] {
  const sql = all
    ? 'SELECT id FROM students WHERE ended IS NULL ORDER BY id'
    : `SELECT student FROM touched
       WHERE student IN (SELECT id FROM students WHERE ended IS NULL) ORDER BY student`;
  return book.db.prepare(sql).pluck().all() as Id[];
}

const ACTIVE = 'SELECT id FROM students WHERE ended IS NULL AND active = 1';

/** Only they are reported of, as in every list: what the withdrawn have shown is kept, and not told. */
function activeStudents(book: Gradebook): (student: Id) => boolean {
  const ids = new Set(book.db.prepare(ACTIVE).pluck().all() as Id[]);
  return (student) => ids.has(student);
}

/** Students whom an undo took back keep no masteries. */
function forgetGone(book: Gradebook): void {
  const gone = 'student NOT IN (SELECT id FROM students WHERE ended IS NULL)';
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
         masteries = (SELECT count(*) FROM mastery WHERE student IN (${ACTIVE}))
       WHERE id = ?`,
    )
    .run(recomputed, id);
}

/** Judges a student again and writes what differs from the last time; `told`: also into the report. */
function studentJudge(
  book: Gradebook,
  rollup: Id,
  before: Rollup | null,
  standards: Standards,
  pathways: readonly Pathway[],
): (student: Id, told: boolean) => void {
  const { read } = showingReader(book);
  const because = reasons(book, before);
  const cache = masteryCache(book, rollup);
  const ready = readyCache(book, rollup);
  const ways = waysOf(standards, pathways);
  return (student, told) => {
    const showing = read(student);
    cache(
      student,
      [...shownIds(standards, showing)].flatMap((id) => masteryById(standards, showing, id)),
      told ? because(showing) : null,
    );
    const counts = stageCounts(standards, ways, showing);
    const falls = (stage: ReadyStage) => fallsBehind(ways, counts, stage);
    ready(student, stagesReady(counts), told ? falls : null);
  };
}

function masteryById(standards: Standards, showing: Showing, id: Id): Mastery[] {
  const competency = standards.competencies.get(id);
  return competency === undefined ? [] : [masteryOf(standards, showing, competency)];
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
