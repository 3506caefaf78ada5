/** Files beside the gradebook: read with clear words when they can't be, written whole or not at all. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlError } from './core/errors.js';

/** The bytes of a file. Throws `PlError('unreadable')` in words. */
export function readBytes(path: string): Uint8Array {
  try {
    if (statSync(path).isDirectory())
      throw new PlError('unreadable', `${path} is a folder, not a file`);
    return readFileSync(path);
  } catch (error) {
    throw inWords(error, path, 'read');
  }
}

/** Whether it is a file that can be read from its beginning more than once: no pipe, no folder. */
export function isPlainFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether it is a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** How deep a folder is looked into, and how many names are listed: it may be a whole disk. */
const DEEPEST = 3;
const MOST_NAMES = 20_000;

/**
 * The files in a folder and in those within, by their names relative to it (with `/`), sorted. Throws
 * `PlError('unreadable')` in words, also for a folder of very many files.
 */
export function filesIn(folder: string): readonly string[] {
  const names: string[] = [];
  const look = (within: string, depth: number) => {
    for (const { name } of readdirSync(join(folder, within), { withFileTypes: true })) {
      const path = within === '' ? name : `${within}/${name}`;
      const there = statSync(join(folder, path), { throwIfNoEntry: false });
      if (there?.isFile()) names.push(path);
      else if (there?.isDirectory() && depth < DEEPEST && !name.startsWith('.'))
        look(path, depth + 1);
      if (names.length > MOST_NAMES)
        throw new PlError('unreadable', `${folder} holds more than ${MOST_NAMES} files`);
    }
  };
  try {
    look('', 1);
  } catch (error) {
    throw inWords(error, folder, 'read');
  }
  return names.sort();
}

/** The first bytes of a file, up to `length`. Throws `PlError('unreadable')` in words. */
export function firstBytes(path: string, length: number): Uint8Array {
  const { chunks } = openChunks(path, length);
  for (const chunk of chunks) return chunk;
  return new Uint8Array();
}

/** A file that is read piece by piece. */
export interface ChunkedFile {
  /** Bytes; 0 where that is not known. */
  readonly size: number;
  /** How many bytes have been read. */
  readonly read: () => number;
  /** The contents in order, once; the file is closed at the end, or when the reader stops. */
  readonly chunks: Iterable<Uint8Array>;
}

const CHUNK = 128 * 1024;

/** Opens a file to be read piece by piece. Throws `PlError('unreadable')` in words. */
export function openChunks(path: string, length = CHUNK): ChunkedFile {
  try {
    const there = statSync(path);
    if (there.isDirectory()) throw new PlError('unreadable', `${path} is a folder, not a file`);
    const file = openSync(path, 'r');
    let read = 0;
    const next = () => {
      const chunk = new Uint8Array(length);
      const filled = readSync(file, chunk);
      read += filled;
      return chunk.subarray(0, filled);
    };
    return {
      size: there.isFile() ? there.size : 0,
      read: () => read,
      chunks: chunksOf(path, next, () => closeSync(file)),
    };
  } catch (error) {
    throw inWords(error, path, 'read');
  }
}

function* chunksOf(path: string, next: () => Uint8Array, close: () => void): Iterable<Uint8Array> {
  try {
    for (let chunk = next(); chunk.length > 0; chunk = next()) yield chunk;
  } catch (error) {
    throw inWords(error, path, 'read');
  } finally {
    close();
  }
}

/** Where a path leads, links and all, also one that is not there yet. */
export function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(resolve(path));
    return existsSync(above) ? join(realpathSync(above), basename(path)) : resolve(path);
  }
}

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

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EFBIG: 'it is too large',
};

function inWords(error: unknown, path: string, what: string): unknown {
  const { code } = error as { code?: string };
  if (error instanceof PlError || code === undefined) return error;
  return new PlError('unreadable', `${path} cannot be ${what}: ${WORDS[code] ?? code}`);
}
