/** Files that are dropped somewhere: which lie there, whether they are still written, where they go. */
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  type FileMark,
  freeName,
  isPassedOver,
  isSameMark,
  isSettled,
} from '../../core/nightly/arrivals.js';
import { inWords } from '../../file-faults.js';
import { filesIn, isFolder, openChunks, realPlace } from '../../files.js';
import { flushFile } from '../../flushing.js';
import { makeFolders } from '../../folders.js';

/** What a folder holds, each list by name. */
export interface Arrivals {
  readonly files: readonly string[];
  /** Links, folders and devices: they are never touched. */
  readonly others: readonly string[];
}

/**
 * The names in a folder, sorted letter by letter, so that the order is the same everywhere. Names of
 * half uploads are passed over, and so are the folders `except`. Throws `PlError('unreadable')`.
 */
export function arrivalsIn(folder: string, except: readonly string[] = []): Arrivals {
  const own = new Set(except.map(realPlace));
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !isPassedOver(name) && !own.has(realPlace(join(folder, name))))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      files: entries.filter((one) => one.isFile()).map(({ name }) => name),
      others: entries.filter((one) => !one.isFile()).map(({ name }) => name),
    };
  } catch (error) {
    throw inWords(error, folder, 'read');
  }
}

/**
 * Whether a name is written in signs of another system than this one's (not UTF-8), so that no file is found by
 * it: each such sign is read as U+FFFD.
 */
export function isUnreadableName(path: string): boolean {
  return path.includes('\ufffd') && lstatSync(path, { throwIfNoEntry: false }) === undefined;
}

/** How a file, or a folder with all in it, lies there now. Throws `PlError('unreadable')`. */
export function markOf(path: string): FileMark {
  try {
    const marks = isFolder(path)
      ? filesIn(path).map((name) => fileMark(join(path, name)))
      : [fileMark(path)];
    return {
      size: marks.reduce((sum, { size }) => sum + size, 0),
      changed: Math.max(0, ...marks.map(({ changed }) => changed)),
      inode: marks.length === 1 ? (marks[0]?.inode ?? 0) : marks.length,
    };
  } catch (error) {
    throw inWords(error, path, 'read');
  }
}

function fileMark(path: string): FileMark {
  const { size, mtimeMs, ino } = statSync(path);
  return { size, changed: mtimeMs, inode: ino };
}

/** Whether the file is still as it was. */
export function isStill(path: string, mark: FileMark): boolean {
  const now = markIfThere(path);
  return now !== null && isSameMark(mark, now);
}

function markIfThere(path: string): FileMark | null {
  try {
    return markOf(path);
  } catch {
    return null;
  }
}

/**
 * Those of the paths that nobody is writing any more: they have been as they are for `settle` seconds
 * by the clock, or while this waits so long once. Each has its mark. One that is gone meanwhile, or
 * that cannot be looked at, is not among them.
 */
export async function settledOf(
  paths: readonly string[],
  settle: number,
  now: () => Date,
): Promise<ReadonlyMap<string, FileMark>> {
  const marks = new Map<string, FileMark>();
  for (const path of paths) {
    const mark = markIfThere(path);
    if (mark !== null) marks.set(path, mark);
  }
  const fresh = paths.filter((path) => {
    const mark = marks.get(path);
    return mark !== undefined && settle > 0 && !isSettled(mark, now().getTime(), settle);
  });
  if (fresh.length > 0) await setTimeout(settle * 1000);
  for (const path of fresh) {
    const mark = marks.get(path);
    if (mark === undefined || !isStill(path, mark)) marks.delete(path);
  }
  return marks;
}

/** Of all the bytes of a file, or of the names and bytes of all files of a folder. */
export async function hashOf(path: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  const files = isFolder(path) ? filesIn(path) : [''];
  for (const name of files) {
    const file = name === '' ? path : join(path, name);
    hash.update(`${name}\0${statSync(file).size}\0`);
    for (const chunk of openChunks(file).chunks) hash.update(chunk);
  }
  return hash.digest('hex');
}

/**
 * Makes the folder of an output where it is not there yet, within one that is: a whole way that is missing
 * may be a disk that is not. For its owner alone. Throws `PlError('unreadable')`.
 */
export function makeOutputFolder(folder: string): void {
  try {
    if (!isFolder(folder)) mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw inWords(error, folder, 'written');
  }
}

/**
 * Where a file can go in a folder, which is made where it is not there yet: nothing lies there. Throws
 * `PlError('unreadable')`.
 */
export function freePlace(path: string, folder: string): string {
  try {
    makeFolders(folder);
    const name = basename(path);
    const place = join(folder, name);
    if (isHalfMoved(path, place)) return place;
    const isTaken = (one: string) =>
      lstatSync(join(folder, one), { throwIfNoEntry: false }) !== undefined;
    return join(folder, freeName(name, isTaken));
  } catch (error) {
    throw inWords(error, folder, 'written');
  }
}

/**
 * Moves a file to a free place, also to another disk: there it has its name only when it is whole.
 * Throws `PlError('unreadable')`.
 */
export function moveFile(path: string, place: string): void {
  try {
    if (!isHalfMoved(path, place)) placeThere(path, place);
    rmSync(path, { force: true });
  } catch (error) {
    throw inWords(error, path, `moved to ${place}`);
  }
}

function placeThere(path: string, place: string): void {
  try {
    renameSync(path, place);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EXDEV') throw error;
    const aside = `${place}.part`;
    copyFileSync(path, aside);
    flushFile(aside);
    renameSync(aside, place);
  }
}

/** Whether a move to another disk was killed when all that was left to do was to take the first away. */
function isHalfMoved(path: string, place: string): boolean {
  const [from, to] = [path, place].map((one) => lstatSync(one, { throwIfNoEntry: false }));
  if (from === undefined || to === undefined || !to.isFile()) return false;
  return (
    from.dev !== to.dev && from.size === to.size && readFileSync(path).equals(readFileSync(place))
  );
}

/** A path that cannot be taken for a flag, nor for standard input. */
export function typedPath(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}
