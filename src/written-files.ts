/** Files that are written: whole or not at all, readable by their owner alone. */
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { PlError } from './core/errors.js';
import { inWords } from './file-faults.js';
import { realPlace } from './files.js';
import { flushFolder } from './flushing.js';
import { makeFolders } from './folders.js';
import { refuseGradebook } from './kept-places.js';
import { asidePlace, clearLeftovers } from './leftovers.js';

/**
 * Refuses a place that cannot be written, before anything is done for its sake; also one where a
 * gradebook lies, whose data would be gone.
 */
export function checkWritable(path: string): void {
  try {
    refuseFolder(path);
    refuseGradebook(path);
    accessSync(isStream(path) ? path : dirname(followed(path)), constants.W_OK);
  } catch (error) {
    throw inWords(error, path, 'written');
  }
}

function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new PlError('unreadable', `${path} is a folder, not a file`);
}

/** A device or a pipe, also one that another process has left open: it is written to, never replaced. */
function isStream(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === false;
}

/** Writes a text readable by its owner alone, in one step: a reader never sees half of it. */
function writeWhole(path: string, text: string): void {
  writePieces(path, [text]);
}

/** The same for a text that is longer than memory: whole or not at all, also when making a piece fails. */
export function writePieces(path: string, pieces: Iterable<string | Uint8Array>): void {
  try {
    refuseFolder(path);
    refuseGradebook(path);
    if (isStream(path)) fill(openSync(path, 'w'), pieces);
    else replaceFile(followed(path), pieces);
  } catch (error) {
    throw inWords(error, path, 'written');
  }
}

/** A text and where it goes. */
export interface FileContent {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Texts that lie whole beside their places. One of the two is to be called, once. */
export interface Staged {
  /** Gives all of them their places, or none: what stood there comes back when a later one cannot. */
  readonly place: () => void;
  /** Takes them away. */
  readonly drop: () => void;
}

/** Writes several texts, all or none. */
export function writeTogether(files: readonly FileContent[]): void {
  stageTogether(files).place();
}

/** The first half of it, in which a disk may be found full. Throws `PlError('unreadable')` in words. */
export function stageTogether(files: readonly FileContent[]): Staged {
  const staged = files.map(({ path, content }) => {
    refuseGradebook(path);
    const place = followed(path);
    const [beside, before] = [asidePlace(dirname(place)), asidePlace(dirname(place), 'old')];
    return { path, content, place, beside, before };
  });
  const drop = () => {
    for (const { beside, before } of staged) {
      rmSync(beside, { force: true });
      rmSync(before, { force: true });
    }
  };
  for (const one of staged) {
    try {
      stage(one.path, one.place, one.beside, one.content);
    } catch (error) {
      drop();
      throw inWords(error, one.path, 'written');
    }
  }
  return { place: () => placeAll(staged, drop), drop };
}

function stage(path: string, place: string, beside: string, content: string | Uint8Array): void {
  if (existsSync(place) && !statSync(place).isFile())
    throw new PlError('unreadable', `${path} is not a file that can be replaced`);
  refuseGradebook(path);
  clearLeftovers(dirname(place));
  const file = openSync(beside, 'wx', 0o600);
  fill(file, [content], () => fsyncSync(file));
}

/** A text beside its place, and where what stood there is kept meanwhile. */
type OneStaged = Readonly<Record<'path' | 'place' | 'beside' | 'before', string>>;

function placeAll(staged: readonly OneStaged[], drop: () => void): void {
  const undo: (() => void)[] = [];
  let at = '';
  try {
    for (const { path, place, beside, before } of staged) {
      at = path;
      const isThere = existsSync(place);
      // Its place is never empty meanwhile: who is killed here leaves the old file or the new one.
      if (isThere) keepBeside(place, before);
      renameSync(beside, place);
      undo.push(() => (isThere ? renameSync(before, place) : rmSync(place, { force: true })));
    }
    for (const folder of new Set(staged.map(({ place }) => dirname(place)))) flushFolder(folder);
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw inWords(error, at, 'written');
  } finally {
    drop();
  }
}

/** Keeps a text in a folder of the user's own, which is made where it is not there yet. */
export function writeOwn(path: string, text: string): void {
  try {
    makeFolders(dirname(path));
  } catch (error) {
    throw inWords(error, path, 'written');
  }
  writeWhole(path, text);
}

function replaceFile(place: string, pieces: Iterable<string | Uint8Array>): void {
  const beside = asidePlace(dirname(place));
  clearLeftovers(dirname(place));
  try {
    const file = openSync(beside, 'wx', 0o600);
    fill(file, pieces, () => fsyncSync(file));
    renameSync(beside, place);
    flushFolder(dirname(place));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Writes to an open file, does what is to be done before it is closed, and closes it. */
function fill(
  file: number,
  pieces: Iterable<string | Uint8Array>,
  before: () => void = () => {},
): void {
  try {
    for (const piece of pieces) writeFileSync(file, piece);
    before();
  } finally {
    closeSync(file);
  }
}

/** What a link points to, so that the link stays. */
function followed(path: string): string {
  return existsSync(path) ? realPlace(path) : path;
}

/** A second name for a file, or a copy where the system has no such names. */
function keepBeside(place: string, before: string): void {
  try {
    linkSync(place, before);
  } catch {
    copyFileSync(place, before, constants.COPYFILE_EXCL);
  }
}
