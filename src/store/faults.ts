/** What SQLite and the system say of a gradebook's file, in words. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlError } from '../core/errors.js';
import { wordsFor } from '../file-faults.js';

/** A fault of the file or the disk in words; anything else as it is. */
export function readable(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || error instanceof PlError) return error;
  const found = code.startsWith('SQLITE_IOERR') && isFull(path) ? 'SQLITE_FULL' : code;
  const [, words, hint] = FAULTS.find(([start]) => found.startsWith(start)) ?? [];
  const said = words ?? opened(found);
  return said === null ? error : new PlError('unreadable', `${path} ${said}`, hint);
}

/** What the system says of any file. */
function opened(code: string): string | null {
  const words = wordsFor(code);
  return words === undefined ? null : `cannot be opened: ${words}`;
}

/** The same while a file is copied beside another: where there is no room, it is beside that one. */
export function readableCopying(error: unknown, path: string, beside: string): unknown {
  const code = String((error as { code?: unknown }).code);
  const isNoRoom =
    /^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code) ||
    (code.startsWith('SQLITE_IOERR') && isFull(beside));
  return readable(error, isNoRoom ? beside : path);
}

/** What SQLite wants to lay beside an open gradebook at least, in bytes. */
const LEAST = 64 * 1024;

/** Whether there is no room where a file lies: SQLite does not always say so. */
function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < LEAST;
  } catch {
    return false;
  }
}

const FAULTS: readonly (readonly [string, string, string?])[] = [
  ['SQLITE_NOTADB', 'is not a gradebook', 'pl check'],
  ['SQLITE_CORRUPT', 'is damaged', 'pl check'],
  ['SQLITE_FULL', 'could not be written: the disk is full; nothing was changed'],
  [
    'SQLITE_IOERR',
    'could not be read or written: the disk answers with an error, or a limit on the size of files is reached',
  ],
  ['SQLITE_READONLY', 'cannot be written: the file or its folder is read-only'],
  ['SQLITE_CANTOPEN', 'cannot be opened: check that the file and its folder can be written'],
  ['SQLITE_BUSY', 'is in use by another pl and nothing moved for 30 seconds; nothing was changed'],
  ['SQLITE_PERM', 'cannot be opened: permission denied'],
  ['EROFS', 'cannot be written: the disk is read-only'],
  ['ENOSPC', 'could not be written: the disk is full'],
  ['ENOTDIR', 'cannot be made: a part of its path is not a folder'],
];
