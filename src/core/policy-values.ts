/** What the values of policy keys may be, and how they are read from a text in lower case. */
import type { PolicyValue } from './model.js';

/** What a key allows. */
export interface ValueRule {
  /** The value that a text means; undefined when it is not allowed. */
  readonly read: (text: string) => PolicyValue | undefined;
  /** The same for people. */
  readonly allowed: string;
}

/** One of a closed list of words. */
export function oneOf(words: readonly string[]): ValueRule {
  return {
    read: (text) => (words.includes(text) ? text : undefined),
    allowed: `one of ${words.join(', ')}`,
  };
}

/** A number between two bounds, both included. */
export function number(least: number, most: number): ValueRule {
  return {
    read: (text) => {
      const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    allowed: `a number from ${least} to ${most}`,
  };
}

/** A whole number between two bounds, both included. */
export function whole(least: number, most: number): ValueRule {
  return {
    read: (text) => {
      const value = /^\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
    allowed: `a whole number from ${least} to ${most}`,
  };
}

/** A whole number, or `all` for no bound (null). */
export function orAll(least: number, most: number): ValueRule {
  const rule = whole(least, most);
  return {
    read: (text) => (text === 'all' ? null : rule.read(text)),
    allowed: `${rule.allowed}, or all`,
  };
}

/** Words with `;`, `,` or blanks between them, each once; undefined when there is none. */
export function readWords(text: string): readonly string[] | undefined {
  const words = text.split(/[;,\s]+/).filter((word) => word !== '');
  return words.length > 0 ? [...new Set(words)] : undefined;
}

/** `KIND:WEIGHT` pairs, weights above 0; undefined when one cannot be read. */
export function readWeights(text: string): Readonly<Record<string, number>> | undefined {
  const weights: Record<string, number> = {};
  for (const part of text.split(/[;,]/)) {
    const match = /^\s*([a-z][a-z0-9_-]*)\s*[:=]\s*(\d*\.?\d+)\s*$/.exec(part);
    const weight = Number(match?.[2]);
    if (match?.[1] === undefined || !(weight > 0 && Number.isFinite(weight))) return undefined;
    weights[match[1]] = weight;
  }
  return weights;
}
