/** `pl check`: sound gradebooks are sound, and what is wrong is found and said. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/schema.js';
import { at, file, GRADEBOOK, ok, pl, sampleSchool, smallSchool } from '../support/pl.js';

interface Report {
  readonly sound: boolean;
  readonly findings: readonly { code: string; rows: number | null; todo: string }[];
}

async function codes(more = ''): Promise<string[]> {
  const run = await pl(`check --json ${more}`);
  const { sound, findings } = run.json<Report>();
  expect({ code: run.code, sound }).toEqual({
    code: findings.length === 0 ? 0 : 1,
    sound: findings.length === 0,
  });
  return [...new Set(findings.map(({ code }) => code))];
}

/** Changes the gradebook by hand, as another program could. */
function tamper(sql: string, path = GRADEBOOK): void {
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  db.exec(sql);
  db.close();
}

function change(path: string, act: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  act(bytes);
  file(path, bytes);
}

describe('a sound gradebook', () => {
  it('is sound when it is new, and after every kind of work', async () => {
    await sampleSchool();
    expect(await codes()).toEqual([]);
    await ok('rollup');
    expect(await codes()).toEqual([]);
    await ok('record s001 rp.1 3');
    await ok('override s001 rp.1 4 --reason seen');
    await ok('advance s002 --pathway grade-7 --anyway --reason ready');
    await ok('policy set method=mean');
    expect(await codes()).toEqual([]);
    await ok('rollup');
    await ok('undo');
    await ok('undo');
    expect(await codes()).toEqual([]);
    expect((await ok('check')).out).toBe('gradebook.db is sound\n');
    expect((await ok('check --quick')).out).toBe('gradebook.db is sound (a quick look)\n');
  });

  it('is sound after a merge that puts the entries of others among its own', async () => {
    await smallSchool();
    await ok('split --section 6A -o fair.db');
    at('2026-10-02T09:00:00');
    await ok('record ada rp.1 3 --db fair.db');
    at('2026-10-05T09:00:00');
    await ok('record ben rp.1 2');
    at('2026-10-06T09:00:00');
    await ok('backup');
    await ok('merge fair.db');
    expect(await codes()).toEqual([]);
    await ok('record ben rp.1 3');
    expect(await codes()).toEqual([]);
  });

  it('is sound after a merge that puts an entry where a part had a gap', async () => {
    await smallSchool();
    await ok('split --section 6B -o fair.db');
    at('2026-10-02T09:00:00');
    await ok('record cleo rp.1 3');
    await ok('record ada rp.1 3');
    at('2026-10-03T09:00:00');
    await ok('split --section 6A -o stone.db');
    await ok('record ada rp.1 3 --db stone.db');
    await ok('backup --db stone.db');
    await ok('merge fair.db --db stone.db');
    expect(await codes('--db stone.db')).toEqual([]);
  });

  it('is looked at without a trace', async () => {
    await smallSchool();
    const bytes = readFileSync(GRADEBOOK);
    await ok('check');
    expect(readFileSync(GRADEBOOK).equals(bytes)).toBe(true);
    expect(readdirSync('.')).toEqual([GRADEBOOK]);
  });

  it('may be one of an older pl: it stays so', async () => {
    tamper(MIGRATIONS[0] ?? '', 'old.db');
    tamper(
      `INSERT INTO gradebook VALUES (1, 'abcdefgh', '');
       INSERT INTO entries (id, gradebook, number, at, day, command)
         VALUES (1, 'abcdefgh', 1, '', '2026-09-01', 'init');
       PRAGMA application_id = ${0x706c6762}; PRAGMA user_version = 1`,
      'old.db',
    );
    expect(await codes('old.db')).toEqual([]);
    const db = new Database('old.db');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    db.close();
    expect(readdirSync('.').filter((name) => name.includes('check'))).toEqual([]);
  });

  it('may be a copy, or one that cannot be written', async () => {
    await smallSchool();
    const { backup } = (await ok('backup --json')).json<{ backup: string }>();
    chmodSync(backup, 0o400);
    expect(await codes(backup)).toEqual([]);
  });
});

describe('damage', () => {
  beforeEach(async () => {
    await sampleSchool();
    await ok('rollup');
  });

  it.each([
    ['cut off', () => truncateSync(GRADEBOOK, 200_000), ['damaged']],
    ['empty', () => truncateSync(GRADEBOOK, 0), ['empty']],
    ['a list', () => file(GRADEBOOK, 'student_id,name\n'.repeat(900)), ['not_a_gradebook']],
    ['zeroed in places', () => change(GRADEBOOK, (b) => b.fill(0, 40960, 49152)), ['damaged']],
    ['zeroed at the start', () => change(GRADEBOOK, (b) => b.fill(0, 0, 100)), ['not_a_gradebook']],
    ['of a newer pl', () => tamper('PRAGMA user_version = 99'), ['newer']],
    ['of another program', () => tamper('PRAGMA application_id = 7'), ['not_a_gradebook']],
  ])('is found where the file is %s, with what to do', async (_, harm, expected) => {
    harm();
    expect(await codes()).toEqual(expect.arrayContaining(expected));
    const { out } = await pl('check');
    expect(out).toContain('gradebook.db is not sound:');
    expect(out).toContain('    do: ');
  });

  it('says what is no file, or not there', async () => {
    expect((await pl('check nowhere.db')).err).toContain('there is no gradebook at nowhere.db');
    expect((await pl('check .')).code).toBe(1);
  });
});

