/** JSON for programs, which people also look at in a terminal. */

/**
 * `value` as one document: two spaces of indent, keys in their order, a line end at the end.
 * Characters that a terminal would obey or hide are written `\uXXXX`. Throws TypeError for what JSON
 * has no word for (undefined, a function, NaN, infinity), which JSON.stringify would drop silently.
 */
export function jsonText(value: unknown): string {
  return `${bare(value)}\n`;
}

/** `value` in one line, for logs. Throws as `jsonText` does. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, refuseTheUnsayable).replace(UNPRINTABLE, escaped)}\n`;
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
  return JSON.stringify(value, refuseTheUnsayable, 2).replace(UNPRINTABLE, escapedWhole);
}

function refuseTheUnsayable(key: string, value: unknown): unknown {
  if (SAYABLE.has(typeof value) || Number.isFinite(value)) return value;
  throw new TypeError(`JSON cannot say ${String(value)}, found at "${key}"`);
}

const SAYABLE = new Set(['string', 'boolean', 'object']);

/** The same JSON for a terminal: of many combining marks on one letter all but four are escaped. */
export function* bearable(pieces: Iterable<string>): Iterable<string> {
  for (const piece of pieces) yield piece.replace(/(?<=\p{M}{4})\p{M}/gu, escapedWhole);
}

/**
 * JSON.stringify escapes C0 itself; C1, direction and invisible characters it lets through, the last
 * of them beyond 16 bits.
 */
const UNPRINTABLE = new RegExp(
  [
    '[\\x7f-\\x9f\\xad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e]',
    '[\\u034f\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb]',
    '\\ud834[\\udd73-\\udd7a]|\\ud82f[\\udca0-\\udca3]|[\\udb40-\\udb43][\\udc00-\\udfff]',
  ].join('|'),
  'g',
);

/** Each half of a letter beyond 16 bits for itself. */
function escapedWhole(character: string): string {
  return character.split('').map(escaped).join('');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
