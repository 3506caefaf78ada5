/** Connections to a gradebook's file. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import { fileItself, journalOf } from '../database-files.js';
import { connectTo } from './engine.js';
import { readable } from './faults.js';
import { keepTemporaryBeside } from './temporary.js';

/** A second look at a gradebook's file, for reading only. Throws `PlError('unreadable')`. */
export function openToRead(path: string): Database.Database {
  return connect(path, { readonly: true });
}

/** A copy that is to be checked: SQLite passes over constraints where it may only read. */
export function openToCheck(path: string): Database.Database {
  return connect(path, { fileMustExist: true });
}

/**
 * A copy that is only looked into. Who may only read leaves a journal beside it: that is well where one lies there
 * already, which is not to be carried over.
 */
export function openToLook(path: string): Database.Database {
  const hasJournal = existsSync(journalOf(path)) || existsSync(`${fileItself(path)}-journal`);
  return hasJournal ? openToRead(path) : openToCheck(path);
}

/**
 * The path is made whole, as some names (`:memory:`) mean no file to the engine, which also takes blanks
 * off the end of a name.
 */
export function connect(path: string, options: Database.Options = {}): Database.Database {
  if (path !== path.trimEnd()) {
    throw new PlError('invalid', `the name of a gradebook cannot end with a blank: "${path}"`);
  }
  keepTemporaryBeside(path);
  try {
    return connectTo(resolve(path), options);
  } catch (error) {
    throw readable(error, path);
  }
}

/** What every connection that writes goes by. */
export function prepare(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // On a Mac the disk is asked to empty its own memory too; elsewhere it is asked so anyway.
  db.pragma('fullfsync = ON');
  db.pragma('foreign_keys = ON');
}
