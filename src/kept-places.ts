/** Files that data is never written over: gradebooks, what SQLite keeps beside them, and what is read. */
import { sep } from 'node:path';
import { PlError } from './core/errors.js';
import { databaseOf } from './database-files.js';
import { firstBytes, realPlace, stat } from './files.js';

/**
 * Refuses to write over a database, whoever's it is, or over what SQLite keeps beside one. Throws
 * `PlError('conflict')`.
 */
export function refuseGradebook(path: string): void {
  const place = realPlace(path);
  if (isDatabase(place)) throw kept(path, 'is a gradebook or another database');
  const database = databaseOf(place);
  if (database !== place && isDatabase(database)) throw kept(path, 'belongs to a gradebook');
}

/**
 * Refuses as the place of `-o` the gradebook of this run, also one that is still to be made, and a
 * file that the command reads: one of `given`, or in a folder of them. Throws `PlError('conflict')`.
 */
export function refuseAsOutput(output: string, gradebook: string, given: readonly string[]): void {
  refuseGradebook(output);
  if (isSame(output, gradebook)) throw kept(output, 'is the place of the gradebook');
  if (stat(output)?.isFile() !== true) return;
  if (given.some((path) => isSame(output, path) || isWithin(output, path)))
    throw kept(output, 'is what is read');
}

function kept(path: string, why: string): PlError {
  return new PlError('conflict', `${path} ${why}: nothing is written over it`, '-o another-name');
}

const MAGIC = 'SQLite format 3\0';

function isDatabase(place: string): boolean {
  if (stat(place)?.isFile() !== true) return false;
  try {
    return Buffer.from(firstBytes(place, MAGIC.length)).toString('latin1') === MAGIC;
  } catch {
    // What cannot be read is told when it is written.
    return false;
  }
}

/** One place by its path, or one file under two names. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [stat(one), stat(other)];
  if (a !== null && b !== null && a.isFile()) return a.dev === b.dev && a.ino === b.ino;
  return a === null && b === null && realPlace(one) === realPlace(other);
}

function isWithin(output: string, folder: string): boolean {
  return (
    stat(folder)?.isDirectory() === true && realPlace(output).startsWith(realPlace(folder) + sep)
  );
}
