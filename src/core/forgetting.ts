/** Who a student is, wherever words name her: what has to go when she is forgotten. */
import { bareId } from './importing/roster-finding.js';
import type { Id } from './model.js';
import { folded } from './names.js';

/** A student with all that the gradebook has ever called her, as it was written. */
export interface Person {
  readonly id: Id;
  readonly ids: readonly { readonly type: string; readonly value: string }[];
  readonly names: readonly { readonly given: string; readonly family: string }[];
  readonly emails: readonly string[];
}

/** Shorter words are in too many texts to be hers. */
const SHORTEST = 3;

/** Whether a text names one of them: by any of her names, an id or an address, as words of their own. */
export function mentions(people: readonly Person[]): (text: string) => boolean {
  const marks = new Set(
    people
      .flatMap(({ names, emails, ids }) => [
        ...names.flatMap(({ given, family }) => [given, family]),
        ...emails,
        ...ids.map(({ value }) => value),
      ])
      .map(spaced)
      .filter(({ length }) => length >= SHORTEST),
  );
  let longest = 0;
  for (const mark of marks) longest = Math.max(longest, mark.split(' ').length);
  return (text) => {
    const words = spaced(text).split(' ');
    return words.some((_, from) =>
      Array.from({ length: longest }, (_, more) =>
        words.slice(from, from + more + 1).join(' '),
      ).some((part) => marks.has(part)),
    );
  };
}

/** Whether a text is the name of one of them, and nothing else. */
export function isNameOf(people: readonly Person[]): (text: string) => boolean {
  const whole = people.flatMap(({ names, emails }) => [...names.flatMap(bothOrders), ...emails]);
  const names = new Set(whole.map(spaced));
  return (text) => names.has(spaced(text));
}

/**
 * Whether a text is a part of the name of one of them, as a classmate is called, and not of another student's:
 * `others` are the names of those.
 */
export function isPeerNameOf(
  people: readonly Person[],
  others: Iterable<string>,
): (text: string) => boolean {
  const parts = people.flatMap(({ names }) =>
    names.flatMap(({ given, family }) => [given, family]),
  );
  const names = new Set(parts.map(spaced));
  for (const name of others) names.delete(spaced(name));
  return (text) => names.has(spaced(text));
}

/** Given and family name in both orders; one alone is not the whole. */
function bothOrders({ given, family }: Person['names'][number]): string[] {
  return given === '' || family === '' ? [] : [`${given} ${family}`, `${family} ${given}`];
}

/** The words of an entry of the log, and whom it is about. */
export interface EntryWords {
  readonly student: Id | null;
  readonly competency: Id | null;
  readonly about: string | null;
  readonly file: string | null;
  readonly who: string | null;
}

/**
 * An entry without what tells of them: of one that is about them only the day and its author stay, of any
 * other the words in which they are not named.
 */
export function withoutWordsOf(
  people: readonly Person[],
): <Entry extends EntryWords>(entry: Entry) => Entry {
  const theirs = new Set<Id | null>(people.map(({ id }) => id));
  const [isMentioned, isName] = [mentions(people), isNameOf(people)];
  const kept = (text: string | null, isTheirs: (text: string) => boolean) =>
    text !== null && isTheirs(text) ? null : text;
  return (entry) => ({
    ...entry,
    ...(theirs.has(entry.student)
      ? { about: null, file: null, competency: null }
      : { about: kept(entry.about, isMentioned), file: kept(entry.file, isMentioned) }),
    who: kept(entry.who, isName),
  });
}

/** A text as words with one blank between them, so that a word is never found inside another. */
function spaced(text: string): string {
  return folded(text.normalize('NFKC'))
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

/**
 * What of an id is hashed, so that it is known again as people and spreadsheets write it: case, blanks
 * around it and zeros in front do not matter. `type` null: of whatever type.
 */
export function hashedText(value: string, type: string | null): string {
  return `${(type ?? '').toLowerCase()}\n${bareId(value.normalize('NFKC').trim())}`;
}

/** Ids of students who were forgotten, as far as a keyed hash of them tells. */
export interface ForgottenIds {
  /** Whether it is one of theirs; `type` null or left out: of whatever type. */
  readonly has: (value: string, type?: string | null) => boolean;
}

export const NOBODY_FORGOTTEN: ForgottenIds = { has: () => false };
