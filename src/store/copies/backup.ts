/**
 * Verified copies of the gradebook beside it, in `backups`: one a day, the state before the day's first
 * write, and one before each thing that changes much. They are made while that write holds the lock and
 * has not committed, so a copy has nothing of it and two `pl` at once make one.
 */
import { rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { groupBy } from '../../core/grouping.js';
import type { Day } from '../../core/model.js';
import { removeDatabase } from '../../database-files.js';
import { makeFolders } from '../../folders.js';
import { openToCheck, openToRead } from '../connecting.js';
import { readable } from '../faults.js';
import type { Gradebook } from '../open.js';
import { lastEntryIn, makeCopy, marksOf } from './copying.js';
import { backups, folderOf, freeName, nameOf, placeOf, unfinished } from './names.js';

/** How many copies of the days of one gradebook are kept. */
export const KEPT = 14;

/** How many copies before one kind of thing are kept. */
const KEPT_BEFORE = 5;

/** From this size on a copy takes longer than a breath, and is announced. */
const LARGE = 100_000_000;

/** What became of a copy: `none_needed` where it is there, or there is nothing yet to go back to. */
export type CopyOutcome =
  | { readonly kind: 'none_needed' }
  | { readonly kind: 'made'; readonly path: string }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Makes the day's copy where there is none. To be called inside the day's writing transaction, before
 * it commits. Never throws: a copy that fails must not keep a teacher from writing. `onLarge` is told
 * before a copy that takes seconds.
 */
export function dailyCopy(book: Gradebook, day: Day, onLarge: () => void): CopyOutcome {
  const copy = placeOf(book.path, day);
  return outcome(copy, () => {
    if (statSync(copy, { throwIfNoEntry: false }) !== undefined) return null;
    if (firstDay(book.db) >= day) return null;
    if (isLarge(book)) onLarge();
    return place(book, copy);
  });
}

/** The same before a transaction that changes much is committed: `what` is one word, such as `import`. */
export function copyBeforeCommit(book: Gradebook, what: string, onLarge: () => void): CopyOutcome {
  return outcome(folderOf(book.path), () => {
    if (copyOfNow(book) !== null) return null;
    if (isLarge(book)) onLarge();
    return copyBefore(book, what);
  });
}

/**
 * Makes a verified copy of the gradebook as it was last committed, before something that might have to
 * be taken back whole: a `migration`, `merge`, `restore` … It lies beside the daily ones, named by the
 * day and the last entry; a few of each kind are kept. A copy of the very state that is there already
 * serves. Throws `PlError('unreadable')` when it cannot be made: then the thing is not to be done.
 * Returns the copy's path. To be called while the write lock is held, or before it is taken.
 */
export function copyBefore(book: Gradebook, what: string): string {
  try {
    const there = copyOfNow(book);
    if (there !== null) return there;
    return place(book, freePlace(book, what));
  } catch (error) {
    throw readable(error, folderOf(book.path));
  }
}

function outcome(path: string, make: () => string | null): CopyOutcome {
  try {
    const made = make();
    return made === null ? { kind: 'none_needed' } : { kind: 'made', path: made };
  } catch (error) {
    const words = readable(error, path);
    return { kind: 'failed', why: words instanceof Error ? words.message : String(words) };
  }
}

function place(book: Gradebook, copy: string): string {
  makeFolders(dirname(copy));
  removeHalfCopies(book);
  makeCopy(book, copy);
  removeOld(book.path);
  return copy;
}

/**
 * Removes half copies of this gradebook as a `pl` of an older schema has left them, when it was ended in the
 * middle. To be called within a writing transaction: nobody makes a copy then.
 */
export function removeHalfCopies({ path }: Pick<Gradebook, 'path'>): void {
  for (const half of unfinished(path, '.tmp')) removeDatabase(half);
}

const isLarge = (book: Gradebook) => statSync(book.path).size > LARGE;

/** A copy that is of the state as it was last committed; null: there is none. */
function copyOfNow(book: Gradebook): string | null {
  const now = committed(book, marksOf);
  const newest = backups(book.path).slice(-2).reverse();
  return newest.find(({ path }) => marksIn(path) === now)?.path ?? null;
}

/** What a second connection sees is what was committed. */
function committed<T>(book: Gradebook, read: (db: Database.Database) => T): T {
  const db = openToRead(book.path);
  try {
    return read(db);
  } finally {
    db.close();
  }
}

function marksIn(path: string): string | null {
  let db: Database.Database | null = null;
  try {
    // Who only reads leaves a journal beside it.
    db = openToCheck(path);
    return marksOf(db);
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** By the day and the last entry. */
function freePlace(book: Gradebook, what: string): string {
  const last = committed(book, lastEntryIn);
  const stem = `${nameOf(book.path)}-before-${what}-${book.today}-${last}`;
  return freeName(folderOf(book.path), stem, '.db');
}

/** The day on which the gradebook was made: before it there is nothing to go back to. */
function firstDay(db: Database.Database): Day {
  return db.prepare('SELECT day FROM entries ORDER BY id LIMIT 1').pluck().get() as Day;
}

/** An old copy that cannot be removed is no reason to bother anyone. */
function removeOld(path: string): void {
  const kept = backups(path).filter(({ asked }) => !asked);
  const kinds = groupBy(kept, ({ before }) => before);
  for (const [before, copies] of kinds) {
    const old = copies.slice(0, before === null ? -KEPT : -KEPT_BEFORE);
    try {
      for (const copy of old) rmSync(copy.path, { force: true });
    } catch {}
  }
}
