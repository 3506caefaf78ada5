/**
 * A verified copy of the gradebook beside it, once a day: the state before the day's first write. It is
 * made while that write holds the lock and has not committed, so the copy has nothing of the day and
 * two `pl` at once make one.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { type Gradebook, openToCheck, openToRead, readable } from './open.js';

/** How many copies of one gradebook are kept. */
export const KEPT = 14;

/** From this size on a copy takes longer than a breath, and is announced. */
const LARGE = 100_000_000;

/** What became of the day's copy: `none_needed` where it is there, or nothing is older than the day. */
export type CopyOutcome =
  | { readonly kind: 'none_needed' }
  | { readonly kind: 'made'; readonly path: string }
  | { readonly kind: 'failed'; readonly why: string };

export interface Backup {
  readonly path: string;
  readonly day: Day;
}

/**
 * Makes the day's copy where there is none. To be called inside the day's writing transaction, before
 * it commits. Never throws: a copy that fails must not keep a teacher from writing. `onLarge` is told
 * before a copy that takes seconds.
 */
export function dailyCopy(book: Gradebook, day: Day, onLarge: () => void): CopyOutcome {
  const copy = placeOf(book.path, day);
  try {
    if (statSync(copy, { throwIfNoEntry: false }) !== undefined) return { kind: 'none_needed' };
    if (firstDay(book.db) >= day) return { kind: 'none_needed' };
    if (statSync(book.path).size > LARGE) onLarge();
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
    removeAll(unfinished(book.path));
    writeCopy(book, copy);
  } catch (error) {
    const words = readable(error, copy);
    return { kind: 'failed', why: words instanceof Error ? words.message : String(words) };
  }
  removeOld(book.path);
  return { kind: 'made', path: copy };
}

/** The newest copy; null when there is none. */
export function lastBackup(path: string): Backup | null {
  return backups(path).at(-1) ?? null;
}

/** All copies of a gradebook, told by their names, oldest first. */
function backups(path: string): Backup[] {
  const start = `${nameOf(path)}-`;
  return namesIn(folderOf(path))
    .filter((name) => name.startsWith(start) && DATED.test(name.slice(start.length)))
    .sort()
    .map((name) => ({
      path: join(folderOf(path), name),
      day: name.slice(start.length, -'.db'.length),
    }));
}

const DATED = /^\d{4}-\d{2}-\d{2}\.db$/;

function folderOf(path: string): string {
  return join(dirname(path), 'backups');
}

/** `gradebook` for gradebook.db, and `class~` for class, so that two gradebooks do not share a name. */
function nameOf(path: string): string {
  const name = basename(path);
  return name.endsWith('.db') ? name.slice(0, -'.db'.length) : `${name}~`;
}

function placeOf(path: string, day: Day): string {
  return join(folderOf(path), `${nameOf(path)}-${day}.db`);
}

/** The day on which the gradebook was made: before it there is nothing to go back to. */
function firstDay(db: Database.Database): Day {
  return db.prepare('SELECT day FROM entries ORDER BY id LIMIT 1').pluck().get() as Day;
}

/** Written aside, verified, and only then given its name. */
function writeCopy(book: Gradebook, copy: string): void {
  const aside = `${copy}.tmp`;
  const before = openToRead(book.path);
  try {
    // SQLite fills an empty file that is there, which keeps the rights that it was made with.
    closeSync(openSync(aside, 'wx', 0o600));
    before.prepare('VACUUM INTO ?').run(aside);
    verify(aside, marks(before));
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  } finally {
    before.close();
  }
  flush(aside, 'r+');
  renameSync(aside, copy);
  try {
    flush(dirname(copy), 'r');
  } catch {
    // Not every system lets a folder be flushed; the copy itself is safe by now.
  }
}

function verify(path: string, expected: string): void {
  const db = openToCheck(path);
  try {
    const found = db.pragma('quick_check', { simple: true });
    if (found !== 'ok' || marks(db) !== expected) {
      throw new PlError('unreadable', `${path} is not the same as the gradebook`);
    }
  } finally {
    db.close();
  }
}

/** What tells a copy of this gradebook at this entry from anything else. */
function marks(db: Database.Database): string {
  const { uid, entries, last } = db
    .prepare(
      'SELECT uid, (SELECT count(*) FROM entries) AS entries, (SELECT max(id) FROM entries) AS last FROM gradebook',
    )
    .get() as { uid: string; entries: number; last: number };
  const numbers = ['application_id', 'user_version'].map((name) =>
    db.pragma(name, { simple: true }),
  );
  return [uid, entries, last, ...numbers].join(' ');
}

function flush(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What a `pl` that was ended in the middle left behind: no other one writes copies now. */
function unfinished(path: string): string[] {
  const start = `${nameOf(path)}-`;
  return namesIn(folderOf(path))
    .filter((name) => name.startsWith(start) && UNFINISHED.test(name.slice(start.length)))
    .map((name) => join(folderOf(path), name));
}

const UNFINISHED = /^\d{4}-\d{2}-\d{2}\.db\.tmp(-journal)?$/;

/** An old copy that cannot be removed is no reason to bother anyone. */
function removeOld(path: string): void {
  try {
    removeAll(
      backups(path)
        .slice(0, -KEPT)
        .map((one) => one.path),
    );
  } catch {}
}

function removeAll(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
