/**
 * The one reader of text tables: every CSV, semicolon or tab file that people hand to `pl` comes
 * through here, with the line of each row, so that a fault can be pointed at.
 */
import type { Problem } from '../core/errors.js';
import { type Fault, faultProblem } from './fault.js';
import {
  type Delimiter,
  type Layout,
  layoutOf,
  readHeader,
  readRows,
  type TableRow,
} from './grammar.js';
import { hasBom, whyNotTable, whyNotText } from './sniff.js';
import { type Stretch, stretchesOf } from './stretches.js';

export type { TableRow } from './grammar.js';

/** What a table says of itself before its rows. */
export interface TableHead {
  readonly file: string;
  /** As written, trimmed; '' over an unnamed column. */
  readonly headers: readonly string[];
  readonly headerLine: number;
  readonly encoding: 'utf-8' | 'utf-8-bom';
  readonly delimiter: Delimiter;
  /** To be told, once, which headers nobody reads. */
  readonly onUnused?: (headers: readonly string[]) => void;
}

/** A header and its rows; each row has exactly as many cells as there are headers. */
export interface TextTable extends TableHead {
  /** In file order. Blank rows are left out, and so are those that a problem names. */
  readonly rows: readonly TableRow[];
}

/** A table whose rows are read as they are asked for, once, in bounded memory. */
export interface OpenTable extends TableHead {
  readonly rows: Iterable<TableRow>;
  /** Grows while the rows are read. */
  readonly problems: readonly Problem[];
  /** Whether reading had to end before the end of the file; the last problem says why. */
  readonly broken: () => boolean;
}

/** `table` is null when the file as a whole cannot be read. */
export interface Opened<T> {
  readonly table: T | null;
  readonly problems: readonly Problem[];
}

/**
 * The table in `bytes`; `file` is the name that problems carry. A row with more cells than headers is
 * left out and is an error problem, so that all such rows are named at once; a row with fewer is
 * filled up with ''.
 */
export function readTable(bytes: Uint8Array, file: string): Opened<TextTable> {
  return wholeTable(openTable([bytes], file));
}

/** Reads an open table to its end. */
export function wholeTable({ table, problems }: Opened<OpenTable>): Opened<TextTable> {
  if (table === null) return { table, problems };
  const rows = [...table.rows];
  if (table.broken()) return { table: null, problems: table.problems.slice(-1) };
  return { table: { ...headOf(table), rows }, problems: table.problems };
}

function headOf(table: TableHead): TableHead {
  const { file, headers, headerLine, encoding, delimiter, onUnused } = table;
  const head = { file, headers, headerLine, encoding, delimiter };
  return onUnused === undefined ? head : { ...head, onUnused };
}

/**
 * The table in a file that may be longer than memory and comes in `chunks` of any size; `said` are
 * the problems that were found before.
 */
export function openTable(
  chunks: Iterable<Uint8Array>,
  file: string,
  said: readonly Problem[] = [],
): Opened<OpenTable> {
  const refused = (fault: Fault) => ({
    table: null,
    problems: [...said, faultProblem(file, fault)],
  });

  const stretches = stretchesOf(chunks)[Symbol.iterator]();
  const start = firstRows(stretches);
  if (start === null) return refused(EMPTY);
  if ('code' in start) return refused(start);
  const { rows, fault } = readHeader(start.stretch, start.layout);
  if (fault !== null) return refused(fault);
  const [header] = rows;
  if (header === undefined) return refused(EMPTY);
  const twice = duplicates(header, file);
  if (twice.length > 0) return { table: null, problems: [...said, ...twice] };

  const problems = [...said];
  let broken = false;
  const faulty = (fault: Fault) => {
    broken = true;
    problems.push(faultProblem(file, fault));
  };
  const table: OpenTable = {
    file,
    headers: header.cells,
    headerLine: header.line,
    encoding: start.bom ? 'utf-8-bom' : 'utf-8',
    delimiter: start.layout.delimiter,
    rows: fitted(bodyRows(start, stretches, faulty), header, file, problems),
    problems,
    broken: () => broken,
  };
  return { table, problems };
}

const EMPTY: Fault = { line: 1, code: 'empty', message: 'this file is empty' };

/** The stretch in which the header is. */
interface Start {
  readonly stretch: Stretch;
  readonly layout: Layout;
  readonly bom: boolean;
}

/** Goes on to the first row that is not blank; null when there is none, a fault when it is no text. */
function firstRows(stretches: Iterator<Stretch>): Start | Fault | null {
  let bom = false;
  for (let first = true; ; first = false) {
    const { value, done } = stretches.next();
    if (done === true) return null;
    const { line } = value;
    if (first) bom = hasBom(value.text);
    const text = first && bom ? value.text.subarray(3) : value.text;
    const fault = (first ? whyNotTable(value.text) : null) ?? whyNotText(value);
    if (fault !== null) return fault;
    const layout = layoutOf(text);
    if (layout !== null) return { stretch: { text, line }, layout, bom };
  }
}

/** The rows below the header, until the end or the first fault. */
function* bodyRows(
  { stretch, layout }: Start,
  stretches: Iterator<Stretch>,
  faulty: (fault: Fault) => void,
): Iterable<TableRow> {
  let current = { stretch, from: layout.header.end };
  for (;;) {
    const { rows, fault } = readRows(current.stretch, current.from, layout.delimiter);
    yield* rows;
    if (fault !== null) return faulty(fault);
    const { value, done } = stretches.next();
    if (done === true) return;
    const notText = whyNotText(value);
    if (notText !== null) return faulty(notText);
    current = { stretch: value, from: 0 };
  }
}

/** One problem for each header that stands there more than once, letter by letter. */
function duplicates({ line, cells }: TableRow, file: string): Problem[] {
  const again = cells.filter((cell, index) => cell !== '' && cells.indexOf(cell) !== index);
  return [...new Set(again)].map((header) =>
    faultProblem(
      file,
      { line, code: 'duplicate_header', message: `two columns are named "${header}"` },
      header,
    ),
  );
}

/** Rows as wide as the header. */
function* fitted(
  body: Iterable<TableRow>,
  header: TableRow,
  file: string,
  problems: Problem[],
): Iterable<TableRow> {
  const width = header.cells.length;
  const before = problems.length;
  let found = 0;
  for (const row of body) {
    found++;
    const { line, cells } = row;
    if (cells.length === width) yield row;
    else if (cells.slice(width).every((cell) => cell === '')) {
      yield { line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? '') };
    } else problems.push(tooLong(file, line, cells.length, width));
  }
  if (found === 0 && problems.length === before) problems.push(noRows(file, header.line));
}

function tooLong(file: string, line: number, cells: number, headers: number): Problem {
  const message = `this row has ${cells} cells under ${headers} headers: quote a cell that holds the delimiter`;
  return faultProblem(file, { line, code: 'row_too_long', message });
}

function noRows(file: string, line: number): Problem {
  const message = 'this file has a header and no rows';
  return { file, line, field: null, code: 'no_rows', severity: 'warning', message };
}