describe('a journal that is torn', () => {
  /** Copies a gradebook with a journal of three records, as a killed `pl` leaves it. */
  async function withJournal(): Promise<void> {
    await smallSchool();
    const holder = new Database(GRADEBOOK);
    holder.pragma('wal_autocheckpoint = 0');
    holder.exec('BEGIN');
    holder.prepare('SELECT 1 FROM entries').get();
    for (const student of ['ada', 'ben', 'cleo']) await ok(`record ${student} rp.1 3`);
    copyFileSync(GRADEBOOK, 'killed.db');
    copyFileSync(`${GRADEBOOK}-wal`, 'killed.db-wal');
    holder.close();
  }

  beforeEach(withJournal);

  it('is none where pl was killed, and is not carried over by the check', async () => {
    expect(await codes('killed.db')).toEqual([]);
    expect(readFileSync('killed.db-wal').length).toBeGreaterThan(4096);
  });

  it('is none where the last thing written is cut', async () => {
    truncateSync('killed.db-wal', readFileSync('killed.db-wal').length - 100);
    expect(await codes('killed.db')).toEqual([]);
  });

  it.each([
    ['in the middle', 32 + 24 + 500],
    ['at its beginning', 20],
  ])('is found where it is damaged %s', async (_, place) => {
    change('killed.db-wal', (bytes) => bytes.fill(0x5a, place, place + 4));
    expect(await codes('killed.db')).toEqual(['torn_journal']);
    expect(existsSync('killed.db-wal')).toBe(true);
  });
});

describe('what another program has changed', () => {
  beforeEach(async () => {
    await sampleSchool();
    await ok('rollup');
  });

  it.each([
    [
      'a kept result',
      "UPDATE mastery SET status = 'mastered' WHERE status = 'below'",
      'kept_results',
    ],
    [
      'a kept score',
      'UPDATE mastery SET score = score + 0.25 WHERE student = (SELECT min(student) FROM mastery)',
      'kept_results',
    ],
    ['who is ready', 'DELETE FROM ready', 'kept_ready'],
    ['a score', 'UPDATE evidence SET score = 1 WHERE score = 4', 'kept_results'],
    [
      'the cut of mastery',
      `UPDATE scales SET levels = replace(levels, '"value":3', '"value":2.5')`,
      'kept_rules',
    ],
    ['the levels of a scale', `UPDATE scales SET levels = '[]'`, 'scale'],
    [
      'a setting',
      `INSERT INTO policies (key, value, entry, made) VALUES ('method', '"guess"', 1, 1)`,
      'policy',
    ],
    ['a day', "UPDATE evidence SET observed_on = '2026-02-30' WHERE number = 1", 'no_day'],
    ['the history', 'UPDATE evidence SET made = 99999 WHERE number = 1', 'points_to_nothing'],
    ['when facts end', 'UPDATE students SET ended = 1', 'history'],
    [
      'an override, twice',
      `INSERT INTO overrides (student, competency, level, reason, on_day, entry, made)
       SELECT e.student, e.competency, 3, 'x', '2026-09-01', 3, n FROM
       (SELECT student, competency FROM evidence LIMIT 1) e, (SELECT 3 AS n UNION SELECT 4)`,
      'said_twice',
    ],
    [
      'whose evidence it is',
      `UPDATE evidence SET student = (SELECT min(id) FROM identities WHERE noun = 'section')
       WHERE student = (SELECT max(student) FROM evidence)`,
      'wrong_kind',
    ],
    ['a word that is not allowed', `UPDATE links SET kind = 'friend'`, 'damaged'],
    [
      'the order of entries',
      "UPDATE entries SET day = '2020-01-01' WHERE number = 4",
      'entry_order',
    ],
    ['a table', 'DROP TABLE notes', 'missing'],
    ['a column', 'ALTER TABLE notes ADD COLUMN more TEXT', 'not_ours'],
    [
      'a trigger',
      'CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM evidence; END',
      'not_ours',
    ],
  ])('is found: %s', async (_, sql, code) => {
    tamper(sql);
    expect(await codes()).toContain(code);
  });

  it('is mended by what the check says, where it can be', async () => {
    tamper("UPDATE mastery SET status = 'mastered' WHERE status = 'below'");
    const { out } = await pl('check');
    expect(out).toContain('do: pl rollup --full');
    await ok('rollup --full');
    expect(await codes()).toEqual([]);
  });

  it('in kept results is left out by a quick look', async () => {
    tamper('DELETE FROM ready');
    expect(await codes('--quick')).toEqual([]);
  });

  it('comes as CSV too', async () => {
    tamper('DELETE FROM ready');
    const { code, lines } = await pl('check --csv');
    expect(code).toBe(1);
    expect(lines[0]).toBe('code,message,rows,todo');
    expect(lines).toHaveLength(2);
  });
});
