/**
 * What kind of file this is, from its bytes alone: text that can be a table, or something else that
 * people save by mistake, which is named so that they know what to do.
 */
import { Buffer, isUtf8 } from 'node:buffer';
import type { Fault } from './fault.js';
import type { Stretch } from './stretches.js';

/** Why a file that begins like this is no text table; null when it may be one. An empty file may. */
export function whyNotTable(beginning: Uint8Array): Fault | null {
  const known = SIGNATURES.find(({ magic }) => startsWith(beginning, magic));
  if (known) return { line: 1, code: known.code, message: known.message };
  if (HTML.test(opening(beginning))) return { line: 1, code: 'html', message: WEB_PAGE };
  return null;
}

/** Why a stretch of it is not UTF-8 text; null when it is. */
export function whyNotText({ text, line }: Stretch): Fault | null {
  if (text.includes(0)) return { line, code: 'binary', message: BINARY };
  if (isUtf8(text)) return null;
  const at = line - 1 + firstInvalidLine(text);
  return { line: at, code: 'invalid_encoding', message: NOT_UTF8 };
}

/** Whether the bytes start with the byte order mark of UTF-8. */
export function hasBom(bytes: Uint8Array): boolean {
  return startsWith(bytes, UTF8_BOM);
}

const UTF8_BOM = [0xef, 0xbb, 0xbf];

const WORKBOOK = 'this is an Excel workbook or a zip file, not a text table: save it as CSV';
const UTF16 = 'this file is UTF-16 ("Unicode Text"): save the file as UTF-8 (in Excel: CSV UTF-8)';
const NOT_UTF8 = 'this line is not valid UTF-8: save the file as UTF-8 (in Excel: CSV UTF-8)';
const BINARY = 'this file holds zero bytes, so it is no UTF-8 text: save it as CSV UTF-8';
const WEB_PAGE = 'this is a web page (HTML), not a text table: download the file again as CSV';

const SIGNATURES = [
  { magic: [0x50, 0x4b, 0x03, 0x04], code: 'workbook', message: WORKBOOK },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], code: 'workbook', message: WORKBOOK },
  { magic: [0xff, 0xfe], code: 'invalid_encoding', message: UTF16 },
  { magic: [0xfe, 0xff], code: 'invalid_encoding', message: UTF16 },
] as const;

const HTML = /^\s*<(!doctype\s+html|!--|html|head|body|meta|table|script|style|div)\b/i;

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function opening(bytes: Uint8Array): string {
  // TextDecoder takes the byte order mark off and lets a character that the cut split be.
  return new TextDecoder().decode(bytes.subarray(0, 1000));
}

/** Line ends never occur inside a character of UTF-8, so each line can be judged alone. */
function firstInvalidLine(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}
