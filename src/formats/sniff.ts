/**
 * What kind of file this is, from its first bytes alone: text that can be a table, or something else
 * that people save by mistake, which is named so that they know what to do.
 */
import { encodingOf, utf8Of } from './encoding.js';
import type { Fault } from './fault.js';

/** Why a file that begins like this is no text at all; null when it may be one. An empty file may. */
export function whyNotText(beginning: Uint8Array): Fault | null {
  const known = SIGNATURES.find(({ magic }) => startsWith(beginning, magic));
  if (known) return { line: 1, code: known.code, message: known.message };
  if (HTML.test(opening(beginning))) return { line: 1, code: 'html', message: WEB_PAGE };
  return null;
}

/** The same for a text table, which neither JSON nor XML is. */
export function whyNotTable(beginning: Uint8Array): Fault | null {
  const fault = whyNotText(beginning);
  if (fault !== null) return fault;
  const start = opening(beginning);
  if (JSON_TEXT.test(start)) return { line: 1, code: 'not_a_table', message: named('JSON') };
  if (/^\s*<\?xml\b/i.test(start)) return { line: 1, code: 'not_a_table', message: named('XML') };
  return null;
}

function named(kind: string): string {
  return `this is ${kind}, not a text table: save the table as CSV`;
}

const WORKBOOK = 'this is an Excel workbook or a zip file, not a text table: save it as CSV';
const WEB_PAGE = 'this is a web page (HTML), not a text table: download the file again as CSV';

const SIGNATURES = [
  { magic: [0x50, 0x4b, 0x03, 0x04], code: 'workbook', message: WORKBOOK },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], code: 'workbook', message: WORKBOOK },
  { magic: ascii('%PDF'), code: 'not_a_table', message: named('a PDF document') },
  { magic: ascii('{\\rtf'), code: 'not_a_table', message: named('a document of a word processor') },
  { magic: ascii('GIF8'), code: 'not_a_table', message: named('an image') },
  { magic: [0x89, ...ascii('PNG')], code: 'not_a_table', message: named('an image') },
  { magic: [0xff, 0xd8, 0xff], code: 'not_a_table', message: named('an image') },
  { magic: ascii('SQLite format 3'), code: 'not_a_table', message: named('a database') },
  {
    magic: [0x1f, 0x8b],
    code: 'not_a_table',
    message: 'this file is packed (gzip): unpack it first',
  },
  {
    magic: ascii('7z\xbc\xaf'),
    code: 'not_a_table',
    message: 'this file is packed (7z): unpack it first',
  },
  {
    magic: ascii('Rar!'),
    code: 'not_a_table',
    message: 'this file is packed (RAR): unpack it first',
  },
] as const;

function ascii(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

const HTML = /^\s*<(!doctype\s+html|!--|html|head|body|meta|table|script|style|div)\b/i;

/** A header may begin with a bracket (`[01]Student_Number`), and with a quote no less. */
const JSON_TEXT = /^\s*(\{\s*("|\}\s*$)|\[\s*([{["]|\]\s*$))/;

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** A letter that the cut split may be at its end. */
function opening(beginning: Uint8Array): string {
  const bytes = beginning.subarray(0, 1000);
  return [...utf8Of([bytes], encodingOf(beginning))]
    .map((part) => new TextDecoder().decode(part))
    .join('');
}
