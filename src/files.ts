/** Files beside the gradebook: read with clear words when they can't be, written whole or not at all. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** Writes a text readable by its owner alone, in one step: a reader never sees half of it. */
export function writeWhole(path: string, text: string): void {
  const beside = join(dirname(path), `.pl-${crypto.randomUUID()}.tmp`);
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new PlError('unreadable', `${path} is a folder, not a file`);
    }
    writeFileSync(beside, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw inWords(error, path, 'written');
  }
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
