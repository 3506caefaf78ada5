/**
 * How many cells the rows of a table have: too many shift what they say, too few may be all that is
 * left of a file that was cut off. Where all rows are wrong in the same way, that is said once.
 */
import type { Problem } from '../core/errors.js';
import { type Fault, faultProblem } from './fault.js';
import type { TableRow } from './grammar.js';
import type { Reading } from './row-reading.js';

export interface RowLengths {
  /** To be told of each row, in order. */
  readonly seen: (row: TableRow) => void;
  /** To be told when there are no more. */
  readonly end: () => void;
}

export function rowLengths(reading: Reading): RowLengths {
  const { file, layout, spills, problems, faulty } = reading;
  const { line: headerLine, cells: headers } = layout.header;
  const width = headers.length;
  const needed = headers.findLastIndex((header) => header !== '') + 1;
  const short: { readonly line: number }[] = [];
  let rows = 0;
  let isOneLength = true;
  let last = { line: headerLine, length: width };
  let shortest = Number.POSITIVE_INFINITY;
  let held: Problem[] = [];
  return {
    seen: ({ line, cells: { length }, cells }) => {
      if (rows++ > 0) {
        if (length !== last.length) isOneLength = false;
        shortest = Math.min(shortest, last.length);
      }
      last = { line, length };
      if (length < needed) short.push({ line });
      const isLong = length > width && cells.slice(width).some((cell) => cell !== '');
      if (isLong) held.push(tooLong(file, line, length, width));
      if (held.length > 0 && !(isLong && isOneLength)) {
        for (const one of held) problems.push(one);
        held = [];
      }
    },
    end: () => {
      const isAll = isOneLength && rows > 1;
      if (isAll && held.length === rows)
        return faulty(allTooLong(held[0]?.line ?? headerLine, last.length, width));
      for (const one of held) problems.push(one);
      if (spills || short.length === 0 || rows < 2) return;
      if (isAll) problems.push(allShort(file, headerLine, last.length, width));
      else if (last.length < Math.min(needed, shortest) && reading.endsOpen())
        faulty(cutOff(last.line));
      else problems.push(someShort(file, short));
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

function allShort(file: string, line: number, cells: number, headers: number): Problem {
  const message = `every row has ${cells} cells under ${headers} headers: ${BLANK}`;
  return { file, line, field: null, code: 'short_rows', severity: 'warning', message };
}

const BLANK = 'the columns to the right are taken to be blank';

function someShort(file: string, rows: readonly { readonly line: number }[]): Problem {
  const message = `fewer cells than headers: ${BLANK}: ${linesOf(rows)}`;
  const line = rows[0]?.line ?? 1;
  return { file, line, field: null, code: 'short_row', severity: 'warning', message };
}

function cutOff(line: number): Fault {
  const message =
    'the file ends in the middle of this row: it was cut off, so export it or copy it again';
  return { line, code: 'cut_off', message };
}

/** The lines of rows in words, the first few of them. */
export function linesOf(rows: readonly { readonly line: number }[]): string {
  const lines = rows.map(({ line }) => line);
  if (lines.length === 1) return `line ${lines[0]}`;
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
  return `lines ${lines.slice(0, MOST_LINES).join(', ')}${more}`;
}

const MOST_LINES = 5;
