/**
 * The rows below a header, one after the other: as wide as the header, without what stands between
 * rows and is none, and with the faults of those that cannot be read.
 */
import type { Problem } from '../core/errors.js';
import { isFooter, isHeaderAgain, isRule } from './between-rows.js';
import { type Fault, faultProblem } from './fault.js';
import { type TableRow, unwrapped } from './grammar.js';
import type { Layout } from './layout.js';

/** A row that is no row of the table. */
export interface Skipped {
  readonly line: number;
  readonly why: 'title' | 'header_again' | 'footer';
  /** What it says: a format may ask it for full marks. */
  readonly cells: readonly string[];
}

/** What the rows of a file are read for; the lists grow. */
export interface Reading {
  readonly file: string;
  readonly layout: Layout;
  /** A row may have more cells than there are headers. */
  readonly spills: boolean;
  readonly problems: Problem[];
  readonly skipped: Skipped[];
  /** The file cannot be read on, or not at all. */
  readonly faulty: (fault: Fault) => void;
  readonly broken: () => boolean;
}

/** The rows of `body` that are rows; what is wrong with others is added to the problems. */
export function* tableRows(body: Iterable<TableRow>, reading: Reading): Iterable<TableRow> {
  const { layout, problems } = reading;
  const width = layout.header.cells.length;
  const why = skipping(layout);
  const lengths = lengthsOf(reading);
  const before = problems.length;
  let found = 0;
  for (const bare of body) {
    const row =
      bare.cells.length === 1 && width > 1 ? unwrapped(bare, layout.delimiter, width) : bare;
    const skip = why(row.cells);
    if (skip === 'rule') continue;
    if (skip !== null) {
      reading.skipped.push({ ...row, why: skip });
      continue;
    }
    found++;
    const { line, cells } = row;
    if (reading.spills && cells.length > width) {
      yield row;
      continue;
    }
    lengths.seen(row);
    if (cells.length === width) yield row;
    else if (cells.slice(width).every((cell) => cell === ''))
      yield { line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? '') };
  }
  if (reading.broken()) return;
  lengths.end();
  if (reading.broken()) return;
  problems.push(...skippedTold(reading));
  if (found === 0 && problems.length === before) problems.push(noRows(reading));
}

/** Why a row is no row of the table; null when it is one. */
function skipping({
  header,
  titles,
}: Layout): (cells: readonly string[]) => Skipped['why'] | 'rule' | null {
  const said = new Set(titles.map(({ cells }) => written(cells)));
  const [start = ''] = header.cells.map((cell) => cell.toLowerCase());
  return (cells) => {
    const [first = '', second = ''] = cells;
    if (first.length === start.length && isHeaderAgain(cells, header.cells)) return 'header_again';
    if (said.size > 0 && said.has(written(cells))) return 'title';
    // A pupil's id begins with a digit and her row goes on; most rows are told by that.
    const code = first.charCodeAt(0);
    if (code > 47 && code < 58 && second !== '') return null;
    if (isRule(cells)) return 'rule';
    return isFooter(cells) ? 'footer' : null;
  };
}

function written(cells: readonly string[]): string {
  return cells.filter((cell) => cell !== '').join('\n');
}

/** Watches how long the rows are: where all of them are wrong in the same way, that is said once. */
function lengthsOf({ file, layout, spills, problems, faulty }: Reading) {
  const { line: headerLine, cells: headers } = layout.header;
  const width = headers.length;
  let rows = 0;
  let isOneLength = true;
  let length = 0;
  let held: Problem[] = [];
  return {
    seen: ({ line, cells }: TableRow) => {
      if (rows++ === 0) length = cells.length;
      else if (cells.length !== length) isOneLength = false;
      const isLong = cells.length > width && cells.slice(width).some((cell) => cell !== '');
      if (isLong) held.push(tooLong(file, line, cells.length, width));
      if (held.length > 0 && !(isLong && isOneLength)) {
        for (const one of held) problems.push(one);
        held = [];
      }
    },
    end: () => {
      const isAll = isOneLength && rows > 1;
      if (isAll && held.length === rows)
        return faulty(allTooLong(held[0]?.line ?? headerLine, length, width));
      for (const one of held) problems.push(one);
      const last = headers[width - 1] ?? '';
      if (isAll && length < width && last !== '' && !spills)
        problems.push(shortRows(file, headerLine, length, width));
    },
  };
}

function tooLong(file: string, line: number, cells: number, headers: number): Problem {
  const message = `this row has ${cells} cells under ${headers} headers: quote a cell that holds the delimiter`;
  return faultProblem(file, { line, code: 'row_too_long', message });
}

function allTooLong(line: number, cells: number, headers: number): Fault {
  const message = `every row has ${cells} cells under ${headers} headers: is a header missing?`;
  return { line, code: 'rows_too_long', message };
}

function shortRows(file: string, line: number, cells: number, headers: number): Problem {
  const message = `every row has ${cells} cells under ${headers} headers: the columns to the right are taken to be blank`;
  return { file, line, field: null, code: 'short_rows', severity: 'warning', message };
}

function noRows({ file, layout }: Reading): Problem {
  const message = 'this file has a header and no rows';
  const { line } = layout.header;
  return { file, line, field: null, code: 'no_rows', severity: 'warning', message };
}

/** What was skipped below the header, each kind with its first lines. */
function skippedTold({ file, skipped }: Reading): Problem[] {
  return SAID.flatMap(({ why, code, message }): Problem[] => {
    const rows = skipped.filter((one) => one.why === why);
    const line = rows[0]?.line;
    if (line === undefined) return [];
    const said = `${message}: ${linesOf(rows)}`;
    return [{ file, line, field: null, code, severity: 'warning', message: said }];
  });
}

const SAID = [
  {
    why: 'header_again',
    code: 'header_again',
    message: 'skipped, as the headers stand there again',
  },
  {
    why: 'footer',
    code: 'footer_rows',
    message: 'skipped, as totals and ends of pages are no rows of the table',
  },
] as const;

/** The lines of rows in words, the first few of them. */
export function linesOf(rows: readonly { readonly line: number }[]): string {
  const lines = rows.map(({ line }) => line);
  if (lines.length === 1) return `line ${lines[0]}`;
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
  return `lines ${lines.slice(0, MOST_LINES).join(', ')}${more}`;
}

const MOST_LINES = 5;
