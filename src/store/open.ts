/** Opening a gradebook. */
import { type Stats, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import type { Day, Student } from '../core/model.js';
import { connect, prepare } from './connecting.js';
import { lastBackup } from './copies/names.js';
import { connectTo } from './engine.js';
import { readable } from './faults.js';
import { checkWritableFile, isUnwritable, openInMemory, READ_ONLY } from './reading-only.js';
import { checkOurs, layTables, SCHEMA_VERSION, schemaOf } from './version.js';
import { patiently } from './waiting.js';

/** An open gradebook. Close it when done. */
export interface Gradebook {
  readonly path: string;
  /** Short name of this gradebook in the uids of its evidence. */
  readonly uid: string;
  readonly db: Database.Database;
  readonly hooks: Hooks;
  /** The local day on which it was opened: rules that begin later do not hold yet. */
  readonly today: Day;
  /** Which file was opened: another may have taken its place since. */
  readonly file: string;
  /** Why nothing can be written: it is read from memory. Absent where it can. */
  readonly unwritable?: PlError;
}

/** What whoever opens a gradebook has a say in. */
export interface Hooks {
  /** Another `pl` is writing and this one waits; told once. */
  readonly onWait: () => void;
  /** A transaction has written and is about to commit. */
  readonly onCommit: (book: Gradebook) => void;
  /**
   * A file of an older schema (`from`) is about to be brought up to date; nothing is written yet, and
   * nothing is where this throws.
   */
  readonly onMigrate: (book: Gradebook, from: number) => void;
  /** Students as they are to be shown, wherever they are read: so no page can forget their initials. */
  readonly asShown: (students: Student[]) => Student[];
}

/** Nobody is told, and students are shown by their names. */
export const NO_HOOKS: Hooks = {
  onWait: () => {},
  onCommit: () => {},
  onMigrate: () => {},
  asShown: (students) => students,
};

/** The last day there is: who opens without a day sees every rule as begun. */
export const LAST_DAY: Day = '9999-12-31';

/**
 * Opens an existing gradebook, bringing an older one up to date. Throws `PlError`: `not_found`
 * naming the path, `unreadable` for what is not a gradebook, `conflict` for one that a newer `pl`
 * wrote.
 */
export function openGradebook(
  path: string,
  hooks: Partial<Hooks> = {},
  today: Day = LAST_DAY,
): Gradebook {
  refuseNoFile(path);
  const file = fileAt(path);
  const db = connect(path);
  const told = { ...NO_HOOKS, ...hooks };
  try {
    checkWritableFile(path);
    patiently(db, told.onWait, () => {
      checkOurs(db, path);
      prepare(db);
    });
    const book = { path, uid: uidOf(db), db, hooks: told, today, file };
    migrate(book);
    return book;
  } catch (error) {
    db.close();
    if (isUnwritable(error)) return openUnwritable(path, told, today, error);
    throw readable(error, path);
  }
}

/** Opens a gradebook for `act` alone, and closes it. Throws as `openGradebook` does. */
export function withGradebook<T>(path: string, act: (book: Gradebook) => T): T {
  const book = openGradebook(path);
  try {
    return act(book);
  } finally {
    book.db.close();
  }
}

/**
 * The file of a gradebook, in which nothing is written: an older one stays as it is. Throws as `openGradebook`
 * does.
 */
export function openAsItIs(path: string): Database.Database {
  refuseNoFile(path);
  const db = connect(path, { fileMustExist: true });
  try {
    checkOurs(db, path);
    return db;
  } catch (error) {
    db.close();
    throw readable(error, path);
  }
}

/** What lies there; a folder on the way that is shut is a fault of its own. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw readable(error, path);
  }
}

function refuseNoFile(path: string): void {
  const there = statOf(path);
  if (there === undefined) {
    const isLost = lastBackup(path) !== null;
    const message = `there is no gradebook at ${path}${isLost ? ', but there are copies of it' : ''}`;
    const verb = isLost ? 'pl restore --list' : 'pl init';
    throw new PlError('not_found', message, `${verb} --db "${path}"`);
  }
  if (there.isDirectory()) {
    throw new PlError('unreadable', `${path} is a folder, not a gradebook`);
  }
}

/** For reading only; `why` is what a command that writes ends with. */
function openUnwritable(path: string, { asShown }: Hooks, today: Day, why: unknown): Gradebook {
  const isShut = String((why as { code?: unknown }).code).startsWith('SQLITE_CANTOPEN');
  const unwritable = readable(isShut ? READ_ONLY : why, path) as PlError;
  let db: Database.Database | null = null;
  try {
    db = openInMemory(path, (from) => connectTo(from));
    checkOurs(db, path);
    const hooks = { ...NO_HOOKS, asShown };
    const book = { path, uid: uidOf(db), db, hooks, today, file: fileAt(path), unwritable };
    migrate(book);
    return book;
  } catch (error) {
    db?.close();
    throw error instanceof PlError ? error : readable(why, path);
  }
}

function uidOf(db: Database.Database): string {
  return db.prepare('SELECT uid FROM gradebook').pluck().get() as string;
}

/** What tells the file at a path from any other that takes its place; '' where there is none. */
export function fileAt(path: string): string {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file === undefined ? '' : `${file.dev} ${file.ino}`;
}

/**
 * Throws `PlError('conflict')` where the gradebook is not the one any more that was opened: a copy was put
 * back in its place. To be called while the write lock is held.
 */
export function refuseReplaced({ path, db, uid, file }: Gradebook): void {
  const now = db.prepare('SELECT uid FROM gradebook').pluck().get();
  if (now === uid && fileAt(path) === file) return;
  throw new PlError(
    'conflict',
    `${path} was replaced by a copy meanwhile: nothing was written; do it again`,
    'pl log',
  );
}

/** How many rows this connection has written so far. */
export function rowsWritten({ db }: Gradebook): number {
  return db.prepare('SELECT total_changes()').pluck().get() as number;
}

/** From here on all that is read is of one moment, until the gradebook is closed. For reading only. */
export function holdMoment(book: Gradebook): void {
  book.db.exec('BEGIN');
}

function migrate(book: Gradebook): void {
  const { db } = book;
  if (schemaOf(db) === SCHEMA_VERSION) return;
  db.transaction(() => {
    // Another pl may have done it while this one waited.
    const from = schemaOf(db);
    if (from < SCHEMA_VERSION) book.hooks.onMigrate(book, from);
    layTables(db, from);
  }).immediate();
}
