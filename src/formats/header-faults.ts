/** What is wrong with the headers of a table as such, and what is said of the rows above them. */
import type { Problem } from '../core/errors.js';
import type { Fault } from './fault.js';
import type { TableRow } from './grammar.js';
import type { HeaderScore, Layout } from './layout.js';
import { areHeaders } from './names.js';
import { linesOf } from './row-lengths.js';

/** What would keep headers from being understood at all. */
export function whyNotHeaders({ header }: Layout): Fault | null {
  if (header.cells.length > MOST_COLUMNS)
    return { line: header.line, code: 'too_large', message: TOO_WIDE };
  const lost = lostLetter(header);
  if (lost !== null) return lost;
  const { line, cells } = header;
  const named = cells.filter((cell) => cell !== '');
  if (named.length > 1 && named.every((cell) => /^\u201c.*\u201d$/.test(cell)))
    return { line, code: 'smart_quotes', message: SMART_QUOTES };
  return null;
}

/** As many as a sheet of a spreadsheet has. */
const MOST_COLUMNS = 16_384;

const TOO_WIDE =
  'this row has more columns than any sheet has (16,384): it is no table of people or work';

const SMART_QUOTES =
  'the cells stand in quotes of a word processor (\u201c \u201d): replace them with plain ones (")';

/**
 * One problem for each header that stands there more than once, letter by letter. By `score` it is
 * known whether these are headers, and no pupil's row.
 */
export function duplicates(
  { header: { line, cells } }: Layout,
  file: string,
  score: HeaderScore,
): Problem[] {
  const again = cells.filter((cell, index) => cell !== '' && cells.indexOf(cell) !== index);
  const isKnown = areHeaders(cells, score(cells));
  return [...new Set(again)].map((header) => ({
    file,
    line,
    field: isKnown ? header : null,
    code: 'duplicate_header',
    severity: 'warning',
    message: isKnown
      ? `two columns are named "${header}"`
      : `columns ${cells.indexOf(header) + 1} and ${cells.lastIndexOf(header) + 1} have the same header`,
  }));
}

export function titlesTold({ titles }: Layout, file: string): Problem[] {
  const [first] = titles;
  if (first === undefined) return [];
  const message = `skipped, as titles above the headers: ${linesOf(titles)}`;
  const { line } = first;
  return [{ file, line, field: null, code: 'title_rows', severity: 'warning', message }];
}

/** Why a row cannot be taken in which another program wrote U+FFFD for a letter; null when it can. */
export function lostLetter({ line, cells }: TableRow): Fault | null {
  if (!cells.some((cell) => cell.includes('\ufffd'))) return null;
  return { line, code: 'lost_letter', message: LOST_LETTER };
}

const LOST_LETTER =
  'a letter of this row was lost before it came here (U+FFFD): export the file again from where it comes';
