/**
 * Where the table begins in a file and what separates its cells: after a line `sep=;` of Excel, and
 * below the titles that schools put above their headers.
 */
import type { Fault } from './fault.js';
import {
  type Delimiter,
  nextRow,
  readRow,
  type Span,
  type TableRow,
  textOf,
  unwrapped,
} from './grammar.js';
import { normalHeader } from './names.js';
import { lineCounter, type Stretch } from './stretches.js';

/**
 * How much a row looks like headers, 0 or more: the reader of tables knows no fields, and asks. Rows
 * above the one with the most are titles.
 */
export interface HeaderScore {
  (cells: readonly string[]): number;
  /** Whether somebody has said that this column tells who a row is about. */
  readonly isWho?: (header: string) => boolean;
}

/** Where the rows begin, and how they are written. */
export interface Layout {
  readonly header: TableRow;
  /** The byte where the header ends. */
  readonly end: number;
  readonly delimiter: Delimiter;
  /** The rows above it. */
  readonly titles: readonly TableRow[];
}

/** How far down a header may be, in rows with anything in them. */
const DEEPEST = 20;

/** The least that a row below the first has to score to be the header. */
const ENOUGH = 2;

/** The layout of a text from its first rows; null when every row is blank. */
export function layoutOf(stretch: Stretch, score: HeaderScore): Layout | Fault | null {
  const said = separatorLine(stretch);
  if (said !== null && 'code' in said) return said;
  const rows = firstRows(stretch, said?.end ?? 0);
  const [first] = rows;
  if (first === undefined) return null;
  const choices = rows.map((span) => headersIn(stretch, span, said?.delimiter ?? null));
  const [top] = choices;
  if (top !== undefined && 'code' in top) return top;
  const titles: TableRow[] = [];
  let best: { readonly found: Layout; readonly score: number } | null = null;
  for (const choice of choices) {
    if ('code' in choice) continue;
    const marked = choice.map((found) => ({ found, score: score(found.header.cells) }));
    const [usual] = marked;
    if (usual === undefined) continue;
    const one = marked.reduce((a, b) => (b.score > a.score ? b : a));
    const isBetter = one.score >= ENOUGH && one.score > (best?.score ?? 0);
    const isHeaderAbove = best !== null && isHeader(best.found.header, one.found.header, score);
    const isBelow =
      isBetter &&
      !isHeaderAbove &&
      titles.every((title) => filled(title) < filled(one.found.header));
    if (best === null || isBelow) {
      best = { found: { ...one.found, titles: [...titles] }, score: one.score };
    }
    titles.push(usual.found.header);
  }
  return best?.found ?? null;
}

/** The least that a row scores of which every cell is a header, one of them that of a person or a code. */
const SURELY = 3;

/** Whether a row is one of headers itself, or stands again in the one `below`: what is between is data. */
function isHeader({ cells }: TableRow, below: TableRow, score: HeaderScore): boolean {
  const said = cells.filter((cell) => cell !== '');
  const again = new Set(below.cells.map(normalHeader));
  if (said.length > 1 && said.every((cell) => again.has(normalHeader(cell)))) return true;
  const marks = said.map((cell) => score([cell]));
  const isMain = marks.some((mark) => mark > 1);
  return isMain && marks.every((mark) => mark > 0) && score(cells) >= SURELY;
}

function filled({ cells }: TableRow): number {
  return cells.filter((cell) => cell !== '').length;
}

/** Where the first rows with letters or digits are; lines of dashes are none. */
function firstRows({ text }: Stretch, from: number): readonly Span[] {
  const rows: Span[] = [];
  for (let at = from; rows.length < DEEPEST; ) {
    const row = nextRow(text, at, SOMETHING);
    if (row === null) break;
    rows.push(row);
    at = row.end + 1;
  }
  return rows;
}

const SOMETHING = /[^\s,;|^"\-=+_*~\ufeff\u200b]/;

/** The row as headers under each delimiter that it has, the commonest first; or why it is no row. */
function headersIn(
  stretch: Stretch,
  span: Span,
  said: Delimiter | null,
): readonly Layout[] | Fault {
  const delimiters = said === null ? delimitersIn(textOf(stretch.text, span)) : [said];
  const layouts: Layout[] = [];
  for (const delimiter of delimiters) {
    const { rows, fault } = readRow(stretch, span, delimiter);
    const [header] = rows;
    if (fault !== null && layouts.length === 0) return fault;
    if (fault === null && header !== undefined)
      layouts.push(unquoted({ header, end: span.end, delimiter, titles: [] }));
  }
  return layouts;
}

/** A line that as a whole stands in quotes has its delimiter within. */
function unquoted(layout: Layout): Layout {
  const { header } = layout;
  const [cell = '', ...others] = header.cells;
  if (others.length > 0) return layout;
  const [delimiter = layout.delimiter] = delimitersIn(cell);
  const width = cell.split(delimiter).length;
  return width < 3 ? layout : { ...layout, delimiter, header: unwrapped(header, delimiter, width) };
}

/** In a tie the tab comes first, which nobody writes inside a header, and the semicolon late. */
const DELIMITERS: readonly Delimiter[] = ['\t', ',', '|', ';', '^'];

/** Those that stand outside quotes, the commonest first; a comma where there are none. */
function delimitersIn(row: string): readonly Delimiter[] {
  const bare = row.replace(/"[^"]*"?/g, '');
  const count = (delimiter: Delimiter) => bare.split(delimiter).length - 1;
  const there = DELIMITERS.filter((delimiter) => count(delimiter) > 0);
  return there.length === 0 ? [','] : there.sort((a, b) => count(b) - count(a));
}

/** What Excel's first line `sep=;` says, and the byte where it ends; null when it is another line. */
function separatorLine(
  stretch: Stretch,
): { readonly delimiter: Delimiter; readonly end: number } | Fault | null {
  const { text, line } = stretch;
  const row = nextRow(text, 0, /\S/);
  if (row === null) return null;
  const said = /^\s*"?sep=(.?)"?[\s,;]*$/i.exec(textOf(text, row))?.[1];
  if (said === undefined) return null;
  const delimiter = DELIMITERS.find((one) => one === said);
  if (delimiter !== undefined) return { delimiter, end: row.end };
  const message = `"sep=${said}" names no delimiter: one of , ; | ^ and the tab`;
  return { line: line - 1 + lineCounter(text)(row.at), code: 'bad_delimiter', message };
}
