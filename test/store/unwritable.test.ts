/** A gradebook is read also where nothing can be written, and is never taken for another file. */
import { chmodSync, copyFileSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { connectTo } from '../../src/store/engine.js';
import { openInMemory } from '../../src/store/reading-only.js';
import { file, GRADEBOOK, ok, pl, smallSchool, text } from '../support/pl.js';

describe('a gradebook that is read into memory', () => {
  it('holds what the file holds, and leaves nothing beside it', async () => {
    await smallSchool();
    const before = text(GRADEBOOK);
    const db = openInMemory(GRADEBOOK, connectTo);
    expect(db.prepare('SELECT count(*) FROM students').pluck().get()).toBe(4);
    db.exec('DELETE FROM touched');
    db.close();
    expect(text(GRADEBOOK)).toBe(before);
    expect(readdirSync('.')).toEqual([GRADEBOOK]);
  });

  it('holds what is in its journal alone', async () => {
    await smallSchool();
    const writer = new Database(GRADEBOOK);
    writer.pragma('wal_autocheckpoint = 0');
    writer.exec(
      "INSERT INTO touched (student) SELECT min(id) FROM identities WHERE noun = 'student'",
    );
    for (const end of ['', '-wal']) copyFileSync(GRADEBOOK + end, `copy.db${end}`);
    writer.close();
    chmodSync('copy.db', 0o400);
    const db = openInMemory('copy.db', connectTo);
    expect(db.prepare('SELECT count(*) FROM touched').pluck().get()).toBe(1);
    db.close();
    expect(readdirSync('.').sort()).toEqual(['copy.db', 'copy.db-wal', GRADEBOOK].sort());
  });
});

describe('a place where no file can be', () => {
  it.each([
    'round.db',
    'round.db/g.db',
    'text.txt/',
    // Here a system makes no folders, and says of each that the one above is missing.
    '/dev/fd/999999/g.db',
  ])('%s is told in words', async (path) => {
    symlinkSync('round.db', 'round.db');
    file('text.txt', 'words');
    for (const verb of ['status', 'check', 'init', 'rollup']) {
      const { code, err } = await pl([verb, '--db', path]);
      expect({ verb, code }).toEqual({ verb, code: 1 });
      expect(err).toContain(path);
    }
  });

  it('of -o as well', async () => {
    await smallSchool();
    symlinkSync('round.csv', 'round.csv');
    const { code, err } = await pl('students --csv -o round.csv');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'pl: round.csv cannot be written: its links lead round in a circle\n',
    });
  });
});

describe('the name of a gradebook', () => {
  it('is that of a file, also where the engine has another meaning for it', async () => {
    for (const name of [':memory:', 'file:a.db']) {
      await ok(['init', '--db', name]);
      await ok(['student', 'add', 'zed', 'Zed', 'Shaw', '--db', name]);
      const { active_students } = (await ok(['status', '--json', '--db', name])).json();
      expect({ name, active_students }).toEqual({ name, active_students: 1 });
    }
    expect(readdirSync('.').sort()).toEqual([':memory:', 'file:a.db']);
  });

  it('that ends with a blank is refused, as the engine would take it for another', async () => {
    await smallSchool();
    const { code, err } = await pl(['init', '--db', `${GRADEBOOK} `]);
    expect(code).toBe(1);
    expect(err).toContain('cannot end with a blank');
    expect(readdirSync('.')).toEqual([GRADEBOOK]);
    renameSync(GRADEBOOK, file('b.db ', ''));
    expect((await pl(['status', '--db', 'b.db '])).code).toBe(1);
  });
});
