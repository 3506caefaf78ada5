/**
 * The letters of a text, stretch by stretch: UTF-8, or Windows-1252 from the first line on that is
 * not. A text that is some of each is refused, as half of its names would be wrong.
 */
import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from './encoding.js';
import type { Fault } from './fault.js';
import { lineCounter, type Stretch } from './stretches.js';
import { fromWindows1252 } from './windows-1252.js';

/** Turns the stretches of one file into UTF-8, in their order. */
export interface Letters {
  readonly read: (stretch: Stretch) => Stretch | Fault;
  /** As it is known by now. */
  readonly encoding: () => Encoding;
  /** The line that showed that the text is Windows-1252; null while it is not. */
  readonly shownBy: () => number | null;
}

/** `encoding` is what the beginning of the file says. */
export function lettersOf(encoding: Encoding): Letters {
  // A text without any but ASCII letters so far is the same in both.
  let isProven = encoding !== 'utf-8';
  let shownBy: number | null = null;
  const read = (stretch: Stretch): Stretch | Fault => {
    const { text, line } = stretch;
    const zero = text.indexOf(0);
    if (zero >= 0) return { line: lineAt(stretch, zero), code: 'binary', message: ZEROS };
    if (isAscii(text)) return stretch;
    if (shownBy === null && isUtf8(text)) {
      isProven = true;
      return stretch;
    }
    if (shownBy !== null ? isMostlyUtf8(text) : isProven || isMostlyUtf8(text))
      return mixed(stretch, shownBy !== null);
    const decoded = fromWindows1252(text);
    if (decoded === null) return neither(stretch);
    shownBy ??= line - 1 + lineWhere(text, (bytes) => !isUtf8(bytes));
    return { text: decoded, line };
  };
  return {
    read,
    encoding: () => (shownBy === null ? encoding : 'windows-1252'),
    shownBy: () => shownBy,
  };
}

/** Whether the sign stands in a text that another program writes for a letter that it lost, U+FFFD. */
export function hasLost(utf8: Uint8Array): boolean {
  return Buffer.from(utf8.buffer, utf8.byteOffset, utf8.length).includes(LOST);
}

const LOST = Buffer.from('\ufffd');

const ZEROS = 'there is a zero byte in this line, as no text has: save the file as CSV UTF-8';
const SAVE = 'save the file as UTF-8 (in Excel: CSV UTF-8)';
const NOT_UTF8 = `this line is not UTF-8, and others are: ${SAVE}`;
const IS_UTF8 = `this line is UTF-8, and others are Windows-1252: ${SAVE}`;
const NEITHER = `this line is neither UTF-8 nor Windows-1252 (it may be of an old Mac): ${SAVE}`;

/** Why text as such is no UTF-8, with the line (1-based); null when it is. */
export function whyNotUtf8(text: Uint8Array): Fault | null {
  const zero = text.indexOf(0);
  if (zero >= 0) return { line: lineAt({ text, line: 1 }, zero), code: 'binary', message: ZEROS };
  if (isUtf8(text)) return null;
  const line = lineWhere(text, (bytes) => !isUtf8(bytes));
  return { line, code: 'invalid_encoding', message: `this line is not valid UTF-8: ${SAVE}` };
}

/** Letters of two bytes as Latin scripts have them: in Windows-1252 they would be a sign after a capital. */
const LATIN = /[\u00c2-\u00c5][\u0080-\u00bf]/;
const LETTER =
  /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}|[\u0080-\u00ff]/g;

/** Whether a text that is not UTF-8 as a whole was meant to be: a few bytes may look like it by chance. */
function isMostlyUtf8(text: Uint8Array): boolean {
  const bytes = latin1(text);
  if (LATIN.test(bytes)) return true;
  const letters = bytes.match(LETTER) ?? [];
  const long = letters.filter((letter) => letter.length > 1).length;
  return long * 2 > letters.length;
}

function mixed(stretch: Stretch, wasWindows: boolean): Fault {
  const { text, line } = stretch;
  const shows = wasWindows
    ? (bytes: Uint8Array) => !isAscii(bytes) && isUtf8(bytes)
    : (bytes: Uint8Array) => !isUtf8(bytes);
  const at = line - 1 + Math.max(1, lineWhere(text, shows));
  return { line: at, code: 'invalid_encoding', message: wasWindows ? IS_UTF8 : NOT_UTF8 };
}

function neither({ text, line }: Stretch): Fault {
  const at = lineWhere(text, (bytes) => !isUtf8(bytes) && fromWindows1252(bytes) === null);
  return { line: line - 1 + Math.max(1, at), code: 'invalid_encoding', message: NEITHER };
}

/** The first line (1-based) of which this is so; 0: none. Line ends never lie inside a letter. */
function lineWhere(text: Uint8Array, isSo: (line: Uint8Array) => boolean): number {
  const lines = latin1(text).split(/\r\n|\n|\r/);
  return lines.findIndex((line) => isSo(Buffer.from(line, 'latin1'))) + 1;
}

function latin1(text: Uint8Array): string {
  return Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1');
}

function lineAt({ text, line }: Stretch, at: number): number {
  return line - 1 + lineCounter(text)(at);
}
