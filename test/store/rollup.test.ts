/** The cache of the rollup: written by it alone, and the same however it came about. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { act, computed, does, onDay } from '../commands/random-history.js';
import { found, school } from '../commands/random-school.js';
import { GRADEBOOK, ok, sampleSchool } from '../support/pl.js';

/** The rows of the caches, as bytes; each is one that the schema allows, which a rollup does not ask. */
function caches(path: string): string {
  const db = new Database(path, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const tables = ['mastery', 'ready'].map((table) => db.prepare(`SELECT * FROM ${table}`).all());
  db.close();
  return JSON.stringify(tables, null, 1);
}

/** Forgets what was kept, so that a rollup builds all of it anew. */
function emptied(path: string): void {
  const db = new Database(path);
  db.exec('DELETE FROM mastery; DELETE FROM ready');
  db.close();
}

it('holds the same to the byte after any history, by increments or in full', async () => {
  await fc.assert(
    fc.asyncProperty(
      school,
      // Some days pass before an act, perhaps one on which a setting begins, and a rollup may follow.
      fc.array(fc.tuple(act, fc.nat(2), fc.boolean()), { maxLength: 14 }),
      async (one, acts) => {
        const db = 'random.db';
        try {
          let week = 0;
          onDay(week);
          await found(one, db);
          for (const [words, weeks, roll] of acts) {
            week += weeks;
            onDay(week);
            await does(words, db);
            if (roll) await ok(`rollup --db ${db}`);
          }
          const judged = await computed(db);
          await ok(`rollup --db ${db}`);
          const increments = caches(db);
          expect(await computed(db)).toBe(judged);
          const again = await ok(`rollup --full --json --db ${db}`);
          expect(caches(db)).toBe(increments);
          expect(again.json()).toMatchObject({ changes: [], newly_ready: [], newly_disputed: [] });
          emptied(db);
          await ok(`rollup --full --db ${db}`);
          expect(caches(db)).toBe(increments);
          expect(await computed(db)).toBe(judged);
        } finally {
          for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
        }
      },
    ),
    { numRuns: 25, endOnFailure: true },
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
