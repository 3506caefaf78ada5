/**
 * The grammar of comma-, semicolon- and tab-separated text: bytes in, cleaned rows with their
 * physical lines out. csv-parse knows the quoting; where a row starts is counted here, because the
 * library only knows where one ends.
 */
import { Buffer } from 'node:buffer';
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import type { Fault } from './fault.js';

export type Delimiter = ',' | ';' | '\t';

/** One row; `line` is the physical line (1-based) where it starts. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Where a text's header row is, in bytes, and what separates its cells. */
export interface Layout {
  readonly header: Span;
  readonly delimiter: Delimiter;
}

interface Span {
  readonly at: number;
  readonly end: number;
}

/**
 * The first row with anything in it, and the delimiter that it has most of outside quotes (a comma
 * when it has none); null when every row is blank.
 */
export function layoutOf(text: Uint8Array): Layout | null {
  const header = nextRow(text, 0, /[^\s,;"]/);
  if (!header) return null;
  return { header, delimiter: commonestDelimiter(textOf(text, header)) };
}

/**
 * All rows that have anything in them, the header first, cells trimmed and unguarded. After broken
 * quoting, `fault` says where and `rows` holds those before it.
 */
export function readRows(
  text: Uint8Array,
  { header, delimiter }: Layout,
): { readonly rows: readonly TableRow[]; readonly fault: Fault | null } {
  const rows: TableRow[] = [];
  const lineAt = lineCounter(text);
  let start = 0;
  const read = (span: Span) => {
    start = span.at;
    const on_record = (cells: string[], { bytes }: InfoRecord): null => {
      const cleaned = cells.map(cleanCell);
      if (cleaned.some((cell) => cell !== '')) rows.push({ line: lineAt(start), cells: cleaned });
      start = span.at + bytes;
      return null;
    };
    parse(buffer(text, span), { ...GRAMMAR, delimiter, on_record });
  };
  try {
    read(header);
    // Apart, because csv-parse builds an error for each row as long as the first it saw is not: a
    // header with one cell more than all the rows would make it five times slower.
    const body = nextRow(text, header.end, /\S/);
    if (body) read({ at: body.at, end: text.length });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = lineAt(cellStart(text, start, delimiter, Number(error.index)));
    return { rows, fault: quoteFault(line, error.code === 'CSV_QUOTE_NOT_CLOSED') };
  }
  return { rows, fault: null };
}

const GRAMMAR = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  trim: true,
};

/** The first row from byte `at` on in which there is `something`. */
function nextRow(text: Uint8Array, at: number, something: RegExp): Span | null {
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

const LF = 10;
const CR = 13;
const QUOTE = 34;

function commonestDelimiter(row: string): Delimiter {
  const bare = row.replace(/"[^"]*"?/g, '');
  const count = (delimiter: Delimiter) => bare.split(delimiter).length - 1;
  // In a tie the tab wins, which nobody writes inside a header, and the semicolon loses.
  const candidates: Delimiter[] = ['\t', ',', ';'];
  const best = candidates.sort((a, b) => count(b) - count(a))[0] ?? ',';
  return count(best) > 0 ? best : ',';
}

/** The physical line of a byte; bytes are asked for in rising order, so the text is walked once. */
function lineCounter(text: Uint8Array): (at: number) => number {
  let line = 1;
  let seen = 0;
  return (at) => {
    for (; seen < at; seen++) {
      const byte = text[seen];
      if (byte === LF || (byte === CR && text[seen + 1] !== LF)) line++;
    }
    return line;
  };
}

/** Spreadsheets would run a cell that starts like a formula, so exporters put a `'` before it. */
const GUARDED = /^'+[=+\-@\t\r]/;

function cleanCell(cell: string): string {
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

function textOf(text: Uint8Array, span: Span): string {
  return buffer(text, span).toString();
}

/** A stretch of the text as a Buffer over the same memory. */
function buffer(text: Uint8Array, { at, end }: Span): Buffer {
  return Buffer.from(text.buffer, text.byteOffset + at, end - at);
}
