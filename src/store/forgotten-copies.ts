/**
 * Forgetting in copies: which copies of a gradebook still have a student who was forgotten, and erasing
 * her in backups. A backup is rewritten aside, verified, and only then given its name.
 */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import type { Id } from '../core/model.js';
import { asidePlace, clearLeftovers } from '../leftovers.js';
import { isNamedAfter, nameOf } from './backup-names.js';
import { type CopyKind, knownCopies } from './copies.js';
import { removeAside } from './copying.js';
import { erase, hasTable, personOf } from './erasing.js';
import { type Gradebook, openToCheck, openToRead, readable } from './open.js';

/** A copy that is there, and what it has of those who were forgotten. */
export interface FoundCopy {
  readonly path: string;
  readonly kind: CopyKind;
  /** How many of them it has; null: it cannot be looked into, such as one that is encrypted. */
  readonly holds: number | null;
}

/** A student by the name that holds in every copy: the entry that made her, and her number within it. */
interface Origin {
  readonly gradebook: string;
  readonly entry: number;
  readonly mark: number;
  readonly number: number;
  /** Inside this gradebook, and inside its backups. */
  readonly id: Id;
  readonly reason: string;
  readonly hashes: readonly { readonly salt: string; readonly hash: string }[];
}

/** The copies that lie where they are known to be, or beside the gradebook. */
export function copiesWithForgotten(book: Gradebook): FoundCopy[] {
  const origins = originsOf(book);
  return copiesThere(book).map(({ path, kind }) => ({ path, kind, holds: held(path, origins) }));
}

/** Erases all who were forgotten in one backup. Throws `PlError('unreadable')`; then it is as it was. */
export function eraseInCopy(book: Gradebook, path: string): void {
  const origins = originsOf(book);
  const aside = asidePlace(dirname(path));
  try {
    settle(path);
    copyFileSync(path, aside);
    chmodSync(aside, 0o600);
    eraseWithin(aside, origins);
    flush(aside);
    renameSync(aside, path);
  } catch (error) {
    removeAside(aside);
    throw readable(error, path);
  }
}

/** A copy that was made of a gradebook with its journal: what the journal has goes into the file first. */
function settle(path: string): void {
  if (!isFile(`${path}-wal`)) return;
  const db = openToCheck(path);
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
  if (isFile(`${path}-wal`))
    throw new PlError('conflict', `${path} is in use by another program: close it there`);
}

function eraseWithin(path: string, origins: readonly Origin[]): void {
  const db = openToCheck(path);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('secure_delete = ON');
    db.transaction(() => {
      const found = origins.flatMap((origin) => {
        const student = studentIn(db, origin);
        return student === null ? [] : [{ origin, student }];
      });
      erase(
        db,
        found.map(({ student }) => personOf(db, student)),
      );
      for (const { origin, student } of found) keepOut(db, student, origin);
    }).immediate();
    db.exec('VACUUM');
    const isLeft = origins.some((origin) => studentIn(db, origin) !== null);
    if (isLeft || db.pragma('quick_check', { simple: true }) !== 'ok')
      throw new PlError('unreadable', `${path} could not be rewritten`);
  } finally {
    db.close();
  }
}

/** A gradebook that comes of the copy shall not take her in again. Older copies have no place for it. */
function keepOut(db: Database.Database, student: Id, { reason, hashes }: Origin): void {
  if (!hasTable(db, 'forgotten')) return;
  db.prepare('INSERT OR IGNORE INTO forgotten (student, reason) VALUES (?, ?)').run(
    student,
    reason,
  );
  const keep = db.prepare(
    'INSERT OR IGNORE INTO forgotten_ids (student, salt, hash) VALUES (?, ?, ?)',
  );
  for (const { salt, hash } of hashes) keep.run(student, salt, hash);
}

/** What a run that was ended in the middle has left beside the backups. */
export function removeUnfinished(book: Gradebook): void {
  const folders = new Set(copiesThere(book).map(({ path }) => dirname(path)));
  for (const folder of folders) clearLeftovers(folder);
}

