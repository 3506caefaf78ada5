/**
 * The rollup: masteries brought up to date in one transaction, a student at a time, and what changed
 * since the last one kept, so that a kill before printing loses nothing.
 */
import { createHash } from 'node:crypto';
import { JUDGING_VERSION, type Mastery, masteryOf } from '../core/mastery/judge.js';
import type { Day, Id, Pathway, Showing, Status } from '../core/model.js';
import { shownIds } from '../core/progress.js';
import { stageCounts } from '../core/readiness/ready.js';
import { type Ways, waysOf } from '../core/readiness/stages.js';
import type { Standards } from '../core/standards.js';
import { isKept } from './masteries.js';
import type { Gradebook } from './open.js';
import { showingReader } from './showing.js';
import { loadPathways, loadStandards } from './standards.js';
import { inTransaction } from './writing.js';

export interface RollupReport {
  readonly id: Id;
  readonly day: Day;
  readonly students: number;
  readonly recomputed: number;
  readonly masteries: number;
  /** Hash of all that decides how evidence is judged. */
  readonly rules: string;
  readonly changes: readonly RollupChange[];
  readonly newlyReady: readonly NewlyReady[];
}

/** A move of status; null: there was nothing before. */
export interface RollupChange {
  readonly student: Id;
  readonly competency: Id;
  readonly from: Status | null;
  readonly to: Status;
  readonly scoreFrom: number | null;
  readonly scoreTo: number | null;
}

export interface NewlyReady {
  readonly student: Id;
  readonly pathway: Id;
  readonly stage: Id;
}

/**
 * Brings every mastery up to date: of the students whose ledger moved, or of all when the rules did
 * or `full` asks for it.
 */
export function rollUp(book: Gradebook, at: string, day: Day, full: boolean): RollupReport {
  return inTransaction(book, () => {
    const standards = loadStandards(book);
    const pathways = loadPathways(book);
    const rules = rulesHash(standards, pathways);
    const all = full || !isKept(book) || lastRules(book) !== rules;
    const students = studentsToJudge(book, all);
    const id = beginRollup(book, at, day, rules);
    const judge = studentJudge(book, id, standards, waysOf(standards, pathways));
    forgetGone(book);
    for (const student of students) judge(student);
    book.db.exec('DELETE FROM touched; DELETE FROM rules_moved');
    finishRollup(book, id, students.length);
    return lastRollup(book) as RollupReport;
  });
}

/** The last rollup with its changes, by student and competency; null when there was none. */
export function lastRollup(book: Gradebook): RollupReport | null {
  const { db } = book;
  const row = db
    .prepare(
      'SELECT id, day, rules, students, recomputed, masteries FROM rollups ORDER BY id DESC LIMIT 1',
    )
    .get() as Omit<RollupReport, 'changes' | 'newlyReady'> | undefined;
  if (row === undefined) return null;
  const changes = db
    .prepare(
      `SELECT student, competency, status_from AS "from", status_to AS "to",
         score_from AS scoreFrom, score_to AS scoreTo
       FROM rollup_changes WHERE rollup = ? ORDER BY student, competency`,
    )
    .all(row.id) as RollupChange[];
  const newlyReady = db
    .prepare(
      'SELECT student, pathway, stage FROM rollup_ready WHERE rollup = ? ORDER BY student, pathway, stage',
    )
    .all(row.id) as NewlyReady[];
  return { ...row, changes, newlyReady };
}

