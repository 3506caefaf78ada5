/** What gradebooks that are brought together say differently, and copies that were both written on. */
import { copyFileSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';
import { school } from './several-books.js';

interface Difference {
  of: string;
  about: string;
  field: string;
  stands: unknown;
  other: unknown;
}

const merged = async (words: string) =>
  (await ok(`merge ${words} --json`)).json<{ written: boolean; differences: Difference[] }>();

describe('two judgements of one child', () => {
  async function judged(): Promise<void> {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    at('2026-10-01T09:00:00');
    await ok('override ada RP.A.1 2 --reason "guesses" --by "Ms Fair" --db fair.db');
    at('2026-10-02T09:00:00');
    await ok('override ada RP.A.1 4 --reason "showed me" --by "Mr Stone" --db stone.db');
  }

  test('are both kept: the last stands, the other is shown beside it', async () => {
    await judged();
    const { differences } = await merged('stone.db --db fair.db');
    expect(differences).toContainEqual(
      expect.objectContaining({
        of: 'overrides',
        about: 'ada 6.RP.A.1',
        field: 'level',
        stands: 4,
        other: 2,
      }),
    );
    const page = (await ok('overrides --db fair.db')).out;
    expect(page).toContain('because: showed me');
    expect(page).toContain('beside it: level 2: guesses (2026-10-01, Ms Fair)');
    expect((await ok('overrides --json --db fair.db')).json()).toMatchObject({
      overrides: [
        { judged: 4, beside: [{ judged: 2, reason: 'guesses', by: 'Ms Fair', on: '2026-10-01' }] },
      ],
    });
    expect((await ok('progress ada --json --db fair.db')).out).toContain('"level": 4');
  });

  test('agree when somebody who knows both has judged', async () => {
    await judged();
    await ok('merge stone.db --db fair.db');
    at('2026-10-03T09:00:00');
    await ok('override ada RP.A.1 3 --reason "we talked" --db fair.db');
    expect((await ok('merge --differences --json --db fair.db')).json()).toEqual([]);
    await ok('merge fair.db --db stone.db');
    expect((await ok('merge --differences --json --db stone.db')).json()).toEqual([]);
    expect((await ok('overrides --json --db stone.db')).out).toContain('we talked');
  });

  test('leave the other where the last is taken back, by whoever gave it', async () => {
    await judged();
    at('2026-10-03T09:00:00');
    await ok('override ada RP.A.1 --clear --db stone.db');
    await ok('merge stone.db --db fair.db');
    expect((await ok('overrides --json --db fair.db')).json()).toMatchObject({
      overrides: [{ judged: 2, beside: [] }],
    });
  });

  test('are told of to people with who said what, and later again', async () => {
    await judged();
    const run = await ok('merge stone.db --db fair.db');
    expect(run.out).toContain('overrides that differ (1); the last that was entered stands');
    expect(run.out).toContain('ada 6.RP.A.1: level 4, reason showed me (Mr Stone, 2026-10-02, ');
    expect(run.out).toContain('; beside it level 2, reason guesses (Ms Fair, 2026-10-01, ');
    const list = await ok('merge --differences --csv --db fair.db');
    expect(list.lines[0]).toBe(
      'of,about,field,stands,stands_by,stands_on,stands_entry,other,other_by,other_on,other_entry',
    );
    expect(list.out).toContain('overrides,ada 6.RP.A.1,level,4');
  });
});

test('a name that two rosters write differently is told of without the name', async () => {
  await school('fair.db');
  await school('stone.db', '2026-08-25');
  at('2026-10-01T09:00:00');
  await ok('student edit ada --name "Byron, Ada" --db stone.db');
  const { differences } = await merged('stone.db --db fair.db');
  expect(differences).toContainEqual(
    expect.objectContaining({ of: 'students', about: 'ada', field: 'family', stands: null }),
  );
  expect((await ok('students --db fair.db')).out).toContain('Byron');
});

describe('copies of one gradebook that were both written on', () => {
  async function copies(): Promise<void> {
    await smallSchool();
    at('2026-10-01T09:00:00');
    await ok('record ada RP.A.1 3');
    copyFileSync('gradebook.db', 'stick.db');
    at('2026-10-02T09:00:00');
    await ok('record ada RP.A.2 2');
    at('2026-10-02T10:00:00');
    await ok('record ben RP.A.1 1 --db stick.db');
    await ok('record ben RP.A.2 4 --db stick.db');
  }

  test('lose nothing and double nothing', async () => {
    await copies();
    await ok('merge stick.db');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 4, students: 4 });
    expect((await ok('merge stick.db')).out).toContain('nothing new');
  });

  test('come to the same from either side, also when they are written on further', async () => {
    await copies();
    copyFileSync('gradebook.db', 'first.db');
    copyFileSync('stick.db', 'second.db');
    await ok('merge stick.db --db first.db');
    await ok('merge gradebook.db --db second.db');
    for (const command of ['log --json', 'export evidence', 'progress --all --json']) {
      const [first, second] = [
        (await ok(`${command} --db first.db`)).out,
        (await ok(`${command} --db second.db`)).out,
      ];
      expect(second).toBe(first);
    }
    at('2026-10-03T09:00:00');
    await ok('record cleo RP.A.1 3 --db first.db');
    await ok('record dan RP.A.1 3 --db second.db');
    await ok('record dan RP.A.2 3 --db stick.db');
    await ok('merge second.db stick.db --db first.db');
    expect((await ok('status --json --db first.db')).json()).toMatchObject({ evidence: 7 });
    const uids = (await ok('log --json --limit 100 --db first.db'))
      .json<{ gradebook: string; entry: number }[]>()
      .map(({ gradebook, entry }) => `${gradebook}-${entry}`);
    expect(new Set(uids).size).toBe(uids.length);
  });

  test('may both have taken the same entry back', async () => {
    await smallSchool();
    await ok('record ada RP.A.1 3');
    copyFileSync('gradebook.db', 'stick.db');
    await ok('undo');
    await ok('undo --db stick.db');
    await ok('merge stick.db');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 0 });
    expect((await ok('merge stick.db')).out).toContain('nothing new');
    const undo = await ok('undo --list --json');
    expect(undo.out).not.toContain('"undo"');
  });
});

