/** A copy brought beside the gradebook and looked at, before anything is touched; and moved into its place. */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../../core/errors.js';
import type { Day } from '../../core/model.js';
import { BESIDE, fileItself, removeDatabase } from '../../database-files.js';
import { flushFile, flushFolder } from '../../flushing.js';
import { makeFolders } from '../../folders.js';
import { asidePlace, clearBeside } from '../../leftovers.js';
import { openToCheck, openToLook } from '../connecting.js';
import { readable, readableCopying } from '../faults.js';
import { openGradebook } from '../open.js';
import { isSound } from '../soundness.js';
import { checkOurs } from '../version.js';
import { isBusy } from '../waiting.js';
import { makeCopy } from './copying.js';
import { freeName, nameOf } from './names.js';
import { unseal } from './sealing.js';

const SEALED = 'age-encryption.org/v1';

/** Whether a file is locked, told by how it begins. Throws `PlError('unreadable')` where it cannot be read. */
export function isSealed(path: string): boolean {
  const start = Buffer.alloc(SEALED.length);
  try {
    const there = statSync(path);
    if (!there.isFile() && !there.isDirectory())
      throw new PlError('unreadable', `${path} is no file`, 'pl restore --list');
    const file = openSync(path, 'r');
    try {
      return readSync(file, start, 0, start.length, 0) > 0 && start.toString('latin1') === SEALED;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT')
      throw new PlError('not_found', `there is no copy at ${path}`, 'pl restore --list');
    if (code === 'EISDIR')
      throw new PlError('unreadable', `${path} is a folder, not a copy`, 'pl restore --list');
    throw readable(error, path);
  }
}

/** Throws `PlError('unreadable')` for a locked copy: without its passphrase nobody can look into it. */
export function refuseLocked(path: string): void {
  if (!isSealed(path)) return;
  const message = `${path} is a copy locked with a passphrase`;
  throw new PlError('unreadable', message, `pl restore "${path}" --db unlocked.db`);
}

/**
 * Copies a backup beside the gradebook, checks every row and brings it to this schema. Returns the path, to
 * be cleared away with `removeDatabase`. Throws `PlError`: what is wrong with the backup.
 */
export async function stage(
  backup: string,
  gradebook: string,
  passphrase: string | null,
): Promise<string> {
  const staged = asidePlace(dirname(fileItself(gradebook)));
  try {
    makeFolders(dirname(gradebook));
    clearBeside(gradebook);
    if (passphrase !== null) await unseal(backup, staged, passphrase);
    else copyChecked(backup, staged);
    bringUpToDate(backup, staged);
    return staged;
  } catch (error) {
    removeDatabase(staged);
    throw readableCopying(error, backup, gradebook);
  }
}

/** What is wrong with a gradebook's file, in words; null: it is sound. Throws where that cannot be told. */
export function damageOf(path: string): string | null {
  const db = openToCheck(path);
  try {
    checkOurs(db, path);
    return isSound(db) ? null : damaged(path).message;
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (!/^(unreadable|SQLITE_NOTADB|SQLITE_CORRUPT)/.test(code)) throw readable(error, path);
    return (readable(error, path) as PlError).message;
  } finally {
    db.close();
  }
}

function copyChecked(backup: string, staged: string): void {
  const db = openToLook(backup);
  try {
    checkOurs(db, backup);
  } finally {
    db.close();
  }
  makeCopy({ path: backup }, staged, true);
}

function bringUpToDate(backup: string, staged: string): void {
  const db = openToCheck(staged);
  try {
    checkOurs(db, backup);
    if (!isSound(db)) throw damaged(backup);
  } finally {
    db.close();
  }
  const book = openGradebook(staged);
  book.db.pragma('journal_mode = DELETE');
  book.db.close();
}

const damaged = (path: string) => new PlError('unreadable', `${path} is damaged`);

/**
 * Moves what is in the place of the gradebook aside, with its journals, and a staged copy into it. The
 * place is never without a file, and a copy never with the journal of another; a name that is a link stays one.
 * Returns where the file that was there is now; null: there was none.
 */
export function takePlace(path: string, staged: string, day: Day): string | null {
  const gradebook = fileItself(path);
  const stem = `${nameOf(gradebook)}-damaged-${day}`;
  const aside = freeName(dirname(gradebook), stem, '.db');
  const holder = holdOff(gradebook);
  try {
    const isThere = existsSync(gradebook);
    if (isThere) keepUnder(gradebook, aside);
    for (const end of BESIDE)
      if (existsSync(gradebook + end)) renameSync(gradebook + end, aside + end);
    renameSync(staged, gradebook);
    flushFolder(dirname(gradebook));
    return isThere ? aside : null;
  } finally {
    holder?.close();
  }
}

/** A second name for the file, so that it keeps its own until the other takes it. */
function keepUnder(path: string, aside: string): void {
  try {
    linkSync(path, aside);
  } catch {
    // Not every file system knows two names of one file.
    try {
      copyFileSync(path, aside, constants.COPYFILE_EXCL);
      flushFile(aside);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
  }
}

/** Keeps others from writing into a file that can still be locked; they find out that it has moved. */
function holdOff(path: string): Database.Database | null {
  let db: Database.Database | null = null;
  try {
    db = openToCheck(path);
    db.exec('BEGIN IMMEDIATE');
    return db;
  } catch (error) {
    db?.close();
    if (isBusy(error)) throw readable(error, path);
    return null;
  }
}
