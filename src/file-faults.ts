/** What the system says when a file cannot be read or written, in words. */
import { PlError } from './core/errors.js';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'something else of this name is there',
  ELOOP: 'its links lead round in a circle',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EFBIG: 'it is too large',
  EDQUOT: 'the space that you may fill is full',
  EIO: 'the disk answers with an error',
  ESTALE: 'the network disk has lost it',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program holds it',
};

/** A fault of the system in words; anything else as it is. */
export function inWords(error: unknown, path: string, what: string): unknown {
  const { code } = error as { code?: string };
  if (error instanceof PlError || code === undefined) return error;
  return new PlError('unreadable', `${path} cannot be ${what}: ${WORDS[code] ?? code}`);
}

/** Whether the system lets this user not do it. */
export function isForbidden(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'EACCES' || code === 'EPERM';
}

/** What such a code means; undefined where there are no words for it. */
export function wordsFor(code: string): string | undefined {
  return WORDS[code];
}

/** Data that nobody reads any more (`| head`) is no failure: the command ends as it would have. */
export function isUnread(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'EPIPE';
}
