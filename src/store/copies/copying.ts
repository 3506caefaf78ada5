/** One copy of a gradebook: written aside, verified by opening and checking it, and only then named. */
import { renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../../core/errors.js';
import { claimFile, removeDatabase } from '../../database-files.js';
import { flushFile, flushFolder } from '../../flushing.js';
import { asidePlace } from '../../leftovers.js';
import { openToCheck, openToLook } from '../connecting.js';
import type { Gradebook } from '../open.js';
import { isSound } from '../soundness.js';
import { copyBytes } from './snapshot.js';

/** Up to this size a copy is gone through row by row; that of a larger one takes longer than copying it. */
const READ_THROUGH = 256_000_000;

/**
 * Copies a gradebook as it was last committed, its log included, to a place where nothing is; where others
 * write meanwhile, it may have what they have committed. `deep`: every row is read and checked whatever the
 * size. Throws what went wrong; then nothing is left behind.
 */
export function makeCopy(book: Pick<Gradebook, 'path'>, place: string, deep = false): void {
  const aside = asidePlace(dirname(place));
  claimFile(aside);
  try {
    fillAndVerify(book, aside, deep);
    flushFile(aside);
    renameSync(aside, place);
  } catch (error) {
    removeDatabase(aside);
    throw error;
  }
  flushFolder(dirname(place));
}

function fillAndVerify(book: Pick<Gradebook, 'path'>, aside: string, deep: boolean): void {
  const before = openToLook(book.path);
  try {
    before.exec('BEGIN');
    const expected = standOf(before);
    copyBytes(book.path, aside);
    verify(aside, expected, deep);
  } finally {
    before.close();
  }
}

/** Makes one file of the copy and its log, and looks whether it is the gradebook and sound. */
function verify(aside: string, expected: Stand, deep: boolean): void {
  const db = openToCheck(aside);
  try {
    db.pragma('journal_mode = DELETE');
    if (!isWhole(db, aside) || !isAsFar(standOf(db), expected))
      throw new PlError('unreadable', `${aside} is not the same as the gradebook`);
    if (!deep && statSync(aside).size > READ_THROUGH) return;
    if (!isSound(db)) throw new PlError('unreadable', 'the gradebook is damaged', 'pl check');
  } finally {
    db.close();
  }
}

/** Whether the file has all its pages, and every table begins as a table does. */
function isWhole(db: Database.Database, path: string): boolean {
  const [size, pages] = ['page_size', 'page_count'].map((name) =>
    Number(db.pragma(name, { simple: true })),
  );
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  for (const name of tables) db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get();
  return statSync(path).size === (size ?? 0) * (pages ?? 0);
}

/** What tells a copy of this gradebook at this entry from anything else. */
export function marksOf(db: Database.Database): string {
  const { name, entries, last } = standOf(db);
  return [name, entries, last].join(' ');
}

/** The last entry of a gradebook's file; 0 where there is none. */
export function lastEntryIn(db: Database.Database): number {
  return db.prepare('SELECT coalesce(max(id), 0) FROM entries').pluck().get() as number;
}

interface Stand {
  readonly name: string;
  readonly entries: number;
  readonly last: number;
}

/** Which gradebook it is, of which schema, and how far it has come. */
function standOf(db: Database.Database): Stand {
  const { uid, entries } = db
    .prepare('SELECT uid, (SELECT count(*) FROM entries) AS entries FROM gradebook')
    .get() as { uid: string; entries: number };
  const numbers = ['application_id', 'user_version'].map((name) =>
    db.pragma(name, { simple: true }),
  );
  return { name: [uid, ...numbers].join(' '), entries, last: lastEntryIn(db) };
}

/** Whether it is the same gradebook, as far on or further: others may have written meanwhile. */
function isAsFar(found: Stand, expected: Stand): boolean {
  return (
    found.name === expected.name && found.entries >= expected.entries && found.last >= expected.last
  );
}
