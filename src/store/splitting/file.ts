/** The file of a part: written aside, verified, and only then given its name; never over an existing one. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlError } from '../../core/errors.js';
import { openToCheck } from '../connecting.js';
import { noteCopy } from '../copies/known.js';
import { readable } from '../faults.js';
import { refuseExisting } from '../making.js';
import type { Gradebook } from '../open.js';
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
  const aside = `${startOf(place)}${crypto.randomUUID()}.tmp`;
  try {
    removeLeftovers(place, Date.parse(facts.at));
    const counts = writePart(book, aside, part, facts);
    verify(aside, counts, part);
    flush(aside, 'r+');
    noteCopy(book, { path: place, kind: 'split', at: facts.at });
    giveName(aside, path);
    return counts;
  } catch (error) {
    throw readable(error, path);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(aside + suffix, { force: true });
  }
}

/** That it is whole, and that nobody is in it who is not meant. */
function verify(path: string, counts: PartCounts, { students }: PartOf): void {
  const db = openToCheck(path);
  try {
    const sound =
      db.pragma('quick_check', { simple: true }) === 'ok' &&
      (db.pragma('foreign_key_check') as unknown[]).length === 0;
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
  try {
    flush(dirname(path), 'r');
  } catch {
    // Not every system lets a folder be flushed; the file itself is safe by now.
  }
}

/** Where there are no links, an empty file claims the name. */
function claimAndRename(aside: string, path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw isThere(error) ? new PlError('conflict', `${path} is there already`) : error;
  }
  renameSync(aside, path);
}

function isThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

function flush(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Unfinished parts of a `pl` that was ended lie beside the place; no part takes longer than this. */
const LONGEST = 3_600_000;

function removeLeftovers(place: string, now: number): void {
  const start = basename(startOf(place));
  if (!existsSync(dirname(place))) return;
  for (const name of readdirSync(dirname(place))) {
    if (!name.startsWith(start)) continue;
    const path = join(dirname(place), name);
    const { mtimeMs = now } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (now - mtimeMs > LONGEST) rmSync(path, { force: true });
  }
}

/** How the name of an unfinished part of this place begins. */
function startOf(place: string): string {
  return join(dirname(place), `.${basename(place)}.part-`);
}
