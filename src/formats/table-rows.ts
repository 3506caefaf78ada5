/**
 * The rows below a header, one after the other: as wide as the header, without what stands between
 * rows and is none, and with the faults of those that cannot be read.
 */
import type { Problem } from '../core/errors.js';
import { headersAgain, isFooter, isRule } from './between-rows.js';
import { cellCheck } from './empty-words.js';
import type { Fault } from './fault.js';
import { type TableRow, unwrapped } from './grammar.js';
import { linesOf, rowLengths } from './row-lengths.js';
import type { Reading, Skipped } from './row-reading.js';

/** The rows of `body` that are rows; what is wrong with others is added to the problems. */
export function* tableRows(body: Iterable<TableRow>, reading: Reading): Iterable<TableRow> {
  const { layout, problems } = reading;
  const width = layout.header.cells.length;
  const why = skipping(reading);
  const check = cellCheck(reading.file, layout.header.cells, reading.meanings, problems);
  const lengths = rowLengths(reading);
  const before = problems.length;
  let found = 0;
  for (const bare of body) {
    const row =
      bare.cells.length === 1 && width > 1 ? unwrapped(bare, layout.delimiter, width) : bare;
    const skip = why(row.cells);
    if (skip === 'rule') continue;
    if (skip === 'header_changed') return reading.faulty(headerChanged(row.line));
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
    const isWide = cells.length === width;
    if (!isWide && !cells.slice(width).every((cell) => cell === '')) continue;
    const whole = isWide
      ? row
      : { line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? '') };
    const sound = check.row(whole);
    if (sound !== null) yield sound;
  }
  if (reading.broken()) return;
  lengths.end();
  check.end();
  if (reading.broken()) return;
  problems.push(...skippedTold(reading));
  if (found === 0 && problems.length === before) problems.push(noRows(reading));
}

/** Why a row is no row of the table; null when it is one. */
function skipping({
  layout: { header, titles },
  score,
}: Reading): (cells: readonly string[]) => Skipped['why'] | 'rule' | 'header_changed' | null {
  const said = new Set(titles.map(({ cells }) => written(cells)));
  const again = headersAgain(header.cells, score);
  const isWho = score.isWho ?? (() => false);
  const isNumbered = /^\d/.test(header.cells[0] ?? '');
  return (cells) => {
    if (said.size > 0 && said.has(written(cells))) return 'title';
    const [first = '', second = ''] = cells;
    // A pupil's id begins with a digit and her row goes on; most rows are told by that.
    const code = first.charCodeAt(0);
    const isUsual = code > 47 && code < 58 && second !== '';
    if (isUsual && !isNumbered) return null;
    const headers = again(cells);
    if (headers !== null) return headers === 'again' ? 'header_again' : 'header_changed';
    if (isUsual) return null;
    if (isRule(cells)) return 'rule';
    return isFooter(cells, header.cells, isWho) ? 'footer' : null;
  };
}

function headerChanged(line: number): Fault {
  const message =
    'other headers stand here, and the cells below would mean something else: give each table in a file of its own';
  return { line, code: 'header_changed', message };
}

function written(cells: readonly string[]): string {
  return cells.filter((cell) => cell !== '').join('\n');
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
