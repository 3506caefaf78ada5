/**
 * The rollup: masteries brought up to date in one transaction, a student at a time, and what changed
 * since the last one kept, so that a kill before printing loses nothing.
 */
import { groupBy } from '../../core/grouping.js';
import { JUDGING_VERSION } from '../../core/mastery/judge.js';
import type { Day, Id, Pathway, Showing } from '../../core/model.js';
import { once } from '../../core/once.js';
import { fallsBehind, type ReadyStage } from '../../core/readiness/falling.js';
import { stageCounts } from '../../core/readiness/ready.js';
import { type Ways, waysOf } from '../../core/readiness/stages.js';
import { partsOf, type Standards } from '../../core/standards.js';
import { isKept } from '../masteries.js';
import type { Gradebook } from '../open.js';
import { showingReader } from '../showing.js';
import { blockReader, blocksOf } from '../showing-blocks.js';
import { loadPathways, loadStandards } from '../standards.js';
import { inTransaction } from '../writing.js';
import { masteryCache } from './cache.js';
import { blockJudge, type JudgedBlock } from './judging.js';
import { readyCache } from './ready.js';
import { reasons } from './reasons.js';
import { lastRollup, movesFromNothing, type Rollup } from './report.js';
import { rulesHash } from './rules.js';
import { judgedByTwo, otherThread } from './sharing.js';

/** Fewer students than this are judged in little more time than a second thread needs to begin. */
const MANY = 2000;

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
    const rules = { standards: loadStandards(book), pathways: loadPathways(book) };
    const hash = rulesHash(rules.standards, rules.pathways);
    const before = lastRollup(book);
    const all = full || !isKept(book) || before?.rules !== hash;
    const students = studentsToJudge(book, all);
    const active = new Set(students.filter((one) => one.active === 1).map(({ id }) => id));
    const id = beginRollup(book, at, day, hash);
    forgetGone(book);
    const blocks = blocksOf(students.map((one) => one.id));
    const writer = blockWriter(book, id, before, rules);
    let index = 0;
    for (const judged of judgedBlocks(book, rules, blocks)) {
      writer.write(blocks[index++] as readonly Id[], judged, active);
    }
    const told = writer.end();
    book.db.exec('DELETE FROM touched; DELETE FROM rules_moved');
    finishRollup(book, id, active.size);
    const rollup = lastRollup(book) as Rollup;
    return before === null ? { ...rollup, moves: movesFromNothing(told) } : rollup;
  });
}

/** By what masteries are judged, and who is ready. */
interface Rules {
  readonly standards: Standards;
  readonly pathways: readonly Pathway[];
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

/** The blocks judged, by two threads where there are many students. */
function judgedBlocks(
  book: Gradebook,
  { standards, pathways }: Rules,
  blocks: readonly (readonly Id[])[],
): Iterable<JudgedBlock> {
  const read = blockReader(book);
  const judge = blockJudge(standards, pathways);
  const students = blocks.reduce((count, block) => count + block.length, 0);
  const program = students < MANY ? null : otherThread();
  if (program === null) return judgedHere(blocks, read, judge);
  const share = { path: book.path, rules: partsOf(standards), pathways, blocks };
  return judgedByTwo(program, share, (block) => judge(read(block)));
}

function* judgedHere(
  blocks: readonly (readonly Id[])[],
  read: (block: readonly Id[]) => Iterable<Showing>,
  judge: (showings: Iterable<Showing>) => JudgedBlock,
): Iterable<JudgedBlock> {
  for (const block of blocks) {
    const showings = [...read(block)];
    yield { ...judge(showings), showings };
  }
}

/** Writes what differs from the last time, block after block; of those in `told` also into the report. */
function blockWriter(
  book: Gradebook,
  rollup: Id,
  before: Rollup | null,
  { standards, pathways }: Rules,
) {
  const because = reasons(book, before);
  const cache = masteryCache(book, rollup, before === null);
  const ready = readyCache(book, rollup);
  const falling = fallingTest(standards, waysOf(standards, pathways));
  const { read } = showingReader(book);
  return {
    write: (block: readonly Id[], judged: JudgedBlock, told: ReadonlySet<Id>): void => {
      const stages = groupBy(judged.ready, ({ student }) => student);
      let at = 0;
      for (const [index, student] of block.entries()) {
        const showing = once(() => judged.showings?.[index] ?? read(student));
        const isTold = told.has(student);
        const reason = isTold ? because(student, showing) : null;
        at = cache.keep(student, judged.masteries, at, reason);
        ready(student, stages.get(student) ?? [], isTold ? falling(showing) : null);
      }
    },
    end: cache.end,
  };
}

/** Whether somebody who was ready for a stage, and is not now, has fallen behind; rarely asked. */
function fallingTest(standards: Standards, ways: Ways) {
  return (showing: () => Showing) => {
    const counts = once(() => stageCounts(standards, ways, showing()));
    return (stage: ReadyStage) => fallsBehind(ways, counts(), stage);
  };
}
