/** Files beside the gradebook that are read, with clear words when they can't be. */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { devNull } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { PlError } from './core/errors.js';
import { inWords, isForbidden } from './file-faults.js';

/** The bytes of a file. Throws `PlError('unreadable')` in words. */
export function readBytes(path: string): Uint8Array {
  try {
    refuseUnending(path, statSync(path));
    return readFileSync(path);
  } catch (error) {
    throw inWords(error, path, 'read');
  }
}

/**
 * The text of one of a user's own files; null where she has none. Throws `PlError('unreadable')` in words,
 * which say what she may do.
 */
export function readOwn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    const cure = isForbidden(error) ? 'see that you may read it and its folder' : 'mend that';
    const { message } = inWords(error, path, 'read') as Error;
    throw new PlError('unreadable', `${message} (${cure}, or move it away)`);
  }
}

/** A folder, and a device such as /dev/zero, whose bytes never end; a terminal's do, and a pipe's. */
function refuseUnending(path: string, there: Stats): void {
  if (there.isDirectory()) throw new PlError('unreadable', `${path} is a folder, not a file`);
  if (isUnending(path, there)) throw new PlError('unreadable', `${path} is a device, not a file`);
}

function isUnending(path: string, there: Stats): boolean {
  if (!there.isCharacterDevice() || there.rdev === stat(devNull)?.rdev) return false;
  const device = openSync(path, 'r');
  try {
    return !isatty(device);
  } finally {
    closeSync(device);
  }
}

/** Whether it is a file that can be read from its beginning more than once: no pipe, no folder. */
export function isPlainFile(path: string): boolean {
  return stat(path)?.isFile() === true;
}

/** Whether it is a folder. */
export function isFolder(path: string): boolean {
  return stat(path)?.isDirectory() === true;
}

/** Null where nothing is, or where a name cannot be one of a file. */
export function stat(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
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
    refuseUnending(path, there);
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
