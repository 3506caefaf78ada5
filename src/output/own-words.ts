/** A school's own words for statuses and levels, from a JSON file. */
import { PlError } from '../core/errors.js';
import { closest } from '../core/matching/suggest.js';
import type { Status } from '../core/model.js';
import { english, type Words } from './words.js';

const STATUSES = Object.keys(english.status) as readonly Status[];

/** One line of a page has room for this many letters. */
const LONGEST = 30;

/**
 * The words with a school's own in their place. The file is
 * `{"status": {"mastered": "secure", …}, "levels": {"Proficient": "Secure", …}}`, each part and each
 * word optional. Throws `PlError('invalid')` naming the file and what is wrong: another key, a word
 * that is no text or too long, and two statuses of one word, as the five are five different things.
 */
export function ownWords(text: string, file: string): Words {
  const own = parsed(text, file);
  checkKeys(own, ['status', 'levels'], file, 'the file');
  const status = wordsIn(own.status, file, 'status');
  checkKeys(status, STATUSES, file, 'status');
  const levels = wordsIn(own.levels, file, 'levels');
  const all = { ...english.status, ...status };
  checkDistinct(all, file);
  const heads = Object.entries(status).map(([key, word]) => [key, capitalised(word)]);
  return {
    ...english,
    status: all,
    head: { ...english.head, ...Object.fromEntries(heads) },
    level: ({ name }) => (Object.hasOwn(levels, name) ? (levels[name] ?? name) : name),
  };
}

function parsed(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {}
  throw new PlError(
    'invalid',
    `${file} is not a file of words: {"status": {"mastered": "secure"}, "levels": {"Proficient": "Secure"}}`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkKeys(
  object: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
  file: string,
  where: string,
): void {
  const unknown = Object.keys(object).find((key) => !allowed.includes(key));
  if (unknown === undefined) return;
  const [near] = closest(unknown.toLowerCase(), allowed, (key) => [key]);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  throw new PlError(
    'invalid',
    `${file}: "${unknown}" is not known in ${where}: ${allowed.join(', ')}${meant}`,
  );
}

function wordsIn(value: unknown, file: string, part: string): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isObject(value)) throw new PlError('invalid', `${file}: ${part} must hold words by name`);
  const words: Record<string, string> = {};
  for (const [key, word] of Object.entries(value)) {
    const tidy = typeof word === 'string' ? word.trim() : '';
    if (tidy === '' || tidy.length > LONGEST) {
      throw new PlError(
        'invalid',
        `${file}: the word for "${key}" in ${part} must be a text of 1 to ${LONGEST} letters`,
      );
    }
    words[key] = tidy;
  }
  return words;
}

function checkDistinct(words: Readonly<Record<Status, string>>, file: string): void {
  for (const one of STATUSES) {
    const same = STATUSES.find(
      (other) => other !== one && words[other].toLowerCase() === words[one].toLowerCase(),
    );
    if (same === undefined) continue;
    throw new PlError(
      'invalid',
      `${file}: ${one} and ${same} have the same word "${words[one]}": the five statuses are five different things`,
    );
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
