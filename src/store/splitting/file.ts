/** The file of a part: written aside, verified, and only then given its name; never over an existing one. */
import { linkSync, renameSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PlError } from '../../core/errors.js';
import { claimFile, removeDatabase } from '../../database-files.js';
import { flushFile, flushFolder } from '../../flushing.js';
import { asidePlace, clearLeftovers } from '../../leftovers.js';
import { openToCheck } from '../connecting.js';
import { noteCopy } from '../copies/known.js';
import { readable } from '../faults.js';
import { refuseExisting } from '../making.js';
import type { Gradebook } from '../open.js';
import { isSound } from '../soundness.js';
import type { EntryFacts } from '../writing.js';
import { type PartCounts, type PartOf, writePart } from './split.js';

/**
 * Makes a gradebook of a part at `path`, readable by its owner alone. The gradebook remembers the copy
 * before it has its name, so that there is none that it does not know of. Throws `PlError`: `conflict`
 * where something is at `path`, `unreadable` where it cannot be written; then nothing is left behind.
 */
export function splitOff(
  book: Gradebook,
  path: string,
  part: PartOf,
  facts: EntryFacts,
): PartCounts {
  refuseExisting(path);
  const place = resolve(path);
  const aside = asidePlace(dirname(place));
  try {
    clearLeftovers(dirname(place));
    const counts = writePart(book, aside, part, facts);
    verify(aside, counts, part);
    flushFile(aside);
    noteCopy(book, { path: place, kind: 'split', at: facts.at });
    giveName(aside, path);
    return counts;
  } catch (error) {
    throw named(readable(error, aside), aside, path);
  } finally {
    removeDatabase(aside);
  }
}

/** What is said of the file beside is said of the one that was asked for. */
function named(error: unknown, aside: string, path: string): unknown {
  if (!(error instanceof PlError)) return error;
  return new PlError(error.code, error.message.replaceAll(aside, path), error.hint);
}

/** That it is whole, and that nobody is in it who is not meant. */
function verify(path: string, counts: PartCounts, { students }: PartOf): void {
  const db = openToCheck(path);
  try {
    const sound = isSound(db) && (db.pragma('foreign_key_check') as unknown[]).length === 0;
    const n = (sql: string) => db.prepare(sql).pluck().get();
    const same =
      n('SELECT uid FROM gradebook') === counts.uid &&
      n('SELECT count(*) FROM entries') === counts.entries &&
      n('SELECT count(DISTINCT id) FROM students') === new Set(students).size &&
      n('SELECT count(*) FROM evidence WHERE ended IS NULL') === counts.evidence;
    if (!sound || !same)
      throw new PlError('unreadable', 'the part is not what was written; nothing was made');
  } finally {
    db.close();
  }
}

/** Never over a file that has come meanwhile. */
function giveName(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!isThere(error)) claimAndRename(aside, path);
    else throw new PlError('conflict', `${path} is there already`);
  }
  flushFolder(dirname(path));
}

/** Where there are no links, an empty file claims the name. */
function claimAndRename(aside: string, path: string): void {
  try {
    claimFile(path);
  } catch (error) {
    throw isThere(error) ? new PlError('conflict', `${path} is there already`) : error;
  }
  renameSync(aside, path);
}

function isThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
