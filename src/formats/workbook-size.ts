/** How large a workbook is, told before it is read: a small file may unpack without end, or claim far cells. */
import { Buffer } from 'node:buffer';

/** The most that the tables of a workbook may hold, unpacked; beyond that a CSV is the better file. */
export const LARGEST_MB = 256;

/** The most cells between the first and the last of a sheet, the blank ones counted. */
const MOST_CELLS = 50_000_000;

/**
 * Whether a sheet of the unpacked tables reaches so far right and down that its blank cells alone
 * would fill the memory: one forgotten cell in the last column does it.
 */
export function reachesTooFar(tables: Readonly<Record<string, Uint8Array>>): boolean {
  const sheets = Object.keys(tables).filter((name) => /worksheets\/[^/]+\.xml$/i.test(name));
  return sheets.some((name) => cellsOf(tables[name] ?? new Uint8Array()) > MOST_CELLS);
}

/** A cell with something in it; one that only has a look ends at once (`/>`). */
const CELL = /<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/>])?>/g;

function cellsOf(sheet: Uint8Array): number {
  const text = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.length).toString('latin1');
  let [columns, rows] = [0, 0];
  for (const [, column = '', row = ''] of text.matchAll(CELL)) {
    columns = Math.max(columns, columnNumber(column));
    rows = Math.max(rows, Number(row));
  }
  return columns * rows;
}

/** `A` is 1, `Z` is 26, `AA` is 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