function copiesThere(book: Gradebook): { readonly path: string; readonly kind: CopyKind }[] {
  const folder = join(dirname(resolve(book.path)), 'backups');
  const daily = namesIn(folder)
    .filter((name) => !/\.tmp(-journal|-wal|-shm)?$|-(journal|wal|shm)$/.test(name))
    .map((name) => ({ path: join(folder, name), kind: 'backup' as const }))
    .filter(({ path }) => isOurs(book, path));
  const known = knownCopies(book).filter(({ path }) => isFile(path));
  const all = new Map(
    [...daily, ...damagedAside(book.path), ...known].map(({ path, kind }) => [
      path,
      { path, kind },
    ]),
  );
  all.delete(resolve(book.path));
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Damaged gradebooks that a restore has moved aside: whatever of them can still be read has her. */
function damagedAside(path: string): { readonly path: string; readonly kind: CopyKind }[] {
  const folder = dirname(resolve(path));
  return namesIn(folder)
    .filter((name) => name.startsWith(`${nameOf(path)}-damaged-`) && name.endsWith('.db'))
    .map((name) => ({ path: join(folder, name), kind: 'backup' }));
}

/**
 * In the folder of backups lie also those of other gradebooks, which are not to be touched. A restore gives the
 * gradebook a new name: a copy from before it is told by its file name and its first entry, which is here too.
 */
function isOurs(book: Gradebook, path: string): boolean {
  if (!isFile(path)) return false;
  try {
    return reading(
      path,
      (db) =>
        db.prepare('SELECT uid FROM gradebook').pluck().get() === book.uid ||
        (isNamedAfter(book.path, path) && beginsAs(book, db)),
    );
  } catch {
    return basename(path).endsWith('.db');
  }
}

function beginsAs(book: Gradebook, copy: Database.Database): boolean {
  const first = copy.prepare('SELECT gradebook, number FROM entries ORDER BY id LIMIT 1').get();
  const same = 'SELECT 1 FROM entries WHERE gradebook = @gradebook AND number = @number';
  return first !== undefined && book.db.prepare(same).get(first) !== undefined;
}

function held(path: string, origins: readonly Origin[]): number | null {
  try {
    return reading(path, (db) => origins.filter((origin) => studentIn(db, origin) !== null).length);
  } catch {
    return null;
  }
}

function reading<T>(path: string, act: (db: Database.Database) => T): T {
  const db = openToRead(path);
  try {
    return act(db);
  } finally {
    db.close();
  }
}

function originsOf({ db }: Gradebook): Origin[] {
  const rows = db
    .prepare(
      `SELECT e.gradebook, e.number AS entry, e.mark, i.number, i.id, f.reason
       FROM forgotten f JOIN identities i ON i.id = f.student JOIN entries e ON e.id = i.entry
       WHERE EXISTS (SELECT 1 FROM forgotten_ids h WHERE h.student = f.student)`,
    )
    .all() as Omit<Origin, 'hashes'>[];
  const hashes = db.prepare('SELECT salt, hash FROM forgotten_ids WHERE student = ?');
  return rows.map((row) => ({ ...row, hashes: hashes.all(row.id) as Origin['hashes'] }));
}

/** Her key in a copy where anything is said of her there. A copy of an older schema has the same keys. */
function studentIn(
  db: Database.Database,
  { gradebook, entry, mark, number, id }: Origin,
): Id | null {
  const isNumbered =
    db.prepare("SELECT 1 FROM pragma_table_info('identities') WHERE name = 'number'").get() !==
    undefined;
  const found = db
    .prepare(
      `SELECT i.id FROM identities i JOIN entries e ON e.id = i.entry
       WHERE i.noun = 'student' AND e.gradebook = @gradebook AND e.number = @entry
         AND ${isNumbered ? 'e.mark = @mark AND i.number = @number' : 'i.id = @id'}
         AND EXISTS (SELECT 1 FROM students s WHERE s.id = i.id)`,
    )
    .pluck()
    .get({ gradebook, entry, mark, number, id }) as Id | undefined;
  return found ?? null;
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
