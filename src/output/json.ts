/** JSON for programs, which people also look at in a terminal. */

/**
 * `value` as one document: two spaces of indent, keys in their order, a line end at the end.
 * Characters that a terminal would obey or hide are written `\uXXXX`. Throws TypeError for what JSON
 * has no word for (undefined, a function, NaN, infinity), which JSON.stringify would drop silently.
 */
export function jsonText(value: unknown): string {
  return `${bare(value)}\n`;
}

/**
 * The same text of an object, piece by piece: a list in it that is longer than memory is given as a
 * function, and its items are asked for as they are written.
 */
export function* jsonPieces(object: Readonly<Record<string, unknown>>): Iterable<string> {
  let before = '{';
  for (const [key, value] of Object.entries(object)) {
    yield `${before}\n  ${bare(key)}: `;
    if (typeof value === 'function') yield* listPieces(value(), '  ');
    else yield indented(value, '  ');
    before = ',';
  }
  yield before === '{' ? '{}\n' : '\n}\n';
}

/** The same of a list alone. */
export function* jsonListPieces(items: Iterable<unknown>): Iterable<string> {
  yield* listPieces(items, '');
  yield '\n';
}

function* listPieces(items: Iterable<unknown>, indent: string): Iterable<string> {
  const inner = `${indent}  `;
  let before = '[';
  for (const item of items) {
    yield `${before}\n${inner}${indented(item, inner)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : `\n${indent}]`;
}

/** A line end in the text is always one of the layout: those of the data are escaped. */
function indented(value: unknown, indent: string): string {
  return bare(value).replaceAll('\n', `\n${indent}`);
}

function bare(value: unknown): string {
  return JSON.stringify(value, refuseTheUnsayable, 2).replace(UNPRINTABLE, escaped);
}

function refuseTheUnsayable(key: string, value: unknown): unknown {
  if (SAYABLE.has(typeof value) || Number.isFinite(value)) return value;
  throw new TypeError(`JSON cannot say ${String(value)}, found at "${key}"`);
}

const SAYABLE = new Set(['string', 'boolean', 'object']);

/** JSON.stringify escapes C0 itself; C1, direction and invisible characters it lets through. */
const UNPRINTABLE = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