/** Everything but the evidence that decides a mastery or who is ready. */
function rulesHash(standards: Standards, pathways: readonly Pathway[]): string {
  const facts = {
    scales: standards.scales,
    frameworks: [...standards.frameworks.values()].map(({ id, scale }) => [id, scale]),
    policies: standards.policies,
    exact: standards.links
      .filter(({ kind }) => kind === 'exact')
      .map(({ source, target }) => [source, target]),
    competencies: standards.ordered.map(
      ({ id, parent, assessable, scale, rule, points, required }) => [
        id,
        parent,
        assessable,
        scale,
        rule,
        points,
        required,
      ],
    ),
    habits: standards.ordered.filter(standards.isHabit).map(({ id }) => id),
    pathways,
  };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

function lastRules(book: Gradebook): string | null {
  const rules = book.db.prepare('SELECT rules FROM rollups ORDER BY id DESC LIMIT 1').pluck().get();
  return (rules as string | undefined) ?? null;
}

function studentsToJudge(book: Gradebook, all: boolean): Id[] {
  const sql = all
    ? 'SELECT id FROM students WHERE ended IS NULL ORDER BY id'
    : `SELECT student FROM touched
       WHERE student IN (SELECT id FROM students WHERE ended IS NULL) ORDER BY student`;
  return book.db.prepare(sql).pluck().all() as Id[];
}

/** Students whom an undo took back keep no masteries. */
function forgetGone(book: Gradebook): void {
  const gone = 'student NOT IN (SELECT id FROM students WHERE ended IS NULL)';
  book.db.exec(`DELETE FROM mastery WHERE ${gone}; DELETE FROM ready WHERE ${gone}`);
}

function beginRollup(book: Gradebook, at: string, day: Day, rules: string): Id {
  const made = book.db
    .prepare(
      'INSERT INTO rollups (at, day, rules, judging, students, recomputed, masteries) VALUES (?, ?, ?, ?, 0, 0, 0)',
    )
    .run(at, day, rules, JUDGING_VERSION);
  return Number(made.lastInsertRowid);
}

function finishRollup(book: Gradebook, id: Id, recomputed: number): void {
  book.db
    .prepare(
      `UPDATE rollups SET recomputed = ?,
         students = (SELECT count(*) FROM students WHERE ended IS NULL AND active = 1),
         masteries = (SELECT count(*) FROM mastery)
       WHERE id = ?`,
    )
    .run(recomputed, id);
}

/** Judges a student again and writes what differs from the last time. */
function studentJudge(
  book: Gradebook,
  rollup: Id,
  standards: Standards,
  ways: Ways,
): (student: Id) => void {
  const { read } = showingReader(book);
  const cache = masteryCache(book, rollup);
  const ready = readyCache(book, rollup);
  return (student) => {
    const showing = read(student);
    cache.write(
      student,
      [...shownIds(standards, showing)].flatMap((id) => masteryById(standards, showing, id)),
    );
    const stages = stageCounts(standards, ways, showing).filter(({ status }) => status === 'ready');
    ready.write(
      student,
      stages.flatMap(({ standing }) =>
        standing.stage === null ? [] : [{ pathway: standing.pathway, stage: standing.stage.id }],
      ),
    );
  };
}

function masteryById(standards: Standards, showing: Showing, id: Id): Mastery[] {
  const competency = standards.competencies.get(id);
  return competency === undefined ? [] : [masteryOf(standards, showing, competency)];
}

interface CacheRow {
  readonly competency: Id;
  readonly status: Status;
  readonly score: number | null;
}

function masteryCache(book: Gradebook, rollup: Id) {
  const before = book.db.prepare('SELECT competency, status, score FROM mastery WHERE student = ?');
  const clear = book.db.prepare('DELETE FROM mastery WHERE student = ?');
  const insert = book.db.prepare('INSERT INTO mastery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const change = book.db.prepare(
    `INSERT INTO rollup_changes
       (rollup, student, competency, status_from, status_to, score_from, score_to)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    write: (student: Id, masteries: readonly Mastery[]) => {
      const old = new Map((before.all(student) as CacheRow[]).map((row) => [row.competency, row]));
      clear.run(student);
      for (const mastery of masteries) {
        const { competency, calculated } = mastery;
        insert.run(
          student,
          competency.id,
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
        );
        const was = old.get(competency.id);
        old.delete(competency.id);
        if (was?.status === mastery.status) continue;
        change.run(
          rollup,
          student,
          competency.id,
          was?.status ?? null,
          mastery.status,
          was?.score ?? null,
          mastery.score,
        );
      }
      for (const gone of old.values()) {
        if (gone.status === 'not_assessed') continue;
        change.run(rollup, student, gone.competency, gone.status, 'not_assessed', gone.score, null);
      }
    },
  };
}

function readyCache(book: Gradebook, rollup: Id) {
  const before = book.db.prepare('SELECT pathway, stage FROM ready WHERE student = ?');
  const clear = book.db.prepare('DELETE FROM ready WHERE student = ?');
  const insert = book.db.prepare('INSERT OR IGNORE INTO ready VALUES (?, ?, ?)');
  const fresh = book.db.prepare('INSERT OR IGNORE INTO rollup_ready VALUES (?, ?, ?, ?)');
  return {
    write: (student: Id, stages: readonly { readonly pathway: Id; readonly stage: Id }[]) => {
      const old = new Set(
        (before.all(student) as { pathway: Id; stage: Id }[]).map(
          ({ pathway, stage }) => `${pathway} ${stage}`,
        ),
      );
      clear.run(student);
      for (const { pathway, stage } of stages) {
        insert.run(student, pathway, stage);
        if (!old.has(`${pathway} ${stage}`)) fresh.run(rollup, student, pathway, stage);
      }
    },
  };
}
