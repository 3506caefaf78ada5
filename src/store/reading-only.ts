/**
 * A gradebook where nothing can be written: on a write-protected disk, on a full one, in a folder of
 * somebody else. SQLite keeps a file beside an open gradebook and cannot do without, so it is read into
 * memory and opened there.
 */

import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import { fileItself, journalOf } from '../database-files.js';

/** Opens what a file or some bytes hold. */
type Open = (from: string | Buffer) => Database.Database;

/**
 * Throws SQLite's code for a file that is write-protected and that nobody has open: SQLite would open it,
 * and leave a protected file beside it. One that was left so gets the rights of a file that is not.
 */
export function checkWritableFile(path: string): void {
  const file = fileItself(path);
  if (mayWrite(file)) {
    for (const end of ['-wal', '-shm']) shareRights(file, file + end);
  } else if (!existsSync(`${file}-shm`)) throw READ_ONLY;
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What SQLite keeps beside a file has its rights from when it was made, whatever the file's are now. */
function shareRights(path: string, beside: string): void {
  if (!existsSync(beside) || mayWrite(beside)) return;
  try {
    chmodSync(beside, statSync(path).mode & 0o777);
  } catch {
    // Somebody else's: that it cannot be written is said when it is to be.
  }
}

/** What SQLite says where it may read and not write. */
export const READ_ONLY = { code: 'SQLITE_READONLY' };

/** Whether a gradebook that could not be opened so may still be read. */
export function isUnwritable(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code);
  return ['SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_FULL'].some((start) =>
    code.startsWith(start),
  );
}

/**
 * What the file and its journal hold, in memory: what is written there is written nowhere. Throws
 * `PlError('unreadable')` for one that is too large or that somebody else writes meanwhile, else what
 * the system says.
 */
export function openInMemory(path: string, open: Open): Database.Database {
  const before = lastWrites(path);
  const bytes = hasJournal(path) ? withJournal(path, open) : contents(path);
  if (lastWrites(path) !== before) {
    throw new PlError('unreadable', `${path} is written by somebody else: try again`);
  }
  // In memory there is no journal, and these two bytes of the header say so.
  bytes.set([1, 1], JOURNAL_BYTES);
  return open(bytes);
}

const JOURNAL_BYTES = 18;

function hasJournal(path: string): boolean {
  return (statSync(journalOf(path), { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** What is in the journal alone is brought into a copy, in a folder that is there for a moment. */
function withJournal(path: string, open: Open): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'pl-'));
  try {
    const copy = join(folder, 'copy.db');
    for (const [from, to] of [
      [path, copy],
      [journalOf(path), `${copy}-wal`],
    ] as const) {
      copyFileSync(from, to);
      chmodSync(to, 0o600);
    }
    const db = open(copy);
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
    return contents(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contents(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_FS_FILE_TOO_LARGE') throw error;
    throw new PlError(
      'unreadable',
      `${path} is too large to be read where nothing can be written: copy it to a folder of yours`,
    );
  }
}

function lastWrites(path: string): string {
  return [path, journalOf(path)]
    .map((name) => statSync(name, { throwIfNoEntry: false }))
    .map((file) => `${file?.size} ${file?.mtimeMs}`)
    .join(' ');
}
