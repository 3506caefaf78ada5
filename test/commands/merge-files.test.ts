/** The files of a merge: others that cannot be read, are written on, are older, lie elsewhere or were left behind. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/schema.js';
import { asideOfDead } from '../support/aside.js';
import { at, exists, ok, pl } from '../support/pl.js';
import { school } from './several-books.js';

describe('files', () => {
  test('of a newer pl, damaged or half there are refused by name, and nothing is left behind', async () => {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    const whole = readFileSync('stone.db');
    writeFileSync('half.db', whole.subarray(0, whole.length / 2));
    copyFileSync('stone.db', 'newer.db');
    const newer = new Database('newer.db');
    newer.pragma('user_version = 99');
    newer.close();
    for (const [name, words] of [
      ['half.db', /half\.db/],
      ['newer.db', /newer\.db was written by a newer pl/],
    ] as const) {
      const run = await pl(`merge stone.db ${name} --db fair.db`);
      expect(run.code).toBe(1);
      expect(run.err).toMatch(words);
      expect(run.err).not.toContain('.tmp');
    }
    expect(readdirSync('.').filter((name) => name.includes('merge'))).toEqual([]);
  });

  test.each([
    ['no-such.db', 'there is no gradebook at friday/link.db'],
    ['link.db', 'friday/link.db cannot be opened: its links lead round in a circle'],
  ])('of a folder that are a link to %s are missed, and nothing is written', async (to, words) => {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    mkdirSync('friday');
    copyFileSync('stone.db', 'friday/stone.db');
    symlinkSync(to, 'friday/link.db');
    const before = readFileSync('fair.db');
    const run = await pl('merge friday --db fair.db');
    expect({ code: run.code, err: run.err.split('\n')[0] }).toEqual({
      code: 1,
      err: `pl: ${words}`,
    });
    expect(readFileSync('fair.db').equals(before)).toBe(true);
  });

  test('that another pl has open give what was written to them until now', async () => {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    const held = new Database('stone.db');
    held.exec('BEGIN');
    held.prepare('SELECT count(*) FROM entries').get();
    at('2026-10-01T09:00:00');
    await ok('record ada RP.A.1 3 --db stone.db');
    expect(exists('stone.db-wal')).toBe(true);
    await ok('merge stone.db --db fair.db');
    held.close();
    expect((await ok('status --json --db fair.db')).json()).toMatchObject({ evidence: 1 });
  });

  test('of an older pl are taken in and stay as they are', async () => {
    await school('fair.db');
    const old = new Database('old.db');
    for (const migration of MIGRATIONS.slice(0, 3)) old.exec(migration);
    old.pragma('application_id = 1886152546');
    old.pragma('user_version = 3');
    old.exec(`
      INSERT INTO gradebook VALUES (1, 'abcd2345', '2026-08-01T08:00:00.000Z');
      INSERT INTO entries (id, gradebook, number, at, day, who, command)
        VALUES (1, 'abcd2345', 1, '2026-08-01T08:00:00.000Z', '2026-08-01', 'stone', 'import');
      INSERT INTO identities VALUES (1, 'student', 1), (2, 'framework', 1), (3, 'competency', 1);
      INSERT INTO students VALUES (1, 'Ada', 'Lovelace', NULL, '6', NULL, 1, 1, 1, NULL);
      INSERT INTO student_ids VALUES (1, 'local', 'ada', 0, 1, 1, NULL);
      INSERT INTO frameworks VALUES (2, 'math', NULL, NULL, 1, 1, NULL);
      INSERT INTO competencies (id, framework, code, statement, essential, entry, made)
        VALUES (3, 2, '6.RP.A.1', 'Understand', 0, 1, 1);
      INSERT INTO evidence (student, competency, observed_on, entry, number, made, score, kind)
        VALUES (1, 3, '2026-08-01', 1, 1, 1, 3, 'test')`);
    const { type } = new Database('fair.db', { readonly: true })
      .prepare("SELECT type FROM student_ids WHERE value = 'ada'")
      .get() as { type: string };
    old.prepare('UPDATE student_ids SET type = ?').run(type);
    old.close();
    const bytes = readFileSync('old.db');
    await ok('merge old.db --db fair.db');
    expect(readFileSync('old.db').equals(bytes)).toBe(true);
    expect((await ok('status --json --db fair.db')).json()).toMatchObject({
      students: 4,
      competencies: 7,
      evidence: 1,
    });
    expect((await ok('explain ada RP.A.1 --json --db fair.db')).out).toContain('abcd2345-1-1');
    expect((await ok('merge old.db --db fair.db')).out).toContain('nothing new');
  });

  test('whose clock is ahead are told of', async () => {
    await school('fair.db');
    await school('stone.db', '2027-08-25');
    at('2026-10-01T09:00:00');
    const run = await ok('merge stone.db --db fair.db');
    expect(run.err).toContain('stone.db has entries of 2027-08-25, which is still to come');
  });

  test('whose name is longer than a name can be are refused in words', async () => {
    await school('fair.db');
    const name = 'a'.repeat(300);
    for (const words of [
      ['merge', name, '--db', 'fair.db'],
      ['restore', name, '--yes'],
      ['init', '--db', name],
      ['check', name],
    ]) {
      const { code, err } = await pl(words);
      expect([words[0], code, err]).toEqual([
        words[0],
        1,
        expect.stringContaining(`${name} cannot be opened: its name is too long`),
      ]);
    }
  });

  test('named twice are taken once; what was left of a merge that was killed goes', async () => {
    await school('fair.db');
    await school('stone.db', '2026-08-25');
    const left = asideOfDead('.');
    writeFileSync(left, 'left');
    const run = await ok('merge stone.db ./stone.db --json --db fair.db');
    expect(run.err).toContain('taken once');
    expect(run.json<{ merged: unknown[] }>().merged).toHaveLength(1);
    expect(exists(left)).toBe(false);
  });
});

test('two that would become one are told with the command that lists them', async () => {
  const made = async (db: string, kind: string, text: string) => {
    await ok(`init --db ${db}`);
    await ok(['import', kind, '-', '--db', db], { stdin: text });
  };
  const two = 'student_id,name,state_id\ns1,Ana Osei,\ns2,Ana Osei,X7\n';
  await made('two.db', 'roster', two);
  await made('one.db', 'roster', 'student_id,name,state_id\ns1,Ana Osei,X7\n');
  const students = (await pl('merge one.db --db two.db')).err;
  expect(students).toContain('students s1 and s2 of two.db would become one');
  expect(students).toContain('try: pl students --db "two.db"');
  const codes = 'framework,code,statement,guid\n';
  const guid = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa';
  await made('codes.db', 'standards', `${codes}math,RP.1,One,\nmath,RP.2,Two,${guid}\n`);
  await made('code.db', 'standards', `${codes}math,RP.1,One,${guid}\n`);
  const competencies = (await pl('merge code.db --db codes.db')).err;
  expect(competencies).toContain('competencies RP.1 and RP.2 of codes.db would become one');
  expect(competencies).toContain('try: pl standards --db "codes.db"');
});
