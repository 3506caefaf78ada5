/** `pl restore`: a copy back in its place, what stood there kept, and no name given twice. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { at, file, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';
import { difference, isSame, stateOf } from '../trials/state.js';

const FIRST = 'backups/gradebook-backup-2026-10-01-4.db';

/** One piece in the copy, and a second one since. */
beforeEach(async () => {
  await smallSchool();
  await ok('record ada rp.1 3');
  await ok('backup');
  await ok('record ben rp.1 2');
});

const evidence = async (more = '') =>
  (await ok(`status --json ${more}`)).json<{ evidence: number }>().evidence;

const damaged = () => readdirSync('.').filter((name) => name.includes('damaged'));

/** All but what the restore itself has written. */
const facts = (path: string) =>
  stateOf(path).filter((line) => !/^(gradebook|copies) /.test(line) && !line.includes('"restore"'));

function spoil(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096);
  file(path, bytes);
}

describe('pl restore', () => {
  it('makes the gradebook what it was in the copy, and keeps what stood there', async () => {
    const before = stateOf(GRADEBOOK);
    const run = await ok('restore --last --yes --json');
    const { kept, entries_lost } = run.json<{ kept: string; entries_lost: number }>();
    expect(entries_lost).toBe(1);
    expect(run.err).toContain('1 entry made since that copy will be gone');
    expect(run.err).toContain('1 × record; the last on 2026-10-01');
    const [found, expected] = [facts(GRADEBOOK), facts(FIRST)];
    expect(isSame(found, expected), difference(found, expected)).toBe(true);
    const was = stateOf(kept);
    expect(isSame(was, before), difference(was, before)).toBe(true);
    expect(kept).toBe('backups/gradebook-before-restore-2026-10-01-5.db');
    expect((await ok('log --limit 1')).out).toContain('restore');
  });

  it('can itself be taken back by a restore', async () => {
    const before = facts(GRADEBOOK);
    await ok('restore --last --yes');
    await ok('restore gradebook-before-restore-2026-10-01-5.db --yes');
    const found = facts(GRADEBOOK);
    expect(isSame(found, before), difference(found, before)).toBe(true);
    expect(await evidence()).toBe(2);
  });

  it('goes on under another name and after the highest number, so that no name is given twice', async () => {
    const uid = async (words: string) => (await ok(`${words} --json`)).json<{ uid: string }>().uid;
    const lost = await uid('record cleo rp.1 2');
    await ok('restore --last --yes');
    const anew = await uid('record cleo rp.1 2');
    const [name, number] = lost.split('-');
    const [newName, newNumber] = anew.split('-');
    expect(newName).not.toBe(name);
    expect(Number(newNumber)).toBeGreaterThan(Number(number));
    const log = (await ok('log --json --limit 2')).json<{ entry: number }[]>();
    expect(log.map(({ entry }) => entry)).toEqual([8, 7]);
  });

  it('leaves the entries of before to undo by their numbers, and is none to be undone', async () => {
    await ok('restore --last --yes');
    const refused = await pl('undo 6');
    expect(refused.err).toContain('entry 6 (restore) cannot be taken back');
    await ok('undo 4');
    expect(await evidence()).toBe(0);
    await ok('record ben rp.1 3');
    await ok('undo');
    const none = await pl('undo');
    expect(none.code).toBe(1);
    expect(none.err).toContain('nothing was entered here that could be taken back');
    expect(none.err).toContain('pl undo --list');
  });

  it('asks at a terminal, and changes nothing without a yes', async () => {
    const before = stateOf(GRADEBOOK);
    const no = await pl('restore --last', { terminal: true, answers: ['no'] });
    expect(no.code).toBe(130);
    const run = await pl('restore', { terminal: true, answers: [null] });
    expect(run.code).toBe(130);
    expect(isSame(stateOf(GRADEBOOK), before)).toBe(true);
    const yes = await ok('restore', { terminal: true, answers: ['pl backup', 'yes'] }).catch(
      (error) => error,
    );
    expect(yes).not.toBeInstanceOf(Error);
  });

  it('asks a script for what is missing, and refuses what contradicts itself', async () => {
    for (const words of ['restore', 'restore --last', `restore ${FIRST} --last`, 'restore --day x'])
      expect({ words, code: (await pl(words)).code }).toEqual({ words, code: 2 });
    expect(await evidence()).toBe(2);
  });

  it('proposes the very copy that was asked for, and the gradebook that it is about', async () => {
    const hint = async (words: string) => /try: (.*)\n/.exec((await pl(words)).err)?.[1];
    expect(await hint(`restore ${FIRST}`)).toBe(`pl restore ${FIRST} --yes`);
    expect(await hint('restore --day 2026-10-02')).toBe('pl restore --day 2026-10-02 --yes');
    copyFileSync(FIRST, 'a class.db');
    expect(await hint('restore --last --db "a class.db"')).toBe(
      'pl restore --last --yes --db "a class.db"',
    );
    expect(await hint('restore --db "a class.db"')).toBe('pl restore --list --db "a class.db"');
    spoil('a class.db');
    expect((await pl('check --db "a class.db"')).out).toContain(
      'do: pl restore --last --db "a class.db"',
    );
    expect((await pl('check "a class.db"')).out).toContain('--db "a class.db"');
    spoil(GRADEBOOK);
    expect((await pl('check')).out).toContain('do: pl restore --last\n');
  });

  it('is what is proposed where the gradebook is gone and copies are there', async () => {
    renameSync(GRADEBOOK, 'moved.db');
    const { code, err } = await pl('students');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'pl: there is no gradebook at gradebook.db, but there are copies of it\n    try: pl restore --list --db "gradebook.db"\n',
    });
  });

  it('takes the copy of a day, or the one before it', async () => {
    at('2026-10-05T09:00:00');
    await ok('record cleo rp.1 3');
    await ok('backup');
    await ok('restore --day 2026-10-04 --yes');
    expect(await evidence()).toBe(1);
    await ok('restore --day 2026-10-05 --yes');
    const none = await pl('restore --day 2026-09-01 --yes');
    expect({ code: none.code, says: none.err.includes('there is no copy') }).toEqual({
      code: 1,
      says: true,
    });
  });

  it('lists the copies, also those in other folders', async () => {
    await ok('backup elsewhere');
    const list = (await ok('restore --list --json')).json<Record<string, unknown>[]>();
    expect(list.map(({ day, what, locked }) => ({ day, what, locked }))).toEqual([
      { day: '2026-10-01', what: 'pl backup', locked: false },
      { day: '2026-10-01', what: 'pl backup', locked: false },
    ]);
    const page = (await ok('restore --list', { width: 40 })).lines;
    const whole = list.map(({ path }) => String(path));
    expect(whole.every((path) => page.some((line) => line.endsWith(`  no      ${path}`)))).toBe(
      true,
    );
    rmSync('backups', { recursive: true });
    rmSync('elsewhere', { recursive: true });
    expect((await ok('restore --list')).err).toContain('there is no copy');
  });

  it('makes the gradebook where there is none', async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
    await ok('restore --last');
    expect(await evidence()).toBe(1);
    expect(damaged()).toEqual([]);
    await ok(`restore ${FIRST} --db of/another/name.db`);
    expect(await evidence('--db of/another/name.db')).toBe(1);
  });

  it('moves a damaged gradebook aside, with its journal', async () => {
    spoil(GRADEBOOK);
    file(`${GRADEBOOK}-wal`, 'left by another');
    const run = await ok('restore --last --yes');
    expect(run.err).toContain('moved aside');
    expect(damaged()).toContain('gradebook-damaged-2026-10-01.db');
    expect(damaged()).toContain('gradebook-damaged-2026-10-01.db-wal');
    expect(await evidence()).toBe(1);
    stateOf(GRADEBOOK);
  });

  it('passes over a copy that is damaged, and takes the last good one', async () => {
    await ok('backup');
    const [newest = ''] = readdirSync('backups').filter((name) => name.endsWith('-5.db'));
    spoil(`backups/${newest}`);
    const run = await ok('restore --last --yes');
    expect(run.err).toContain(`passed over backups/${newest}`);
    expect(await evidence()).toBe(1);
  });

  it.each([
    ['cut off', (path: string) => file(path, readFileSync(path).subarray(0, 20_000))],
    ['empty', (path: string) => file(path, '')],
    ['no gradebook', (path: string) => file(path, 'student_id,level\n'.repeat(1000))],
    ['of a newer pl', (path: string) => pragma(path, 'user_version = 99')],
    ['of another program', (path: string) => pragma(path, 'application_id = 1')],
  ])('refuses a copy that is %s, and touches nothing', async (_, harm) => {
    const before = stateOf(GRADEBOOK);
    copyFileSync(FIRST, 'harmed.db');
    harm('harmed.db');
    const run = await pl('restore harmed.db --yes');
    expect(run.code).toBe(1);
    expect(run.err).toContain('harmed.db');
    expect(isSame(stateOf(GRADEBOOK), before)).toBe(true);
    expect(readdirSync('.').filter((name) => name.includes('.tmp'))).toEqual([]);
    expect(existsSync('backups/gradebook-before-restore-2026-10-01-5.db')).toBe(false);
  });

  it('refuses what is not there, and the gradebook itself', async () => {
    expect((await pl('restore nowhere.db --yes')).err).toContain('there is no copy at nowhere.db');
    expect((await pl(`restore ${GRADEBOOK} --yes`)).err).toContain('is the gradebook itself');
    const folder = await pl('restore backups --yes');
    expect(folder).toMatchObject({ code: 1, out: '' });
    expect(folder.err).toContain('backups is a folder, not a copy');
  });
});

