/**
 * The one reader of text tables: every CSV, semicolon or tab file that people hand to `pl` comes
 * through here, with the line of each row, so that a fault can be pointed at.
 */
import type { Problem } from '../core/errors.js';
import { type Fault, faultProblem } from './fault.js';
import { type Delimiter, layoutOf, readRows, type TableRow } from './grammar.js';
import { hasBom, whyNotText } from './sniff.js';

export type { TableRow } from './grammar.js';

/** A header and its rows; each row has exactly as many cells as there are headers. */
export interface TextTable {
  readonly file: string;
  /** As written, trimmed; '' over an unnamed column. */
  readonly headers: readonly string[];
  readonly headerLine: number;
  /** In file order. Blank rows are left out, and so are those that a problem names. */
  readonly rows: readonly TableRow[];
  readonly encoding: 'utf-8' | 'utf-8-bom';
  readonly delimiter: Delimiter;
}

/**
 * The table in `bytes`; `file` is the name that problems carry. `table` is null when the file as a
 * whole cannot be read. A row with more cells than headers is left out and is an error problem, so
 * that all such rows are named at once; a row with fewer is filled up with ''.
 */
export function readTable(
  bytes: Uint8Array,
  file: string,
): { readonly table: TextTable | null; readonly problems: readonly Problem[] } {
  const refused = (fault: Fault) => ({ table: null, problems: [faultProblem(file, fault)] });

  const notText = whyNotText(bytes);
  if (notText) return refused(notText);
  const bom = hasBom(bytes);
  const text = bom ? bytes.subarray(3) : bytes;
  const layout = layoutOf(text);
  if (!layout) return refused(EMPTY);
  const { rows: read, fault } = readRows(text, layout);
  if (fault) return refused(fault);
  const [header, ...body] = read;
  if (!header) return refused(EMPTY);
  const twice = duplicates(header, file);
  if (twice.length > 0) return { table: null, problems: twice };

  const { rows, problems } = fitted(body, header.cells.length, file);
  if (body.length === 0) problems.push(noRows(file, header.line));
  const table: TextTable = {
    file,
    headers: header.cells,
    headerLine: header.line,
    rows,
    encoding: bom ? 'utf-8-bom' : 'utf-8',
    delimiter: layout.delimiter,
  };
  return { table, problems };
}

const EMPTY: Fault = { line: 1, code: 'empty', message: 'this file is empty' };

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

function fitted(
  body: readonly TableRow[],
  width: number,
  file: string,
): { rows: TableRow[]; problems: Problem[] } {
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  for (const row of body) {
    const { line, cells } = row;
    if (cells.length === width) rows.push(row);
    else if (cells.slice(width).every((cell) => cell === '')) {
      rows.push({ line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? '') });
    } else problems.push(tooLong(file, line, cells.length, width));
  }
  return { rows, problems };
}

function tooLong(file: string, line: number, cells: number, headers: number): Problem {
  const message = `this row has ${cells} cells under ${headers} headers: quote a cell that holds the delimiter`;
  return faultProblem(file, { line, code: 'row_too_long', message });
}

function noRows(file: string, line: number): Problem {
  const message = 'this file has a header and no rows';
  return { file, line, field: null, code: 'no_rows', severity: 'warning', message };
}
