/** A copy that somebody asked for, anywhere: whole, checked, and locked with a passphrase where one is given. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlError } from '../../core/errors.js';
import { inWords } from '../../file-faults.js';
import { readable } from '../faults.js';
import type { Gradebook } from '../open.js';
import { ASIDE, flush, flushFolder, lastEntryIn, makeCopy, removeAside } from './copying.js';
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
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stem = `${nameOf(book.path)}-backup-${book.today}-${lastEntryIn(book.db)}`;
    const place = freeName(folder, stem, asked.passphrase === null ? '.db' : `.db${LOCKED}`);
    if (asked.passphrase === null) makeCopy(book, place, asked.full, asideOf(place));
    else await makeLocked(book, place, asked.passphrase, asked.full);
    clearAside(book.path, place);
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
  const plain = asideOf(resolve(book.path));
  const aside = asideOf(place);
  try {
    makeCopy(book, plain, full, `${plain}${ASIDE}`);
    await seal(plain, aside, passphrase);
    if (!(await holdsSame(aside, plain, passphrase)))
      throw new PlError('unreadable', `${place} is not the same as the gradebook`);
    flush(aside, 'r+');
    renameSync(aside, place);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  } finally {
    removeAside(plain);
  }
  flushFolder(place);
}

/** Others may make a copy in the same folder at the same time: each has a name of its own until it is whole. */
const asideOf = (place: string) => `${place}.${crypto.randomUUID()}${ASIDE}`;

const LEFT = /\.[0-9a-f]{8}-[0-9a-f-]{27}(\.tmp)+(-wal|-shm|-journal)?$/;

const AN_HOUR = 3_600_000;

/** Clears away what a `pl` that was ended in the middle has left: what is an hour older than a new copy. */
function clearAside(gradebook: string, made: string): void {
  const { mtimeMs } = statSync(made);
  for (const [folder, start] of [
    [dirname(made), `${nameOf(gradebook)}-backup-`],
    [dirname(resolve(gradebook)), basename(gradebook)],
  ] as const) {
    const left = readdirSync(folder).filter((name) => name.startsWith(start) && LEFT.test(name));
    for (const path of left.map((name) => join(folder, name))) {
      if (statSync(path).mtimeMs < mtimeMs - AN_HOUR) rmSync(path, { force: true });
    }
  }
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
