/** The key under which pseudonyms are made: a file or a variable that the user keeps, never the gradebook. */
import { platform } from 'node:process';
import { PlError } from './core/errors.js';
import { type Called, type Pseudonym, shortened } from './core/pseudonyms.js';
import { readBytes, stat } from './files.js';
import { keyedHash, randomKey } from './keyed-hash.js';
import { writeOwn } from './written-files.js';

/** A shorter key could be guessed, and with it everybody. */
const SHORTEST = 16;

/** How long one is that is made here. */
const KEY_BYTES = 32;

/** The key, whether its file was made just now, and whether others on the computer can read it. */
export interface PseudonymKey {
  readonly key: string;
  readonly isNew: boolean;
  readonly isOpen: boolean;
}

/**
 * The key of a file, which is made (32 random bytes, readable by its owner alone) where it is not there;
 * else that of the variable. `command` is what asks for it. Throws `PlError`: `usage` without either,
 * `invalid` for a short one, `unreadable` for a place that keeps none.
 */
export function pseudonymKey(
  file: string | undefined,
  variable: string | undefined,
  command: string,
): PseudonymKey {
  const there = file === undefined ? null : stat(file);
  if (there !== null && !there.isFile())
    throw new PlError('unreadable', `${file} is not a file that can keep a key`);
  if (file !== undefined && there === null) {
    const key = randomKey(KEY_BYTES);
    writeOwn(file, `${key}\n`);
    return { key, isNew: true, isOpen: false };
  }
  const given = file === undefined ? (variable ?? '') : new TextDecoder().decode(readBytes(file));
  const key = given.trim();
  if (file === undefined && key === '')
    throw new PlError(
      'usage',
      '--pseudonyms are made under a key that you keep: --key-file FILE, or PL_PSEUDONYM_KEY',
      `${command} --key-file pseudonyms.key`,
    );
  if (key.length < SHORTEST)
    throw new PlError('invalid', `the key of pseudonyms has less than ${SHORTEST} characters`);
  const isOpen = platform !== 'win32' && ((there?.mode ?? 0) & 0o077) !== 0;
  return { key, isNew: false, isOpen };
}

/**
 * Pseudonyms under a key: HMAC-SHA-256 of what it is and how it is called, shortened. The same key gives
 * the same ones at any time and in any gradebook with the same ids. Throws `PlError('conflict')` where
 * two come to share one.
 */
export function pseudonymsUnder(key: string): Pseudonym {
  const known = new Map<string, string>();
  const owners = new Map<string, string>();
  return (kind: Called, name: string) => {
    const whole = `${kind}\n${name}`;
    const before = known.get(whole);
    if (before !== undefined) return before;
    const made = shortened(kind, keyedHash(key, whole));
    if (owners.has(made))
      throw new PlError('conflict', 'two have come to share a pseudonym: use another key');
    owners.set(made, whole);
    known.set(whole, made);
    return made;
  };
}
