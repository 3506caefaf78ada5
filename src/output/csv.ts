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
export function csvPieces(
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  options: CsvOptions = {},
): Iterable<string> {
  return csvOfLines(columns, (text) => linesOf(rows, text), options);
}

/** Some cells as they stand in a file, with what stands between them. */
export type CellsText = (cells: readonly Value[]) => string;

/** The same of lines that are put together from cells already written, where many are alike. */
export function* csvOfLines(
  columns: readonly string[],
  lines: (text: CellsText) => Iterable<string>,
  { bom = false, guard = true }: CsvOptions = {},
): Iterable<string> {
  const text = cellsText(guard);
  let block = `${bom ? '\ufeff' : ''}${text(columns)}\r\n`;
  for (const line of lines(text)) {
    block += `${line}\r\n`;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

function* linesOf(rows: Iterable<readonly Value[]>, text: CellsText): Iterable<string> {
  for (const row of rows) yield text(row);
}

function cellsText(guard: boolean): CellsText {
  const text = textCells(guard);
  const cell = (value: Value): string =>
    typeof value === 'string' ? text(value) : plainText(value);
  return (cells) => {
    let line = '';
    for (let index = 0; index < cells.length; index++)
      line += (index === 0 ? '' : ',') + cell(cells[index] as Value);
    return line;
  };
}

/** Characters of whole lines that are given at once. */
const BLOCK = 100_000;

/** Texts as cells. The same few come again and again: what became of them is remembered. */
function textCells(guard: boolean): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const cell = quoted(guard ? guarded(text) : text);
    known.set(text, cell);
    return cell;
  };
}

const REMEMBERED = 2000;

function quoted(text: string): string {
  if (!/[",]/.test(text) && !NEEDS_QUOTES.test(text)) return text;
  return stringify([[text]], { eof: false, quoted_match: NEEDS_QUOTES });
}

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