describe('the entries of others', () => {
  test('are named with their gradebook, and can be taken back by that name', async () => {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    at('2026-10-01T09:00:00');
    await ok('record ada RP.A.1 3 --db stone.db');
    at('2026-10-01T09:01:00');
    await ok('merge stone.db --db fair.db');
    const [last] = (await ok('log --json --db fair.db')).json<
      { gradebook: string; entry: number }[]
    >();
    const name = `${last?.gradebook}-${last?.entry}`;
    expect((await ok('log --db fair.db')).out).toContain(name);
    await ok(`undo ${name} --db fair.db`);
    expect((await ok('status --json --db fair.db')).json()).toMatchObject({ evidence: 0 });
    await ok('merge fair.db --db stone.db');
    expect((await ok('status --json --db stone.db')).json()).toMatchObject({ evidence: 0 });
  });
});

describe('scales', () => {
  test('are never mixed up: scores on two of them are not brought together', async () => {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    at('2026-10-01T09:00:00');
    await ok('scale set ten "1=No, 6*=Yes, 10=More" --db stone.db');
    await ok('scale use ten --framework math --db stone.db');
    await ok('record ada RP.A.1 7 --db stone.db');
    await ok('record ada RP.A.1 3 --db fair.db');
    const run = await pl('merge stone.db --db fair.db');
    expect(run.code).toBe(1);
    expect(run.err).toContain('what is scored on 6.RP.A.1 is on a scale');
    expect((await ok('status --json --db fair.db')).json()).toMatchObject({ evidence: 1 });
    await ok('scale set ten "1=No, 6*=Yes, 10=More" --db fair.db');
    await ok('scale use ten --framework math --carry --db fair.db');
    await ok('merge stone.db --db fair.db');
    expect((await ok('status --json --db fair.db')).json()).toMatchObject({ evidence: 2 });
  });
});

test('issues of report cards of two gradebooks are numbered in the order of their days', async () => {
  await school('fair.db');
  await school('stone.db', '2026-08-25');
  for (const [day, name] of [
    ['2026-10-05', 'fair.db'],
    ['2026-10-04', 'stone.db'],
  ] as const) {
    at(`${day}T09:00:00`);
    await ok(`term set Autumn --from 2026-09-01 --to 2026-10-03 --db ${name}`);
    await ok(`record ada RP.A.1 3 --on 2026-09-10 --db ${name}`);
    await ok(`reportcard issue --term Autumn -o ${name}.csv --db ${name}`);
  }
  at('2026-10-06T09:00:00');
  await ok('merge stone.db --db fair.db');
  const list = (await ok('reportcard list --json --db fair.db')).json<
    { number: number; on: string }[]
  >();
  expect(list.map(({ number, on }) => [number, on])).toEqual([
    [1, '2026-10-04'],
    [2, '2026-10-05'],
  ]);
  expect((await ok('reportcard show 2 --csv --db fair.db')).out).toBe(
    readFileSync('fair.db.csv', 'utf8'),
  );
});

describe('a student who was forgotten', () => {
  /** As `pl forget` leaves it: her identity, and that she was forgotten. */
  function forget(name: string): void {
    const db = new Database(name);
    const student = db.prepare("SELECT student FROM student_ids WHERE value = 'ada'").pluck().get();
    for (const table of ['evidence', 'student_ids', 'enrollments', 'school_students', 'touched'])
      db.prepare(`DELETE FROM ${table} WHERE student = ?`).run(student);
    db.prepare('DELETE FROM students WHERE id = ?').run(student);
    db.prepare("DELETE FROM beside WHERE fact LIKE '%Lovelace%' OR fact LIKE '%\"ada\"%'").run();
    db.prepare("INSERT INTO forgotten (student, entry, reason) VALUES (?, 1, 'asked')").run(
      student,
    );
    db.prepare("INSERT INTO forgotten_ids (student, salt, hash) VALUES (?, '1', '1')").run(student);
    db.close();
  }

  test('is not brought back by who still has her, and is not erased by a file', async () => {
    await school('fair.db');
    await school('coach.db', '2026-08-25');
    at('2026-10-01T09:00:00');
    await ok('record ada RP.A.1 3 --db fair.db');
    await ok('merge fair.db --db coach.db');
    forget('coach.db');
    at('2026-10-02T09:00:00');
    await ok('record ada RP.A.2 3 --db fair.db');
    await ok('record ben RP.A.2 3 --db fair.db');
    await ok('merge fair.db --db coach.db');
    expect((await ok('status --json --db coach.db')).json()).toMatchObject({
      students: 3,
      evidence: 1,
    });
    expect((await ok('export roster --db coach.db')).out).not.toContain('Lovelace');
    const back = await pl('merge coach.db --db fair.db');
    expect(back.code).toBe(1);
    expect(back.err).toContain('pl forget ada');
    expect((await ok('status --json --db fair.db')).json()).toMatchObject({ students: 4 });
  });
});
