/** A copy that somebody asked for, anywhere: whole, checked, and locked with a passphrase where one is given. */
import { renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { PlError } from '../../core/errors.js';
import { removeDatabase } from '../../database-files.js';
import { inWords } from '../../file-faults.js';
import { flushFile, flushFolder } from '../../flushing.js';
import { makeFolders } from '../../folders.js';
import { asidePlace, clearLeftovers } from '../../leftovers.js';
import { readable } from '../faults.js';
import type { Gradebook } from '../open.js';
import { lastEntryIn, makeCopy } from './copying.js';
import { type Copy, forgetCopy, knownCopies } from './known.js';
import { folderOf, freeName, LOCKED, nameOf } from './names.js';
import { holdsSame, seal } from './sealing.js';

export interface AskedFor {
  /** Null: beside the gradebook. */
  readonly folder: string | null;
  /** Null: it is not locked. */
  readonly passphrase: string | null;
  /** Whether every row of the copy is read, however large it is. */
  readonly full: boolean;
}

/**
 * Makes a copy under a name of its own and returns its path, absolute. Others may write meanwhile. Throws
 * `PlError('unreadable')` where it cannot be made; then nothing is left behind.
 */
export async function makeBackup(book: Gradebook, asked: AskedFor): Promise<string> {
  const folder = resolve(asked.folder ?? folderOf(book.path));
  try {
    makeFolders(folder);
    const stem = `${nameOf(book.path)}-backup-${book.today}-${lastEntryIn(book.db)}`;
    const place = freeName(folder, stem, asked.passphrase === null ? '.db' : `.db${LOCKED}`);
    clearLeftovers(folder);
    if (asked.passphrase === null) makeCopy(book, place, asked.full);
    else await makeLocked(book, place, asked.passphrase, asked.full);
    return place;
  } catch (error) {
    throw told(error, book.path, folder);
  }
}

/** What the gradebook itself suffers from is said of it, all else of the folder. */
function told(error: unknown, gradebook: string, folder: string): unknown {
  const code = String((error as { code?: unknown }).code);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return readable(error, gradebook);
  return code.startsWith('SQLITE_') ? readable(error, folder) : inWords(error, folder, 'written');
}

/** The copy that is to be locked lies beside the gradebook: nothing that can be read gets into the folder. */
async function makeLocked(
  book: Gradebook,
  place: string,
  passphrase: string,
  full: boolean,
): Promise<void> {
  const plain = asidePlace(dirname(resolve(book.path)));
  const aside = asidePlace(dirname(place));
  try {
    makeCopy(book, plain, full);
    await seal(plain, aside, passphrase);
    if (!(await holdsSame(aside, plain, passphrase)))
      throw new PlError('unreadable', `${place} is not the same as the gradebook`);
    flushFile(aside);
    renameSync(aside, place);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  } finally {
    removeDatabase(plain);
  }
  flushFolder(dirname(place));
}

/**
 * Removes the oldest copies that were asked for and lie in the folder of `newest`, so that `keep` (≥ 1)
 * remain, `newest` always among them. Only what this gradebook has made goes, as it remembers it. Returns
 * the paths that are gone; one that cannot be removed stays.
 */
export function removeOldBackups(book: Gradebook, newest: string, keep: number): string[] {
  const folder = dirname(newest);
  const start = `${nameOf(book.path)}-backup-`;
  const made = knownCopies(book)
    .filter(({ path, kind }) => kind === 'backup' && path !== newest && dirname(path) === folder)
    .filter(({ path }) => basename(path).startsWith(start) && isThere(path))
    .sort(byAge);
  const old = made.slice(0, Math.max(0, made.length - (keep - 1)));
  return old.flatMap(({ path }) => {
    try {
      rmSync(path);
    } catch {
      return [];
    }
    forgetCopy(book, path);
    return [path];
  });
}

function byAge(a: Copy, b: Copy): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.path < b.path ? -1 : 1;
}

const isThere = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
