/** What kind of workbook a file is, from its first bytes and, where it is a zip, the names within. */
import { Buffer } from 'node:buffer';

/** Whether the bytes are those of a workbook of some kind, or of another zip file. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return MAGIC.some((magic) => magic.every((byte, index) => bytes[index] === byte));
}

const MAGIC = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Why it is no `.xlsx` that can be read, in words that say what to do; null when it is one. */
export function whyNoWorkbook(bytes: Uint8Array, names: readonly string[]): string | null {
  if (bytes[0] !== 0x50) return hasText(bytes, 'EncryptedPackage') ? LOCKED : OLD;
  if (names.includes('xl/workbook.xml')) return null;
  if (names.includes('xl/workbook.bin')) return BINARY;
  if (names.some((name) => name.endsWith('.iwa'))) return NUMBERS;
  if (names.includes('mimetype') && names.includes('content.xml')) return OPEN_DOCUMENT;
  return NONE;
}

const SAVE = 'save it as .xlsx or as CSV';
const LOCKED = `this workbook is locked with a password: take the password off, and ${SAVE}`;
const OLD = `this is an old Excel workbook (.xls): ${SAVE}`;
const BINARY = `this is a binary Excel workbook (.xlsb): ${SAVE}`;
const NUMBERS = `this is a Numbers document: export it as .xlsx or as CSV`;
const OPEN_DOCUMENT = `this is an OpenDocument file (.ods): ${SAVE}`;
const NONE = 'this is a zip file, and no workbook is in it: unpack it first';

/** Whether a text stands in the directory of an old compound file, which writes it in UTF-16. */
function hasText(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text, 0, 'utf16le');
}