function pragma(path: string, what: string): void {
  const db = new Database(path);
  db.pragma(what);
  db.close();
}

describe('another pl that has the gradebook open meanwhile', () => {
  const meanwhile = (words: string) => ({
    terminal: true,
    answers: [`$ pl ${words}`, 'note'],
  });

  it('does not write after a copy was put in its place', async () => {
    const run = await pl('note ada', meanwhile('restore --last --yes'));
    expect(run.code).toBe(1);
    expect(run.err).toContain('was replaced by a copy meanwhile');
  });

  it('does not write into a file that was moved aside', async () => {
    const { inTransaction } = await import('../../src/store/writing.js');
    const book = openGradebook(GRADEBOOK);
    renameSync(GRADEBOOK, 'moved.db');
    copyFileSync('moved.db', GRADEBOOK);
    expect(() => inTransaction(book, () => {})).toThrow('was replaced by a copy meanwhile');
    book.db.close();
    stateOf(GRADEBOOK);
  });

  it('reads on what it has begun to read, and the restore waits for nobody who reads', async () => {
    const reader = new Database(GRADEBOOK);
    reader.exec('BEGIN');
    const count = reader.prepare('SELECT count(*) FROM evidence').pluck();
    expect(count.get()).toBe(2);
    await ok('restore --last --yes');
    expect(count.get()).toBe(2);
    reader.exec('COMMIT');
    expect(count.get()).toBe(1);
    reader.close();
  });
});

