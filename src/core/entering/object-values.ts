/** Values of a JSON object as texts; null and a missing key say nothing, and a wrong type is a fault. */
import type { Faults } from '../importing/records.js';

export interface ObjectReader {
  /** A text. */
  readonly text: (key: string) => string;
  /** A text or a number. */
  readonly word: (key: string) => string;
  /** A list of texts, or one text, joined by `;`. */
  readonly list: (key: string) => string;
  /** One of two keys for the same thing; both only when they agree. */
  readonly either: (key: string, other: string, read: (key: string) => string) => string;
  /** Says that something is not there. */
  readonly missing: (key: string, code: string, what: string) => void;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one object; `index` is its place, for the faults. */
export function objectReader(
  object: Readonly<Record<string, unknown>>,
  index: number,
  faults: Faults,
): ObjectReader {
  const wrong = (key: string, allowed: string) => {
    faults.error(index, key, 'wrong_type', `"${key}" is ${allowed}, not ${nounOf(object[key])}`);
    return '';
  };
  const said = (key: string) => (Object.hasOwn(object, key) ? object[key] : null) ?? null;
  const text = (key: string) => {
    const value = said(key);
    if (value === null) return '';
    return typeof value === 'string' ? value.trim() : wrong(key, 'a text');
  };
  const word = (key: string) => {
    const value = said(key);
    if (typeof value === 'number') return plainNumber(value) ?? wrong(key, EXACT);
    return value === null || typeof value === 'string'
      ? text(key)
      : wrong(key, 'a text or a number');
  };
  const list = (key: string) => {
    const value = said(key);
    if (!Array.isArray(value)) return partsOf(text(key)).join(';');
    if (value.every((one) => typeof one === 'string')) return value.flatMap(partsOf).join(';');
    return wrong(key, 'a list of texts');
  };
  return {
    text,
    word,
    list,
    either: (key, other, read) => {
      const [one, two] = [read(key), read(other)];
      if (one !== '' && two !== '' && one !== two) {
        const message = `"${key}" and "${other}" say different things: give one of them`;
        faults.error(index, key, 'two_values', message);
      }
      return one || two;
    },
    missing: (key, code, what) => faults.error(index, key, code, `${what} is missing`),
  };
}

const EXACT = 'a number that JSON keeps exactly (write a long id as a text)';

/** In plain digits; null for an exponent, or a whole number that was rounded when it was read. */
function plainNumber(value: number): string | null {
  const rounded = Number.isInteger(value) && !Number.isSafeInteger(value);
  const text = String(value);
  return rounded || /[^\d.-]/.test(text) ? null : text;
}

function partsOf(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function nounOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'boolean':
      return 'true or false';
    case 'number':
      return 'this number';
    default:
      return 'a text';
  }
}
