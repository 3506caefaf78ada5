/** How the value of a policy key is read from a text, and what is allowed. */
import { LETTERS_ALLOWED, readLetters, writeLetters } from './grades/letters.js';
import { KINDS, type PolicyValue } from './model.js';

/** What a key may be. */
export interface Values {
  /** The value that a text means; undefined when it is not allowed. */
  readonly read: (text: string) => PolicyValue | undefined;
  /** What is allowed, for people. */
  readonly allowed: string;
  /** What is wrong with a text that cannot be read, in place of what is allowed. */
  readonly fault?: (text: string) => string | null;
}

/** One of these words. */
export function oneOf(words: readonly string[]): Values {
  return {
    read: (text) => (words.includes(text) ? text : undefined),
    allowed: `one of ${words.join(', ')}`,
  };
}

/** A number within both ends. */
export function number(least: number, most: number): Values {
  return {
    read: (text) => {
      const value = /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    allowed: `a number from ${least} to ${most}`,
  };
}

/** A whole number within both ends. */
export function whole(least: number, most: number): Values {
  return {
    read: (text) => {
      const value = /^\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    allowed: `a whole number from ${least} to ${most}`,
  };
}

/** A whole number within both ends, or `all`. */
export function orAll(least: number, most: number): Values {
  const rule = whole(least, most);
  return {
    read: (text) => (text === 'all' ? null : rule.read(text)),
    allowed: `${rule.allowed}, or all`,
  };
}

/** Words that mean something else in a list of kinds, and so are no kinds. */
const NO_KINDS: readonly string[] = ['all', 'default', 'none'];

/** A list of kinds, each a word or words as evidence has it; undefined when there is none. */
export function readKinds(text: string): readonly string[] | undefined {
  const kinds = listed(text).flatMap(knownKinds);
  if (kinds.length === 0 || kinds.some((kind) => NO_KINDS.includes(kind))) return undefined;
  return [...new Set(kinds)];
}

/** Kinds that `pl` knows may stand side by side with a space; any other words are one kind. */
function knownKinds(part: string): string[] {
  const words = part.split(/\s+/);
  return words.every((word) => KINDS.some((kind) => kind === word)) ? words : [part];
}

/** Kinds with weights above 0, each kind once; undefined when it is anything else. */
export function readWeights(text: string): Readonly<Record<string, number>> | undefined {
  const weights = new Map<string, number>();
  for (const part of listed(text)) {
    const [, kind = '', weight] =
      /^([^:=]*[^:=\s])\s*[:=]\s*(\d+(?:\.\d+)?|\.\d+)$/.exec(part) ?? [];
    if (kind === '__proto__' || weights.has(kind)) return undefined;
    if (!(Number(weight) > 0 && Number.isFinite(Number(weight)))) return undefined;
    weights.set(kind, Number(weight));
  }
  return weights.size > 0 ? Object.fromEntries(weights) : undefined;
}

/** A conversion from levels to letters, kept as a text, or `none`. */
export const letters: Values = {
  read: (text) => {
    if (text.toLowerCase() === 'none') return null;
    const { letters } = readLetters(text);
    return letters === null ? undefined : writeLetters(letters);
  },
  allowed: LETTERS_ALLOWED,
  fault: (text) => readLetters(text).fault,
};

/** The parts of a list, between `;` or `,`. */
function listed(text: string): string[] {
  return text
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
