/** Properties of whole gradebooks, tried on random small ones. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GRADEBOOK, ok, smallSchool } from '../support/pl.js';
import { ACTS, act, computed, does, everythingSaid, exported, KINDS } from './random-history.js';
import { found, school, tidySchool } from './random-school.js';

let books = 0;

/** A new gradebook in the test's folder, gone when `use` is done. */
async function within<T>(use: (db: string) => Promise<T>): Promise<T> {
  const db = `book${++books}.db`;
  try {
    return await use(db);
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
  }
}

/** Imports what was exported; says what that changed. */
async function imported(files: readonly string[], db: string): Promise<string[]> {
  const changes: string[] = [];
  for (const [i, kind] of KINDS.entries()) {
    const run = await ok(`import ${kind} - --json --db ${db}`, { stdin: files[i] ?? '' });
    const { counts } = run.json<{ counts: Record<string, { add: number; update: number }> }>();
    for (const [noun, { add, update }] of Object.entries(counts))
      if (add + update > 0) changes.push(`${kind}: ${add} ${noun} added, ${update} updated`);
  }
  return changes;
}

/** Uids name the gradebook that they come from: only whether there is one is the same elsewhere. */
const withoutUids = (bytes: string) =>
  bytes.replace(/"(rests_on|held_back_by)": "[^"]+"/g, '"$1": "UID"');

it('exported and imported into an empty gradebook, a school computes to the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(school, (one) =>
      within(async (db) => {
        await found(one, db);
        await within(async (copy) => {
          await ok(`init --db ${copy}`);
          await imported(await exported(db), copy);
          expect(withoutUids(await computed(copy))).toBe(withoutUids(await computed(db)));
        });
      }),
    ),
    { numRuns: 25 },
  );
});

it('exported and imported into an empty gradebook, a school is exported as the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(school, (one) =>
      within(async (db) => {
        await found(one, db);
        const files = await exported(db);
        await within(async (copy) => {
          await ok(`init --db ${copy}`);
          await imported(files, copy);
          for (const [i, bytes] of (await exported(copy)).entries()) expect(bytes).toBe(files[i]);
        });
      }),
    ),
    { numRuns: 25 },
  );
});

it('keeps which of two scores counts, when both came under one external id or on one day', async () => {
  await smallSchool();
  const header = 'student_id,competency,score,date,external_id\n';
  await ok('import links -', { stdin: 'source,target,relationship\n6.RP.A.1,R.1,same\n' });
  await ok('policy set method=latest min_evidence=1');
  for (const row of ['ada,6.NS.B.1,2,2026-09-10,x', 'ada,6.NS.B.1,4,2026-09-05,x'])
    await ok('import evidence -', { stdin: header + row });
  for (const row of ['ben,R.1,1,2026-09-10,', 'ben,6.RP.A.1,4,2026-09-10,'])
    await ok('import evidence -', { stdin: header + row });
  await ok('init --db copy.db');
  const files = await exported(GRADEBOOK);
  await imported(files, 'copy.db');
  await ok('policy set method=latest min_evidence=1 --db copy.db');
  expect(withoutUids(await computed('copy.db'))).toBe(withoutUids(await computed(GRADEBOOK)));
});

it('keeps what comes first in another framework', async () => {
  await ok('init');
  await ok('import standards -', {
    stdin: 'framework,code,statement,requires\na,A1,One,B1\nb,B1,Two,\n',
  });
  await ok('init --db copy.db');
  await imported(await exported(GRADEBOOK), 'copy.db');
  expect((await ok('export standards --db copy.db')).out).toContain('b:B1');
});

it('keeps which of several ids is shown', async () => {
  await ok('init');
  await ok('import roster -', { stdin: 'SIS ID,Student ID,Name\nx9,55,Ana Osei\n' });
  await ok('init --db copy.db');
  await imported(await exported(GRADEBOOK), 'copy.db');
  expect((await ok('students --csv --db copy.db')).lines[1]).toMatch(/^x9,Ana Osei,/);
});

it('has the sections of a student in the same order, whichever came first', async () => {
  await ok('init');
  await ok('import roster -', { stdin: 'student_id,name,section\nb,Bo Zeh,Art\nb,Bo Zeh,7A\n' });
  await ok('init --db copy.db');
  const { out } = await ok('export roster');
  expect(out).toMatch(/7A.*\r\n.*Art/);
  await ok('import roster - --db copy.db', { stdin: out });
  expect((await ok('export roster --db copy.db')).out).toBe(out);
});

it('importing twice is importing once', async () => {
  await fc.assert(
    fc.asyncProperty(tidySchool, (one) =>
      within(async (db) => {
        await found(one, db);
        const [files, before] = [await exported(db), await computed(db)];
        await imported(files, db);
        expect(await imported(files, db)).toEqual([]);
        expect(await computed(db)).toBe(before);
      }),
    ),
    { numRuns: 15 },
  );
});

/** The number of the last entry that can be taken back; 0 where there is none. */
const lastEntry = async (db: string) =>
  (await ok(`undo --list --json --db ${db}`)).json<{ entry: number }[]>()[0]?.entry ?? 0;

/** Takes back the last entries, down to this one. */
async function undoneTo(entry: number, db: string): Promise<void> {
  for (let last = await lastEntry(db); last > entry; ) {
    await ok(`undo --db ${db}`);
    const next = await lastEntry(db);
    expect(next).toBeLessThan(last);
    last = next;
  }
}

it('undo, entry by entry, gives back the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(school, fc.array(act, { maxLength: 6 }), (one, acts) =>
      within(async (db) => {
        await found(one, db);
        const states: { entry: number; bytes: string }[] = [];
        for (const words of acts.filter(([verb]) => verb !== 'undo')) {
          const before = { entry: await lastEntry(db), bytes: await everythingSaid(db) };
          await does(words, db);
          if ((await lastEntry(db)) !== before.entry) states.push(before);
        }
        for (const { entry, bytes } of states.reverse()) {
          await undoneTo(entry, db);
          expect(await everythingSaid(db)).toBe(bytes);
        }
      }),
    ),
    { numRuns: 15 },
  );
});

it.each(
  Object.keys(ACTS).filter((name) => name !== 'undo'),
)('undo of %s gives back the same bytes', async (name) => {
  let written = 0;
  const undone = fc.asyncProperty(
    school,
    act,
    ACTS[name] ?? fc.constant(['undo']),
    (one, first, words) =>
      within(async (db) => {
        await found(one, db);
        await does(first, db);
        const before = { entry: await lastEntry(db), bytes: await everythingSaid(db) };
        await does(words, db);
        if ((await lastEntry(db)) > before.entry) written++;
        await undoneTo(before.entry, db);
        expect(await everythingSaid(db)).toBe(before.bytes);
      }),
  );
  // Looking for a smaller example takes longer than a test may. Chance may refuse all of a few acts: then more.
  for (let numRuns = 8; numRuns <= 64 && written === 0; numRuns *= 2)
    await fc.assert(undone, { numRuns, endOnFailure: true });
  expect(written).toBeGreaterThan(0);
});
