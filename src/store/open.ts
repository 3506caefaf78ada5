/** Opening and making a gradebook: one SQLite file that only its owner can read. */
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { lastBackup } from './backup-names.js';
import { connectTo } from './engine.js';
import { readable } from './faults.js';
import { checkWritableFile, isUnwritable, openInMemory, READ_ONLY } from './reading-only.js';
import { MIGRATIONS } from './schema.js';
import { keepTemporaryBeside } from './temporary.js';
import { patiently } from './waiting.js';

export { readable };

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
  /** Students are shown by their initials. */
  readonly initials?: boolean;
}

/** Who is told of what happens to an open gradebook. */
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
}

const NOBODY: Hooks = { onWait: () => {}, onCommit: () => {}, onMigrate: () => {} };

/** The last day there is: who opens without a day sees every rule as begun. */
export const LAST_DAY: Day = '9999-12-31';

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Marks the file as ours ("plgb"), so that another program's database is not taken for one. */
const APPLICATION_ID = 0x706c6762;

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
  if (!existsSync(path)) {
    const isLost = lastBackup(path) !== null;
    const message = `there is no gradebook at ${path}${isLost ? ', but there are copies of it' : ''}`;
    const verb = isLost ? 'pl restore --list' : 'pl init';
    throw new PlError('not_found', message, `${verb} --db "${path}"`);
  }
  if (statSync(path).isDirectory()) {
    throw new PlError('unreadable', `${path} is a folder, not a gradebook`);
  }
  const file = fileAt(path);
  const db = connect(path);
  const told = { ...NOBODY, ...hooks };
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
    if (isUnwritable(error)) return openUnwritable(path, today, error);
    throw readable(error, path);
  }
}

/** For reading only; `why` is what a command that writes ends with. */
function openUnwritable(path: string, today: Day, why: unknown): Gradebook {
  const isShut = String((why as { code?: unknown }).code).startsWith('SQLITE_CANTOPEN');
  const unwritable = readable(isShut ? READ_ONLY : why, path) as PlError;
  let db: Database.Database | null = null;
  try {
    db = openInMemory(path, (from) => connectTo(from));
    checkOurs(db, path);
    const book = { path, uid: uidOf(db), db, hooks: NOBODY, today, file: fileAt(path), unwritable };
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
    layTables(db, uid, at);
    const book = { path, uid, db, hooks: NOBODY, today, file: fileAt(path) };
    begin(book);
    return book;
  } catch (error) {
    db?.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    throw readable(error, path);
  }
}

function layTables(db: Database.Database, uid: string, at: string): void {
  db.transaction(() => {
    for (const step of MIGRATIONS) db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    db.prepare('INSERT INTO gradebook (one, uid, created_at) VALUES (1, ?, ?)').run(uid, at);
  }).immediate();
}

/** What tells the file at a path from any other that takes its place; '' where there is none. */
function fileAt(path: string): string {
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
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw readable(code === 'EEXIST' ? { code: 'ENOTDIR' } : error, path);
  }
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (isThere) throw alreadyThere(path);
    throw readable(error, path);
  }
}

/** A second look at a gradebook's file, for reading only. Throws `PlError('unreadable')`. */
export function openToRead(path: string): Database.Database {
  return connect(path, { readonly: true });
}

/** A copy that is to be checked: SQLite passes over constraints where it may only read. */
export function openToCheck(path: string): Database.Database {
  return connect(path, { fileMustExist: true });
}

/** The tables of this schema with nothing in them, in memory: to compare others with. */
export function emptyTables(): Database.Database {
  const db = connectTo(':memory:');
  for (const step of MIGRATIONS) db.exec(step);
  return db;
}

/**
 * The path is made whole, as some names (`:memory:`) mean no file to the engine, which also takes blanks
 * off the end of a name.
 */
function connect(path: string, options: Database.Options = {}): Database.Database {
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

function prepare(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // On a Mac the disk is asked to empty its own memory too; elsewhere it is asked so anyway.
  db.pragma('fullfsync = ON');
  db.pragma('foreign_keys = ON');
}

/** Throws `PlError`: `unreadable` for what is not a gradebook, `conflict` for one that a newer `pl` wrote. */
export function checkOurs(db: Database.Database, path: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new PlError('unreadable', `${path} is not a gradebook of pl`);
  }
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version < 1) throw new PlError('unreadable', `${path} is not a finished gradebook`);
  if (version > SCHEMA_VERSION) {
    throw new PlError(
      'conflict',
      `${path} was written by a newer pl (schema ${version}, this one knows ${SCHEMA_VERSION})`,
      'npm install -g pl-gradebook',
    );
  }
}

function migrate(book: Gradebook): void {
  const { db } = book;
  const version = () => db.pragma('user_version', { simple: true }) as number;
  if (version() === SCHEMA_VERSION) return;
  db.transaction(() => {
    // Another pl may have done it while this one waited.
    const from = version();
    if (from < SCHEMA_VERSION) book.hooks.onMigrate(book, from);
    for (const step of MIGRATIONS.slice(from)) db.exec(step);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  }).immediate();
}