describe('the newest copy', () => {
  const list = async () =>
    (await ok('restore --list --json')).json<{ path: string }[]>().map(({ path }) => path);

  it('is the one with the last entry, in whichever folder of a day it lies', async () => {
    await ok('backup stick');
    await ok('record ada rp.1 4 --title Poster');
    await ok('backup');
    expect((await list()).at(-1)).toBe('backups/gradebook-backup-2026-10-01-6.db');
    const run = await ok('restore --last --yes --json');
    expect(run.json()).toMatchObject({ entries_lost: 0 });
    expect(await evidence()).toBe(3);
  });

  it('is not one that a gradebook of the same name has put on the same stick', async () => {
    await ok('backup stick');
    mkdirSync('colleague');
    await ok('init --db colleague/gradebook.db');
    for (const recent of [4, 5, 6, 7, 8])
      await ok(`policy set recent=${recent} --db colleague/gradebook.db`);
    await ok('backup stick --db colleague/gradebook.db');
    expect(readdirSync('stick')).toHaveLength(2);
    expect((await list()).filter((path) => path.includes('stick'))).toHaveLength(1);
  });

  it('is listed once where a folder is reached by more than one way', async () => {
    renameSync('backups', 'real');
    symlinkSync('real', 'backups');
    await ok('backup');
    expect((await list()).map((path) => basename(path))).toEqual([
      'gradebook-backup-2026-10-01-4.db',
      'gradebook-backup-2026-10-01-5.db',
    ]);
  });

  it('is passed over where it is no file that can be read', async () => {
    mkdirSync('backups/gradebook-2026-10-09.db');
    const run = await ok('restore --last --yes');
    expect(run.err).toContain('passed over backups/gradebook-2026-10-09.db: ');
    expect(await evidence()).toBe(1);
  });

  it('is not passed over for want of its passphrase', async () => {
    await ok('backup', { env: { PL_PASSPHRASE: 'an open secret' } });
    const { code, err } = await pl('restore --last --yes');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('the copy is locked: set PL_PASSPHRASE'),
    });
    expect(await evidence()).toBe(2);
  });
});
