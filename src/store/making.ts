/** Making a gradebook: one SQLite file that only its owner can read. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { claimFile, removeDatabase } from '../database-files.js';
import { makeFolders } from '../folders.js';
import { connect, prepare } from './connecting.js';
import { readable } from './faults.js';
import { fileAt, type Gradebook, LAST_DAY, NO_HOOKS } from './open.js';
import { layTables } from './version.js';

/**
 * Makes an empty gradebook, readable by its owner alone. `begin` writes the first entry into it.
 * Throws `PlError('conflict')` when something is there already; leaves nothing behind on failure.
 */
export function createGradebook(
  path: string,
  at: string,
  begin: (book: Gradebook) => void,
  today: Day = LAST_DAY,
): Gradebook {
  claim(path);
  let db: Database.Database | null = null;
  try {
    db = connect(path);
    prepare(db);
    const uid = newUid();
    begun(db, uid, at);
    const book = { path, uid, db, hooks: NO_HOOKS, today, file: fileAt(path) };
    begin(book);
    return book;
  } catch (error) {
    db?.close();
    removeDatabase(path);
    throw readable(error, path);
  }
}

function begun(db: Database.Database, uid: string, at: string): void {
  db.transaction(() => {
    layTables(db, 0);
    db.prepare('INSERT INTO gradebook (one, uid, created_at) VALUES (1, ?, ?)').run(uid, at);
  }).immediate();
}

/** A short random name without look-alike letters: 8 of 30 signs, 39 bits. */
export function newUid(): string {
  const signs = '23456789abcdefghjkmnpqrstuvwxy';
  return [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => signs[byte % signs.length])
    .join('');
}

/** Throws `PlError('conflict')` when something is there already: before anything is asked about it. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw alreadyThere(path);
}

function alreadyThere(path: string): PlError {
  return new PlError('conflict', `${path} is there already`, `pl status --db "${path}"`);
}

/** Makes the file with its rights before SQLite opens it; its journal files inherit them. */
function claim(path: string): void {
  try {
    makeFolders(dirname(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw readable(code === 'EEXIST' ? { code: 'ENOTDIR' } : error, path);
  }
  try {
    claimFile(path);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (isThere) throw alreadyThere(path);
    throw readable(error, path);
  }
}
