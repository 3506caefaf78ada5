/** Whether a name that comes under a known id may be the same child's: written otherwise, or changed in part. */
import { folded } from '../names.js';

export interface WrittenName {
  readonly given: string;
  readonly family: string;
  /** Null or '': none. */
  readonly preferred: string | null;
}

type Parts = readonly string[];
type Matches = (a: string, b: string) => boolean;

/**
 * Whether it is the name of somebody else, such as a sister: neither the same name nor, with the same
 * given name, another family name. No name is nobody else's.
 */
export function isOtherName(before: WrittenName, now: WrittenName): boolean {
  if (wholeOf(before).length === 0 || wholeOf(now).length === 0) return false;
  return !isSameName(before, now) && !givenAgrees(before, now, equals);
}

/**
 * Whether it may be one name: turned round, with other spaces or fewer words, by an initial, by the
 * beginning of a name (Max for Maximilian) or by the name she prefers. No name is not the same.
 */
export function isSameName(before: WrittenName, now: WrittenName): boolean {
  const [known, said] = [wholeOf(before), wholeOf(now)];
  if (known.length === 0 || said.length === 0) return false;
  const sameFamily = agree(partsOf(before.family), partsOf(now.family), begins);
  const isStraight = sameFamily && givenAgrees(before, now, begins);
  return isStraight || isWithin(known, said) || isTurned(before, now);
}

/** Whether her name differs in more than capitals and accents. */
export function isRenamed(before: WrittenName, now: WrittenName): boolean {
  return wholeOf(before).join(' ') !== wholeOf(now).join(' ');
}

function givenAgrees(before: WrittenName, now: WrittenName, matches: Matches): boolean {
  return givenNames(before).some((known) =>
    givenNames(now).some((said) => agree(known, said, matches)),
  );
}

function isTurned(before: WrittenName, now: WrittenName): boolean {
  return (
    agree(partsOf(before.given), partsOf(now.family), begins) &&
    agree(partsOf(before.family), partsOf(now.given), begins)
  );
}

/** All parts of one name are parts of the other, however they are split into given and family. */
function isWithin(a: Parts, b: Parts): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return a.join('') === b.join('') || short.every((part) => long.includes(part));
}

/** Each part of the shorter matches one of the longer; spaces and hyphens do not matter. */
function agree(a: Parts, b: Parts, matches: Matches): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return false;
  if (matches(a.join(''), b.join(''))) return true;
  return short.every((part) => long.some((other) => matches(part, other)));
}

const equals: Matches = (a, b) => a === b;
const begins: Matches = (a, b) => a.startsWith(b) || b.startsWith(a);

/** By which she may be called: those in front of her family name, and the one that she prefers. */
function givenNames({ given, preferred }: WrittenName): Parts[] {
  return [partsOf(given), partsOf(preferred ?? '')];
}

function wholeOf({ given, family }: WrittenName): Parts {
  return partsOf(given, family);
}

/** The words of a name, folded; `Jr.` and the like tell no family. */
function partsOf(...names: readonly string[]): Parts {
  return names.flatMap((name) =>
    folded(name)
      .split(/[\s\-.,'()]+/)
      .filter((part) => part !== '' && !SUFFIXES.includes(part)),
  );
}

const SUFFIXES = ['jr', 'sr', 'ii', 'iii', 'iv'];
