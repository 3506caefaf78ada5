/** Files that are written: whole or not at all, readable by their owner alone. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { PlError } from './core/errors.js';
import { inWords } from './file-faults.js';
import { refuseGradebook } from './kept-places.js';

/** Refuses a place that cannot be written, before anything is done for its sake. */
export function checkWritable(path: string): void {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new PlError('unreadable', `${path} is a folder, not a file`);
    }
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw inWords(error, path, 'written');
  }
}

/** Writes a text readable by its owner alone, in one step: a reader never sees half of it. */
function writeWhole(path: string, text: string): void {
  writePieces(path, [text]);
}

/** The same for a text that is longer than memory: whole or not at all, also when making a piece fails. */
export function writePieces(path: string, pieces: Iterable<string | Uint8Array>): void {
  refuseGradebook(path);
  const place = followed(path);
  try {
    const there = statSync(place, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw new PlError('unreadable', `${path} is a folder, not a file`);
    // A device or a pipe is written to, never replaced.
    if (there !== undefined && !there.isFile()) fill(openSync(place, 'w'), pieces);
    else replaceFile(place, pieces);
  } catch (error) {
    throw inWords(error, path, 'written');
  }
}

/** A text and where it goes. */
export interface FileContent {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes several texts, all or none: each lies whole beside its place before the first takes it, and
 * what stood there comes back when a later one cannot.
 */
export function writeTogether(files: readonly FileContent[]): void {
  const staged = files.map(({ path, content }) => {
    refuseGradebook(path);
    const place = followed(path);
    const beside = join(dirname(place), `.pl-${crypto.randomUUID()}`);
    return { path, content, place, beside: `${beside}.tmp`, before: `${beside}.old` };
  });
  const undo: (() => void)[] = [];
  let at = '';
  try {
    for (const { path, place, beside, content } of staged) {
      at = path;
      if (existsSync(place) && !statSync(place).isFile())
        throw new PlError('unreadable', `${path} is not a file that can be replaced`);
      const file = openSync(beside, 'wx', 0o600);
      fill(file, [content], () => fsyncSync(file));
    }
    for (const { path, place, beside, before } of staged) {
      at = path;
      if (existsSync(place)) {
        renameSync(place, before);
        undo.push(() => renameSync(before, place));
      }
      renameSync(beside, place);
      undo.push(() => rmSync(place, { force: true }));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw inWords(error, at, 'written');
  } finally {
    for (const { beside, before } of staged) {
      rmSync(beside, { force: true });
      rmSync(before, { force: true });
    }
  }
}

/** Keeps a text in a folder of the user's own, which is made where it is not there yet. */
export function writeOwn(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw inWords(error, path, 'written');
  }
  writeWhole(path, text);
}

function replaceFile(place: string, pieces: Iterable<string | Uint8Array>): void {
  const beside = join(dirname(place), `.pl-${crypto.randomUUID()}.tmp`);
  try {
    const file = openSync(beside, 'wx', 0o600);
    fill(file, pieces, () => fsyncSync(file));
    renameSync(beside, place);
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
  return existsSync(path) ? realpathSync(path) : path;
}
