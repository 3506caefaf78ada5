/**
 * The grammar of comma-, semicolon- and tab-separated text: whole rows of bytes in, cleaned rows with
 * their physical lines out. csv-parse knows the quoting; where a row starts is counted here, because
 * the library only knows where one ends.
 */
import { Buffer } from 'node:buffer';
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import type { Fault } from './fault.js';
import { CR, LF, lineCounter, QUOTE, type Stretch } from './stretches.js';

export type Delimiter = ',' | ';' | '\t' | '|' | '^';

/** One row; `line` is the physical line (1-based) where it starts. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Bytes from `at` up to `end`. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** Rows of a text, and where its quoting breaks, if it does: the rows are then those before it. */
export interface Reading {
  readonly rows: readonly TableRow[];
  readonly fault: Fault | null;
}

/** One row of the stretch, the header mostly. */
export function readRow(stretch: Stretch, span: Span, delimiter: Delimiter): Reading {
  return readSpan(stretch, span, delimiter);
}

/**
 * The rows of a stretch from byte `from` on that have anything in them, cells trimmed and unguarded.
 * Read apart from the header, because csv-parse builds an error for each row as long as the first it
 * saw is not: a header with one cell more than all the rows would make it five times slower.
 */
export function readRows(stretch: Stretch, from: number, delimiter: Delimiter): Reading {
  const body = nextRow(stretch.text, from, /\S/);
  if (body === null) return { rows: [], fault: null };
  return readSpan(stretch, { at: body.at, end: stretch.text.length }, delimiter);
}

/**
 * A row of which each line as a whole stands in quotes, as programs write that quote once too often:
 * the cells within its only cell. The row itself where there are not as many as `width`.
 */
export function unwrapped(row: TableRow, delimiter: Delimiter, width: number): TableRow {
  const [cell = ''] = row.cells;
  if (row.cells.length > 1 || !cell.includes(delimiter)) return row;
  const text = Buffer.from(cell);
  const { rows, fault } = readRow({ text, line: row.line }, { at: 0, end: text.length }, delimiter);
  const [inner] = rows;
  return fault === null && rows.length === 1 && inner?.cells.length === width ? inner : row;
}

/** A stretch without quotes has a row a line, which the library reads in two thirds of the time. */
function readSpan(stretch: Stretch, span: Span, delimiter: Delimiter): Reading {
  const bytes = buffer(stretch.text, span);
  const isPlain = !bytes.includes(QUOTE);
  return isPlain ? readPlain(stretch, span, delimiter) : readQuoted(stretch, span, delimiter);
}

function readPlain({ text, line }: Stretch, span: Span, delimiter: Delimiter): Reading {
  const first = line - 1 + lineCounter(text)(span.at);
  const read: string[][] = parse(buffer(text, span), { ...GRAMMAR, delimiter });
  const rows: TableRow[] = [];
  const hasInvisible = isSomeInvisible(text);
  for (const [index, cells] of read.entries()) {
    clean(cells, hasInvisible);
    if (!isBlank(cells)) rows.push({ line: first + index, cells });
  }
  return { rows, fault: null };
}

function readQuoted(stretch: Stretch, span: Span, delimiter: Delimiter): Reading {
  const { text, line } = withoutFormulas(stretch, delimiter);
  const rows: TableRow[] = [];
  const lineWithin = lineCounter(text);
  const lineAt = (at: number) => line - 1 + lineWithin(at);
  let start = span.at;
  const hasInvisible = isSomeInvisible(text);
  const on_record = (cells: string[], { bytes }: InfoRecord): null => {
    clean(cells, hasInvisible);
    if (!isBlank(cells)) rows.push({ line: lineAt(start), cells });
    start = span.at + bytes;
    return null;
  };
  try {
    parse(buffer(text, span), { ...GRAMMAR, delimiter, on_record });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = lineAt(cellStart(text, start, delimiter, Number(error.index)));
    return { rows, fault: quoteFault(at, error.code === 'CSV_QUOTE_NOT_CLOSED') };
  }
  return { rows, fault: null };
}

/**
 * A spreadsheet is told to keep the zeros of an id by `="0005"`, which is no quoting of a table: the
 * sign of equality becomes a blank, so that every byte stays on its line. Within quotes it is a sign like
 * any other.
 */
