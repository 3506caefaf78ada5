/**
 * The other gradebooks: each is read from a copy of one's own beside the gradebook, so that it is never
 * changed, whatever is done to it meanwhile and whichever pl wrote it.
 */
import { chmodSync, constants, copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlError } from '../../core/errors.js';
import { claimFile, journalOf, removeDatabase } from '../../database-files.js';
import { asidePlace } from '../../leftovers.js';
import { openToRead } from '../connecting.js';
import { refuseLocked } from '../copies/staging.js';
import { readableCopying } from '../faults.js';
import { type Gradebook, openGradebook } from '../open.js';
import { isSound } from '../soundness.js';

/** A gradebook that is to be read, as the user named it. */
export interface Other {
  readonly name: string;
  readonly book: Gradebook;
}

/**
 * Opens copies of other gradebooks, runs `act` on them and removes them. Throws `PlError` naming the
 * file that is no gradebook, is damaged or was written by a newer pl.
 */
export function withOthers<T>(
  own: Gradebook,
  names: readonly string[],
  act: (others: readonly Other[]) => T,
): T {
  const others: Other[] = [];
  try {
    for (const name of names) others.push(openCopy(name, own));
    return act(others);
  } finally {
    for (const { book } of others) {
      book.db.close();
      removeDatabase(book.path);
    }
  }
}

function openCopy(name: string, { path, today }: Gradebook): Other {
  const aside = asidePlace(dirname(path));
  try {
    if (existsSync(name)) refuseLocked(name);
    copyWhole(name, aside);
    const book = openGradebook(aside, {}, today);
    if (!isSound(book.db)) {
      book.db.close();
      throw new PlError('unreadable', `${name} is damaged`, `pl check "${name}"`);
    }
    leaveNothing(book);
    return { name, book };
  } catch (error) {
    removeDatabase(aside);
    const words = readableCopying(error, name, path);
    if (!(words instanceof PlError)) throw words;
    throw new PlError(
      words.code,
      words.message.replaceAll(aside, name),
      hintFor(words, name, aside),
    );
  }
}

/** What is advised for the gradebook is advised for the other one. */
function hintFor({ hint }: PlError, name: string, aside: string): string | undefined {
  return hint === 'pl check' ? `pl check "${name}"` : hint?.replaceAll(aside, name);
}

/** The file and what of it still lies in its journal, as of one moment. */
function copyWhole(name: string, aside: string): void {
  claimFile(aside);
  if (!existsSync(journalOf(name))) {
    const before = marksOf(name);
    copyTo(name, aside);
    if (marksOf(name) === before && !existsSync(journalOf(name))) return;
  }
  // Whoever reads it keeps its journal from being begun anew.
  const reading = readingOf(name);
  try {
    copyTo(name, aside);
    if (existsSync(journalOf(name))) copyTo(journalOf(name), `${aside}-wal`);
  } finally {
    reading?.close();
  }
}

function copyTo(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  chmodSync(to, 0o600);
}

function marksOf(name: string): string {
  const { size, mtimeNs } = statSync(name, { bigint: true });
  return `${size} ${mtimeNs}`;
}

/** Null where it lies in a folder in which nothing can be written: nobody else writes there either. */
function readingOf(name: string): { readonly close: () => void } | null {
  try {
    const db = openToRead(name);
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch {
    return null;
  }
}

/** Where the system allows it the open copy has no name: nothing of it is left when pl is killed. */
function leaveNothing({ db, path }: Gradebook): void {
  db.pragma('journal_mode = DELETE');
  // Each is read once, student by student: ten of them need not keep what was read.
  db.pragma('cache_size = -2000');
  try {
    rmSync(path, { force: true });
  } catch {
    // It is removed when it is closed.
  }
}
