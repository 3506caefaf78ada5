/** Values of JSON from outside, read for what they should be; what is something else says nothing. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectIn(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text as it is, a number or a flag as a text; else `''`. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value.trim() === '' ? '' : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The first of several keys that says something. */
export function firstText(object: JsonObject, ...keys: readonly string[]): string {
  return keys.map((key) => textIn(object[key])).find((text) => text !== '') ?? '';
}

/** A list of texts, or one text, as one with something between. */
export function joinedText(value: unknown, between: string): string {
  if (!Array.isArray(value)) return textIn(value);
  return value
    .map(textIn)
    .filter((text) => text !== '')
    .join(between);
}

/** Whether half a character stands in a text: it could not be kept as it is. */
export function isBrokenText(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}