function withoutFormulas(stretch: Stretch, delimiter: Delimiter): Stretch {
  const bytes = buffer(stretch.text, { at: 0, end: stretch.text.length });
  if (!bytes.includes('="')) return stretch;
  const between = `[\\r\\n\\${delimiter}]`;
  const formula = `=(?<=(?:^|${between}) *=)("[^"\\r\\n]*")(?= *(?:$|${between}))`;
  const cell = new RegExp(`"[^"]*(?:""[^"]*)*"|${formula}`, 'g');
  const text = bytes
    .toString('latin1')
    .replace(cell, (all, quoted?: string) => (quoted === undefined ? all : ` ${quoted}`));
  return { ...stretch, text: Buffer.from(text, 'latin1') };
}

function isSomeInvisible(text: Uint8Array): boolean {
  const bytes = buffer(text, { at: 0, end: text.length });
  return INVISIBLE_BYTES.some((sign) => bytes.includes(sign));
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '');
}

const GRAMMAR = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  trim: true,
};

/** The first row from byte `at` on in which there is `something`. */
export function nextRow(text: Uint8Array, at: number, something: RegExp): Span | null {
  for (let start = at; start < text.length; ) {
    const span = { at: start, end: rowEnd(text, start) };
    if (something.test(textOf(text, span))) return span;
    start = span.end + 1;
  }
  return null;
}

/** Where the row ends that starts at `at`: a line end outside quotes, or the end of the text. */
function rowEnd(text: Uint8Array, at: number): number {
  let quoted = false;
  let end = at;
  for (; end < text.length; end++) {
    const byte = text[end];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LF || byte === CR)) break;
  }
  return end;
}

/** Spreadsheets would run a cell that starts like a formula, so exporters put a `'` before it. */
const GUARDED = /^'+[=+\-@\t\r]/;

/** A text that a spreadsheet is to take as it stands: `="0005"`. */
const FORMULA_TEXT = /^="(.*)"\s*$/s;
const EQUALS = 61;

/** Signs without a width, which no keyboard writes and web pages leave behind. */
const INVISIBLE = /[\u200b\u2060\ufeff]/g;
const INVISIBLE_BYTES = ['\u200b', '\u2060', '\ufeff'].map((sign) => Buffer.from(sign));

/** What may be a letter and its accent apart. */
const BEYOND_LATIN = /[\u0300-\uffff]/;

/** Cleans the cells of a row that nobody has seen yet, where they are: a million rows are many lists. */
function clean(cells: string[], hasInvisible: boolean): void {
  for (let at = 0; at < cells.length; at++) {
    const cell = cleanCell(cells[at] ?? '');
    const seen = hasInvisible ? cell.replace(INVISIBLE, '').trim() : cell;
    // An accent apart from its letter is the same letter: one id has one form.
    cells[at] = BEYOND_LATIN.test(seen) ? seen.normalize('NFC') : seen;
  }
}

function cleanCell(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === EQUALS) return FORMULA_TEXT.exec(cell)?.[1]?.replaceAll('""', '"').trim() ?? cell;
  // Nearly every cell starts with a letter or a digit and ends with one: there is nothing to clean.
  if (first > 47 && first < 128 && cell.charCodeAt(cell.length - 1) < 128) return cell.trimEnd();
  return (GUARDED.test(cell) ? cell.slice(1) : cell).trim();
}

/** The byte where the cell `index` (0-based) of the row at `at` starts; those before are sound. */
function cellStart(text: Uint8Array, at: number, delimiter: Delimiter, index: number): number {
  let quoted = false;
  let start = at;
  for (let left = index; left > 0 && start < text.length; start++) {
    const byte = text[start];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && byte === delimiter.charCodeAt(0)) left--;
  }
  return start;
}

function quoteFault(line: number, unterminated: boolean): Fault {
  return unterminated
    ? { line, code: 'unterminated_quote', message: 'a quote opens here and is never closed' }
    : {
        line,
        code: 'stray_quote',
        message:
          'a cell that starts here has a quote that is neither around the whole cell nor doubled',
      };
}

/** The bytes of a span as they are written. */
export function textOf(text: Uint8Array, span: Span): string {
  return buffer(text, span).toString();
}

/** A stretch of the text as a Buffer over the same memory. */
function buffer(text: Uint8Array, { at, end }: Span): Buffer {
  return Buffer.from(text.buffer, text.byteOffset + at, end - at);
}
