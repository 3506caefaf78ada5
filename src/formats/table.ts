/**
 * The one reader of text tables: every CSV, semicolon or tab file that people hand to `pl` comes
 * through here, with the line of each row, so that a fault can be pointed at.
 */
import type { Problem } from '../core/errors.js';
import { bodyRows, type Start } from './body-rows.js';
import type { Meanings } from './empty-words.js';
import { begun, type Encoding, encodingOf, utf8Of } from './encoding.js';
import { type Fault, faultProblem } from './fault.js';
import type { Delimiter, TableRow } from './grammar.js';
import { duplicates, titlesTold, whyNotHeaders } from './header-faults.js';
import { type HeaderScore, layoutOf } from './layout.js';
import { type Letters, lettersOf } from './letters.js';
import type { Skipped } from './row-reading.js';
import { whyNotTable } from './sniff.js';
import { joinedStretches, type Stretch, stretchesOf } from './stretches.js';
import { tableRows } from './table-rows.js';

export type { Encoding } from './encoding.js';
export type { TableRow } from './grammar.js';
export type { HeaderScore } from './layout.js';
export type { Skipped } from './row-reading.js';

/** What a table says of itself before its rows. */
export interface TableHead {
  readonly file: string;
  /** As written, trimmed; '' over an unnamed column. */
  readonly headers: readonly string[];
  readonly headerLine: number;
  /** As it is known by now: that a text is Windows-1252 may show late. */
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** The rows that are none of the table's: titles above it, headers again, footers. Grows. */
  readonly skipped: readonly Skipped[];
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
export function readTable(
  bytes: Uint8Array,
  file: string,
  score: HeaderScore = FIRST_ROW,
): Opened<TextTable> {
  return wholeTable(openTable([bytes], file, { score }));
}

/** Whatever the first row says, it is the header. */
const FIRST_ROW: HeaderScore = () => 0;

/** Reads an open table to its end. */
export function wholeTable({ table, problems }: Opened<OpenTable>): Opened<TextTable> {
  if (table === null) return { table, problems };
  const rows = [...table.rows];
  if (table.broken()) return { table: null, problems: table.problems.slice(-1) };
  return { table: { ...headOf(table), rows }, problems: table.problems };
}

function headOf({
  rows: _rows,
  problems: _problems,
  broken: _broken,
  ...head
}: OpenTable): TableHead {
  return head;
}

/** What may be said of a file before it is opened. */
export interface Opening {
  /** What is known of it already. */
  readonly problems?: readonly Problem[];
  /** How a header is told from the titles above it; else the first row is the header. */
  readonly score?: HeaderScore;
  /** What the columns mean by their headers; else every cell is taken as it stands. */
  readonly meanings?: Meanings;
  /** A list runs on out of the last column: a row may have more cells than there are headers. */
  readonly spills?: boolean;
}

/** The table in a file that may be longer than memory and comes in `chunks` of any size. */
export function openTable(
  chunks: Iterable<Uint8Array>,
  file: string,
  { problems: said = [], score = FIRST_ROW, meanings = () => [], spills = false }: Opening = {},
): Opened<OpenTable> {
  const refused = (fault: Fault) => ({
    table: null,
    problems: [...said, faultProblem(file, fault)],
  });

  const { beginning, chunks: all } = begun(chunks);
  const notTable = whyNotTable(beginning);
  if (notTable !== null) return refused(notTable);
  const encoding = encodingOf(beginning);
  const letters = lettersOf(encoding);
  const parts = readable(stretchesOf(utf8Of(all, encoding)), letters);
  const start = firstRows(parts, score);
  if ('code' in start) return refused(start);
  const { layout } = start;
  const why = whyNotHeaders(layout);
  if (why !== null) return refused(why);

  const problems = [...said, ...duplicates(layout, file, score), ...titlesTold(layout, file)];
  const skipped = layout.titles.map((title): Skipped => ({ ...title, why: 'title' }));
  let broken = false;
  let endsOpen = false;
  const faulty = (fault: Fault) => {
    broken = true;
    problems.push(faultProblem(file, fault));
  };
  const body = bodyRows(start, parts, {
    faulty,
    lost: (fault) => problems.push(faultProblem(file, fault)),
    ended: (isOpen) => {
      endsOpen = isOpen;
    },
  });
  const table = {
    file,
    headers: layout.header.cells,
    headerLine: layout.header.line,
    get encoding() {
      return letters.encoding();
    },
    delimiter: layout.delimiter,
    skipped,
    rows: withEncoding(
      tableRows(body, {
        ...{ file, layout, score, meanings, spills, problems, skipped, faulty },
        broken: () => broken,
        endsOpen: () => endsOpen,
      }),
      letters,
      file,
      problems,
      () => broken,
    ),
    problems,
    broken: () => broken,
  };
  return { table, problems };
}

const EMPTY: Fault = { line: 1, code: 'empty', message: 'this file is empty' };

/** The stretches as UTF-8; the first fault is the last part. */
function* readable(
  stretches: Iterable<Stretch>,
  letters: Letters,
): Iterator<Stretch | Fault, void> {
  for (const stretch of stretches) {
    const part = letters.read(stretch);
    yield part;
    if ('code' in part) return;
  }
}

/** How much of a file its header is looked for in, in bytes; more where it begins with blank rows. */
const FIRST_ROWS = 32 * 1024;

/** Goes on to the header; a fault when there is none. */
function firstRows(parts: Iterator<Stretch | Fault, void>, score: HeaderScore): Start | Fault {
  let stretch: Stretch | null = null;
  for (;;) {
    const { value, done } = parts.next();
    const fault = value !== undefined && 'code' in value ? value : null;
    if (value !== undefined && !('code' in value)) stretch = joinedStretches(stretch, value);
    const isEnd = done === true || fault !== null;
    if (!isEnd && stretch !== null && stretch.text.length < FIRST_ROWS) continue;
    const layout = stretch === null ? null : layoutOf(stretch, score);
    if (stretch !== null && layout !== null)
      return 'code' in layout ? layout : { stretch, layout, fault };
    if (isEnd) return fault ?? EMPTY;
  }
}

/** Says at the end which encoding was taken, where names have to be looked at. */
function* withEncoding(
  rows: Iterable<TableRow>,
  letters: Letters,
  file: string,
  problems: Problem[],
  broken: () => boolean,
): Iterable<TableRow> {
  yield* rows;
  const line = letters.shownBy();
  if (line === null || broken()) return;
  const message =
    'this line is not UTF-8: the file is read as Windows-1252; look at the names with accents';
  problems.push({ file, line, field: null, code: 'windows_1252', severity: 'warning', message });
}
