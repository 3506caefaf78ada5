/** A journal that another pl writes while it is looked at is no torn one. */
import { copyFileSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  findingsIn,
  journalFindings,
  type ReadJournal,
} from '../../../src/store/checking/journal.js';
import '../../support/pl.js';

const HEADER = 32;
const FRAME = 24 + 4096;

let journal: Buffer;

/** Three transactions of a frame each. */
beforeEach(() => {
  const db = new Database('book.db');
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE scores (score INTEGER)');
  db.pragma('wal_checkpoint(TRUNCATE)');
  for (const score of [2, 3, 4]) db.prepare('INSERT INTO scores VALUES (?)').run(score);
  copyFileSync('book.db-wal', 'kept.db-wal');
  db.close();
  journal = readFileSync('kept.db-wal');
  expect(journal.length).toBe(HEADER + 3 * FRAME);
});

const reading = (bytes: Buffer): ReadJournal => {
  return (at, length) => bytes.subarray(at, at + length);
};

/** The first of its frames as a journal that was begun anew may still have it: of another beginning. */
function withOldFrame(): Buffer {
  const bytes = Buffer.from(journal);
  bytes.fill(0, HEADER + 8, HEADER + 16);
  return bytes;
}

describe('a journal', () => {
  it('is well when it is whole', () => {
    expect(findingsIn(reading(journal))).toEqual([]);
    expect(journalFindings('kept.db')).toEqual([]);
    expect(journalFindings('nobody.db')).toEqual([]);
  });

  it('is torn when finished transactions come after a bad part, however often it is read', () => {
    const [finding] = findingsIn(reading(withOldFrame()));
    expect(finding).toMatchObject({ code: 'torn_journal' });
    expect(finding?.message).toContain('2 of its transactions come after a damaged part');
  });

  it('is not torn where a frame was read just before another pl wrote it, and the next just after', () => {
    const [before, after] = [reading(withOldFrame()), reading(journal)];
    let reads = 0;
    const racing: ReadJournal = (at, length) => (reads++ < 3 ? before : after)(at, length);
    expect(findingsIn(racing)).toEqual([]);
  });
});
