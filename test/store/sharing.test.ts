/** Two threads that judge say what one says, whoever takes which students, and whatever becomes of the second. */
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Id } from '../../src/core/model.js';
import { partsOf } from '../../src/core/standards.js';
import { type Gradebook, openGradebook } from '../../src/store/open.js';
import { blockJudge } from '../../src/store/rollup/judging.js';
import { judgedByTwo } from '../../src/store/rollup/sharing.js';
import { blockReader, blocksOf } from '../../src/store/showing-blocks.js';
import { loadPathways, loadStandards } from '../../src/store/standards.js';
import { inTransaction } from '../../src/store/writing.js';
import { exists, file, GRADEBOOK, ok, project, sampleSchool } from '../support/pl.js';

const PROGRAM = project('dist/judging.cjs');

/**
 * The students of the sample school judged by two threads, in blocks of so many, and by this one alone;
 * `begins` comes before each block that this one judges.
 */
async function judged(program: string, size: number, path = GRADEBOOK, begins = () => {}) {
  await sampleSchool();
  await ok('override s012 ns.1 3 --reason seen');
  await ok('excuse s020 rp.2 --reason why');
  const book = openGradebook(GRADEBOOK);
  try {
    return inTransaction(book, () => bothWays(book, program, size, path, begins));
  } finally {
    book.db.close();
  }
}

function bothWays(
  book: Gradebook,
  program: string,
  size: number,
  path: string,
  begins: () => void,
) {
  const ids = book.db.prepare('SELECT id FROM students ORDER BY id').pluck().all() as Id[];
  const blocks = blocksOf(ids).flatMap((block) => inParts(block, size));
  const standards = loadStandards(book);
  const pathways = loadPathways(book);
  const read = blockReader(book);
  const judge = blockJudge(standards, pathways);
  const here = (block: readonly Id[]) => {
    begins();
    return judge(read(block));
  };
  const share = { path, rules: partsOf(standards), pathways, blocks };
  return { two: [...judgedByTwo(program, share, here)], alone: blocks.map(here) };
}

function inParts(ids: readonly Id[], size: number): Id[][] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, n) => ids.slice(n * size, (n + 1) * size));
}

it.each([1, 2, 7, 1000])('says the same in blocks of %i', async (size) => {
  const { two, alone } = await judged(PROGRAM, size);
  expect(alone.flatMap(({ ready }) => ready).length).toBeGreaterThan(0);
  expect(two).toEqual(alone);
});

it('goes on alone where the second thread cannot open the gradebook', async () => {
  const { two, alone } = await judged(PROGRAM, 1, 'nowhere.db');
  expect(two).toEqual(alone);
});

it('goes on alone where there can be no second thread', async () => {
  // A bare name is no program that could be started.
  const { two, alone } = await judged('judging.cjs', 1);
  expect(two).toEqual(alone);
});

it('goes on alone where the second thread has taken some blocks and fails', async () => {
  const untilTaken = () => {
    while (!exists('taken'));
  };
  const { two, alone } = await judged(failing(), 1, GRADEBOOK, untilTaken);
  expect(two).toEqual(alone);
}, 30_000);

/** A program that takes three blocks, sends none of them, and says that it cannot go on. */
function failing(): string {
  const program = `const { shared, port } = require('node:worker_threads').workerData;
    Atomics.add(shared, 0, 3);
    port.postMessage({ index: -1, judged: null });
    Atomics.add(shared, 2, 1);
    Atomics.notify(shared, 2);
    require('node:fs').writeFileSync('taken', '');`;
  return resolve(file('failing.cjs', program));
}
