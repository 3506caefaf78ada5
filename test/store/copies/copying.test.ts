/** Copies of a gradebook that others write on: whole, and of a state that was committed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { copyBefore } from '../../../src/store/copies/backup.js';
import { makeCopy } from '../../../src/store/copies/copying.js';
import { type Gradebook, openGradebook } from '../../../src/store/open.js';
import { inTransaction } from '../../../src/store/writing.js';
import { exists, file, GRADEBOOK, project, smallSchool } from '../../support/pl.js';
import { difference, isSame, stateOf } from '../../trials/state.js';

let book: Gradebook;

beforeEach(async () => {
  await smallSchool();
  book = openGradebook(GRADEBOOK, {}, '2026-10-01');
  return () => book.db.close();
});

/** Writes so many touched students, enough to spill into the log before it is committed. */
function notes(from: number, many: number): void {
  const insert = book.db.prepare('INSERT INTO copies (path, kind, at) VALUES (?, ?, ?)');
  for (let n = from; n < from + many; n++) insert.run(`${n} ${'x'.repeat(500)}`, 'split', '');
}

const paths = (path: string) => {
  const db = new Database(path, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM copies').pluck().get();
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  return count;
};

describe('a copy', () => {
  it('has what is only in the log yet', () => {
    inTransaction(book, () => notes(0, 3));
    makeCopy(book, 'copy.db');
    expect(paths('copy.db')).toBe(3);
    expect(readdirSync('.').filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
    expect(statSync('copy.db').mode & 0o777).toBe(0o600);
  });

  it('has nothing of what is not committed, also where much of it is in the log', () => {
    inTransaction(book, () => notes(0, 3));
    book.db.pragma('cache_size = 10');
    inTransaction(book, () => {
      notes(3, 5000);
      makeCopy(book, 'copy.db');
    });
    expect(paths('copy.db')).toBe(3);
    makeCopy(book, 'after.db');
    expect(paths('after.db')).toBe(5003);
  });

  it('is whole after the log was carried over and began anew', () => {
    inTransaction(book, () => notes(0, 2000));
    book.db.pragma('wal_checkpoint(RESTART)');
    inTransaction(book, () => notes(2000, 1));
    makeCopy(book, 'copy.db');
    book.db.pragma('wal_checkpoint(TRUNCATE)');
    makeCopy(book, 'again.db');
    const [state, again] = [stateOf('copy.db'), stateOf('again.db')];
    expect(isSame(state, again), difference(state, again)).toBe(true);
    expect(paths('again.db')).toBe(2001);
  });

  it('lets go of no lock: another process does not take itself for the last one', () => {
    inTransaction(book, () => notes(0, 3));
    makeCopy(book, 'copy.db');
    const other = `const db = new (require('better-sqlite3'))(${JSON.stringify(resolve(GRADEBOOK))});
      db.prepare('SELECT count(*) FROM copies').get();
      db.close();`;
    execFileSync(process.execPath, ['-e', other], { cwd: project('.') });
    expect(exists(`${GRADEBOOK}-wal`)).toBe(true);
  });

  it('leaves nothing behind where it cannot have its place', () => {
    mkdirSync('copy.db');
    const before = readdirSync('.');
    expect(() => makeCopy(book, 'copy.db')).toThrow('EISDIR');
    expect(readdirSync('.')).toEqual(before);
  });
});

describe('the copy before something', () => {
  it('is named by what it came before, the day and the last entry', () => {
    expect(copyBefore(book, 'merge')).toBe('backups/gradebook-before-merge-2026-10-01-3.db');
  });

  it('is none where one of the same state is there', () => {
    const first = copyBefore(book, 'merge');
    expect(copyBefore(book, 'restore')).toBe(first);
    expect(readdirSync('backups')).toHaveLength(1);
  });

  it('does not take the name of another state', () => {
    const first = copyBefore(book, 'merge');
    const other = new Database(first);
    other.exec("UPDATE gradebook SET uid = 'zzzzzzzz'");
    other.close();
    expect(copyBefore(book, 'merge')).toBe('backups/gradebook-before-merge-2026-10-01-3-2.db');
    expect(copyBefore(book, 'merge')).toBe('backups/gradebook-before-merge-2026-10-01-3-2.db');
  });

  it('is kept five times of each kind', () => {
    const entry = book.db.prepare(
      "INSERT INTO entries (gradebook, number, at, day, command) VALUES ('x', ?, '', '', 'x')",
    );
    for (let n = 1; n <= 9; n++) {
      entry.run(n);
      copyBefore(book, n < 9 ? 'merge' : 'year');
    }
    expect(readdirSync('backups').sort()).toEqual([
      ...[11, 7, 8, 9, 10].map((id) => `gradebook-before-merge-2026-10-01-${id}.db`).sort(),
      'gradebook-before-year-2026-10-01-12.db',
    ]);
  });

  it('says why it could not be made', () => {
    file('backups', 'in the way');
    expect(() => copyBefore(book, 'merge')).toThrow(/backups cannot be made/);
  });
});
