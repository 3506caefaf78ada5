/** A gradebook opened to be looked at: nothing of it changes, also where its journal is torn. */
import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { Day } from '../../core/model.js';
import { claimFile, journalOf, removeDatabase } from '../../database-files.js';
import { asidePlace, clearBeside, clearLeftovers } from '../../leftovers.js';
import { openToCheck, openToRead } from '../connecting.js';
import { copyBytes } from '../copies/snapshot.js';
import { connectTo } from '../engine.js';
import { type Gradebook, NO_HOOKS, openGradebook } from '../open.js';
import { isUnwritable, openInMemory } from '../reading-only.js';
import { checkOurs, SCHEMA_VERSION } from '../version.js';

/**
 * Runs `look` on a gradebook. Where the file is protected, or is of an older schema, it looks at a copy
 * that is cleared away afterwards; where nothing can be written, in memory. Throws what SQLite and `checkOurs` throw.
 */
export function lookAt<T>(path: string, today: Day, look: (book: Gradebook) => T): T {
  clearBeside(path);
  if (!canWrite(path)) return onCopy(path, tmpdir(), (copy) => lookWithin(copy, today, look));
  try {
    return lookWithin(path, today, look);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    return lookInMemory(path, today, look, error);
  }
}

/** Where nothing can be laid beside the file, as on a full disk; not for one of an older schema. */
function lookInMemory<T>(path: string, today: Day, look: (book: Gradebook) => T, why: unknown): T {
  const db = openInMemory(path, (from) => connectTo(from));
  try {
    checkOurs(db, path);
    if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) throw why;
    return look(bookOf(db, path, today));
  } finally {
    db.close();
  }
}

/** SQLite passes over constraints where it may only read: it may write here, and is told not to. */
function lookWithin<T>(path: string, today: Day, look: (book: Gradebook) => T): T {
  // Who closes a gradebook last carries its journal over, unless it may only read.
  const last = sizeOf(journalOf(path)) > 0 ? openToRead(path) : null;
  try {
    last?.prepare('SELECT 1 FROM sqlite_schema').get();
    const db = openToCheck(path);
    try {
      checkOurs(db, path);
      if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION)
        return onCopy(path, dirname(path), (copy) => lookAtMigrated(copy, today, look));
      return look(bookOf(db, path, today));
    } finally {
      db.close();
    }
  } finally {
    last?.close();
  }
}

function lookAtMigrated<T>(copy: string, today: Day, look: (book: Gradebook) => T): T {
  openGradebook(copy).db.close();
  const db = openToCheck(copy);
  try {
    return look(bookOf(db, copy, today));
  } finally {
    db.close();
  }
}

function bookOf(db: Database.Database, path: string, today: Day): Gradebook {
  db.pragma('query_only = ON');
  const uid = db.prepare('SELECT uid FROM gradebook').pluck().get();
  return { path, uid: String(uid), db, hooks: NO_HOOKS, today, file: '' };
}

function onCopy<T>(path: string, folder: string, act: (copy: string) => T): T {
  const copy = asidePlace(folder);
  clearLeftovers(folder);
  try {
    claimFile(copy);
    copyBytes(path, copy);
    return act(copy);
  } finally {
    removeDatabase(copy);
  }
}

function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
