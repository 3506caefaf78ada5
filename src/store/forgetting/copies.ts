/**
 * Forgetting in copies: which copies of a gradebook still have a student who was forgotten, and erasing
 * her in backups. A backup is rewritten aside, verified, and only then given its name.
 */
import { chmodSync, copyFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../../core/errors.js';
import { databaseOf, fileItself, journalOf, removeDatabase } from '../../database-files.js';
import { realPlace } from '../../files.js';
import { flushFile } from '../../flushing.js';
import { asidePlace, clearLeftovers } from '../../leftovers.js';
import { openToCheck, openToLook } from '../connecting.js';
import { type CopyKind, isCopyOf, knownCopies } from '../copies/known.js';
import { folderOf, nameOf, namesIn } from '../copies/names.js';
import { refuseLocked } from '../copies/staging.js';
import { readable } from '../faults.js';
import type { Gradebook } from '../open.js';
import { isSound } from '../soundness.js';
import { eraseFound, foundIn, type Origin, originsIn } from './origins.js';

/** A copy that is there, and what it has of those who were forgotten. */
export interface FoundCopy {
  readonly path: string;
  readonly kind: CopyKind;
  /** How many of them it has; null: it cannot be looked into, such as one that is encrypted. */
  readonly holds: number | null;
}

/** The copies that lie where they are known to be, or beside the gradebook. */
export function copiesWithForgotten(book: Gradebook): FoundCopy[] {
  const origins = originsIn(book.db);
  return copiesThere(book).map(({ path, kind }) => ({ path, kind, holds: held(path, origins) }));
}

/** Erases all who were forgotten in one backup. Throws `PlError('unreadable')`; then it is as it was. */
export function eraseInCopy(book: Gradebook, path: string): void {
  const origins = originsIn(book.db);
  const file = fileItself(path);
  const aside = asidePlace(dirname(file));
  try {
    refuseLocked(path);
    settle(path);
    copyFileSync(file, aside);
    chmodSync(aside, 0o600);
    eraseWithin(aside, origins);
    flushFile(aside);
    renameSync(aside, file);
  } catch (error) {
    removeDatabase(aside);
    throw readable(error, path);
  }
}

/** A copy that was made of a gradebook with its journal: what the journal has goes into the file first. */
function settle(path: string): void {
  if (!isFile(journalOf(path))) return;
  const db = openToCheck(path);
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
  if (isFile(journalOf(path)))
    throw new PlError('conflict', `${path} is in use by another program: close it there`);
}

function eraseWithin(path: string, origins: readonly Origin[]): void {
  const db = openToCheck(path);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('secure_delete = ON');
    db.transaction(() => eraseFound(db, origins)).immediate();
    db.exec('VACUUM');
    const isLeft = foundIn(db, origins).length > 0;
    if (isLeft || !isSound(db)) throw new PlError('unreadable', `${path} could not be rewritten`);
  } finally {
    db.close();
  }
}

/** What a run that was ended in the middle has left beside the backups. */
export function removeUnfinished(book: Gradebook): void {
  const folders = new Set(copiesThere(book).map(({ path }) => dirname(path)));
  for (const folder of folders) clearLeftovers(folder);
}

function copiesThere(book: Gradebook): { readonly path: string; readonly kind: CopyKind }[] {
  const place = resolve(book.path);
  const daily = namesIn(folderOf(place))
    .filter((name) => databaseOf(name) === name && !name.endsWith('.tmp'))
    .map((name) => join(folderOf(place), name))
    .filter((path) => isOurs(path, book));
  // What a restore has moved aside.
  const damaged = namesIn(dirname(place))
    .filter((name) => name.startsWith(`${nameOf(place)}-damaged-`) && name.endsWith('.db'))
    .map((name) => join(dirname(place), name));
  const shut = isShut(folderOf(place)) ? [folderOf(place)] : [];
  const backups = [...shut, ...daily, ...damaged].map((path) => ({
    path,
    kind: 'backup' as const,
  }));
  const known = knownCopies(book).filter(({ path }) => isFile(path));
  // A folder may be reached by more than one way.
  const all = new Map(
    [...backups, ...known].map(({ path, kind }) => [realPlace(path), { path, kind }]),
  );
  all.delete(realPlace(place));
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a folder cannot be read: it may hold any copy. */
function isShut(folder: string): boolean {
  try {
    readdirSync(folder);
    return false;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code));
  }
}

/** In the folder of backups lie also those of other gradebooks, which are not to be touched. */
function isOurs(path: string, book: Gradebook): boolean {
  return isFile(path) && (isCopyOf(book, path) ?? path.endsWith('.db'));
}

function held(path: string, origins: readonly Origin[]): number | null {
  try {
    return reading(path, (db) => foundIn(db, origins).length);
  } catch {
    return null;
  }
}

function reading<T>(path: string, act: (db: Database.Database) => T): T {
  const db = openToLook(path);
  try {
    return act(db);
  } finally {
    db.close();
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
