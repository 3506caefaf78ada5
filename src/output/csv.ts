/** CSV for spreadsheets and programs (RFC 4180). */
import { stringify } from 'csv-stringify/sync';

/** What a cell of data can be; null is an empty cell. */
export type Value = string | number | boolean | null;

export interface CsvOptions {
  /** A byte order mark in front, for spreadsheets that take the file for ANSI without it. */
  readonly bom?: boolean;
  /** A `'` before text that a spreadsheet would run (default); off in files for other systems. */
  readonly guard?: boolean;
}

/**
 * The header, also without rows, and a line a row, each ended by CRLF. Booleans are `true` and
 * `false`, numbers plain decimals. Throws TypeError for NaN and infinity.
 */
export function csvText(
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  options: CsvOptions = {},
): string {
  return [...csvPieces(columns, rows, options)].join('');
}

/** The same text a block of whole lines at a time: rows are asked for as they are written. */
export function* csvPieces(
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  { bom = false, guard = true }: CsvOptions = {},
): Iterable<string> {
  const cell = (value: Value): string =>
    guard && typeof value === 'string' ? guarded(value) : plainText(value);
  const text = (lines: string[][], first: boolean) =>
    stringify(lines, {
      bom: bom && first,
      record_delimiter: '\r\n',
      quoted_match: NEEDS_QUOTES,
    });
  yield text([columns.map(cell)], true);
  let block: string[][] = [];
  for (const row of rows) {
    if (block.push(row.map(cell)) < BLOCK) continue;
    yield text(block, false);
    block = [];
  }
  if (block.length > 0) yield text(block, false);
}

/** Lines that are made into text at once. */
const BLOCK = 1000;

/** A value as plain text, for cells and tables: null is ''. */
export function plainText(value: Value): string {
  return typeof value === 'number' ? plainNumber(value) : String(value ?? '');
}

/**
 * Quoted over and above what csv-stringify quotes: a lone LF or CR ends a row for most readers, and
 * many, ours too, take the white space off a cell that has no quotes.
 */
const NEEDS_QUOTES = /[\r\n]|^\s|\s$/;

const RUNNABLE = /^'*[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

function guarded(text: string): string {
  return RUNNABLE.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function plainNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`CSV cannot say ${value}`);
  const text = String(value);
  // Below a millionth JavaScript writes an exponent, which spreadsheets read and scripts don't.
  return text.includes('e-') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
