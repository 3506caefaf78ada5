/**
 * Windows-1252, in which Excel writes "CSV" in Western countries: any bytes can be taken for it, so a
 * text has to look like one, or a name would come in wrong.
 */
import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';

/** The text as UTF-8; null when it is none, or none that anybody would write. */
export function fromWindows1252(bytes: Uint8Array): Uint8Array | null {
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 'win1252');
  return IMPLAUSIBLE.some((pattern) => pattern.test(text)) ? null : Buffer.from(text);
}

/** What shows that the bytes were another encoding: words as nobody writes them. */
const IMPLAUSIBLE: readonly RegExp[] = [
  // Bytes without a meaning, and control characters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\ufffd\u0080-\u009f\u0001-\u0008\u000e-\u0019]/,
  // Cyrillic, Greek and the scripts of Asia: runs of letters with accents.
  /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4}/,
  /[\u00a1-\u00ff]{4}|[\u00c0-\u00d6\u00d8-\u00de]{3}|[\u00a2-\u00aa\u00ac-\u00ba\u00bc-\u00be]{3}/,
  /[\u0192\u201a][A-Za-z\u00c0-\u00ff\u00a0-\u00bf\u0192\u201a]/,
  // Mac Roman: an e with an accent is a Z with a hook in Windows-1252, and so on.
  /[a-z][\u0160\u017d\u0152\u0178\u0192]|[A-Z][\u0160\u017d\u0152\u0178][a-z]/,
  /[A-Za-z][\u2020\u2021\u02c6\u2030\u02dc\u2039\u203a\u2022\u2122\u2026\u201d\u201c\u2018\u2014][a-z]/,
  // Central European: signs within a word.
  /[A-Za-z][\u00a1-\u00a9\u00ac\u00ae\u00af\u00b1-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bc-\u00bf][a-z]/,
  /(?:^|[\s,;|\t"])[\u00a3\u00a5\u00af\u00b3\u00b9\u00bf][a-z]/m,
  // The beginning of a letter of UTF-8 whose end was cut off.
  /\u00e2\u20ac|[\u00c2-\u00c5]$/,
];
