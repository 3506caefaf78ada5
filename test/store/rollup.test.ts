/** The cache of the rollup: written by it alone, and the same however it came about. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { act, computed, does, onDay } from '../commands/random-history.js';
import { found, school } from '../commands/random-school.js';
import { GRADEBOOK, ok, sampleSchool } from '../support/pl.js';

/** The rows of the caches, as bytes. */
function caches(path: string): string {
  const db = new Database(path, { readonly: true });
  const tables = ['mastery', 'ready'].map((table) => db.prepare(`SELECT * FROM ${table}`).all());
  db.close();
  return JSON.stringify(tables, null, 1);
}

it('holds the same to the byte after any history, by increments or in full', async () => {
  await fc.assert(
    fc.asyncProperty(
      school,
      fc.array(fc.tuple(act, fc.boolean()), { maxLength: 10 }),
      async (one, acts) => {
        const db = 'random.db';
        try {
          onDay(0);
          await found(one, db);
          for (const [words, roll] of acts) {
            await does(words, db);
            if (roll) await ok(`rollup --db ${db}`);
          }
          await ok(`rollup --db ${db}`);
          const [increments, read] = [caches(db), await computed(db)];
          const { changes } = (await ok(`rollup --full --json --db ${db}`)).json<{
            changes: object[];
          }>();
          expect(caches(db)).toBe(increments);
          expect(changes).toEqual([]);
          expect(await computed(db)).toBe(read);
        } finally {
          for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
        }
      },
    ),
    { numRuns: 20 },
  );
});

it('holds the same for the sample school, and what is read from it', async () => {
  await sampleSchool();
  await ok('rollup');
  for (const command of [
    'record ana rp.3 1',
    'override s012 ns.1 3 --reason seen',
    'excuse s020 rp.2 --reason why',
    'advance s003 --pathway ratios-unit --anyway --reason seen',
  ])
    await ok(command);
  await ok('undo');
  expect((await ok('rollup --json')).json()).toMatchObject({ recomputed: 4 });
  const increments = caches(GRADEBOOK);
  await ok('rollup --full');
  expect(caches(GRADEBOOK)).toBe(increments);
  expect(JSON.parse(increments)[0].length).toBeGreaterThan(1000);
});

it('agrees with what progress computes', async () => {
  await sampleSchool();
  await ok('rollup');
  const db = new Database(GRADEBOOK, { readonly: true });
  const cached = db
    .prepare(
      `SELECT i.value AS id, c.code, m.score, m.level, m.status, m.evidence_count AS n
       FROM mastery m
       JOIN student_ids i ON i.student = m.student AND i.place = 0 AND i.ended IS NULL
       JOIN competencies c ON c.id = m.competency AND c.ended IS NULL`,
    )
    .all() as {
    id: string;
    code: string;
    score: number;
    level: number;
    status: string;
    n: number;
  }[];
  db.close();
  const line = (...cells: unknown[]) => cells.join(' ');
  const { lines } = await ok('export mastery --json');
  const rows = JSON.parse(lines.join('\n')) as Record<string, unknown>[];
  expect(
    cached
      .map(({ id, code, score, level, status, n }) => line(id, code, score, level, status, n))
      .sort(),
  ).toEqual(
    rows
      .map((row) =>
        line(row.student_id, row.competency, row.score, row.level, row.status, row.evidence_count),
      )
      .sort(),
  );
});

it('is not touched by readers', async () => {
  await sampleSchool();
  await ok('rollup');
  await ok('record ana rp.3 1');
  const before = caches(GRADEBOOK);
  for (const command of [
    'progress',
    'ready',
    'explain ana rp.3',
    'export mastery',
    'rollup --last',
  ])
    await ok(command);
  expect(caches(GRADEBOOK)).toBe(before);
});
