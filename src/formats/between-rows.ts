/** What stands between the rows of a table and is none of them: totals, ends of pages, lines of dashes. */
import type { HeaderScore } from './layout.js';
import { normalHeader } from './names.js';

/**
 * Whether a row is of a report and not of its data: "Total: 25", "Page 1 of 3", "Points Possible".
 * `headers` tell ids from numbers: a row with an id is somebody's, and a pupil may be called Max.
 * `isWho`: whether a column is said to tell who she is, whatever its header.
 */
export function isFooter(
  cells: readonly string[],
  headers: readonly string[],
  isWho: (header: string) => boolean,
): boolean {
  const start = cells.findIndex((cell) => cell !== '');
  const said = cells.slice(start).filter((cell) => cell !== '');
  const [first = '', ...others] = said;
  if (first.length > LONGEST) return false;
  const isClosing =
    said.length <= 3 &&
    said.every((cell) => CLOSING.test(cell) || isValue(cell)) &&
    CLOSING.test(first);
  const isSummary =
    SUMMARY.test(first) && others.every(isValue) && (others.length > 0 || /\d|total/i.test(first));
  return (isClosing || isSummary) && !isSomebody(cells, start, headers, isWho);
}

/** Whether the first word of a row is a pupil's name: her id stands beside it, or it stands for one. */
function isSomebody(
  cells: readonly string[],
  start: number,
  headers: readonly string[],
  isWho: (header: string) => boolean,
): boolean {
  const isName = NAMES.test(cells[start] ?? '');
  const header = normalHeader(headers[start] ?? '');
  const isHers = isWho(headers[start] ?? '') || (WHO.test(header) && !ID.test(header));
  if (isName && isHers) return true;
  return cells.some((cell, index) => {
    if (index <= start || cell === '') return false;
    const other = headers[index] ?? '';
    if (!ID.test(normalHeader(other)) && !isWho(other)) return false;
    return isName || !/^[\d.,]{1,3}$|%$/.test(cell);
  });
}

/** Words of sums that are names as well. */
const NAMES = /^(max|min|sum|date|mean|count)$/i;

/** What names of people and what ids stand under. */
const WHO =
  /name|student|pupil|learner|child|^who$|^first$|^last$|^given$|^family$|forename|^nom$|^sch(\u00fc|ue)ler$/;
const ID = /id$|identifier$|number$|nummer$|^student(no|nr|num|code)$|mail$|login$|upn$|matricul/;

const LONGEST = 120;

/** What a report says about itself. */
const CLOSING =
  /^\W*(end of (the )?(report|file|list|data|export|roster|class list|page)|page:? \d+( ?(of|\/) ?\d+)?|\d+ (rows?|records?|students?|pupils?|results?|entries)( (affected|selected|returned|found|total|listed))?|report (generated|printed|exported|produced|created|run|date)\b.*\d.*|(generated|printed|exported|produced|created|run) ?(on|at|by|from|:).*\d.*|(generated|printed|exported):? \d.*|(total|number of) (students|pupils|rows|records|enrolled|enrollments?)\b\W*\d*|copyright\b.*|\u00a9.*)\W*$/i;

/** What a row of sums or of full marks begins with; numbers and days follow it. */
const SUMMARY =
  /^((grand|sub|class|school|overall)[ -]?)?(totals?|sum|count|averages?|mean|median|points( possible)?|max(imum)?( (points|score))?|out of|due date|date)( (number )?(of )?(students|pupils|rows|records|enrolled|score))?\s*[:=]?\s*[\d.,]*\s*%?$/i;

/** A number, a share, a day, or a note of Canvas such as "(read only)". */
function isValue(cell: string): boolean {
  return /^[-\d.,/:% ]+$/.test(cell) || /^\(read only\)$/i.test(cell);
}

/** The sign that old programs write after the last line. */
const END_OF_TEXT = '\u001a';

/** A line of dashes under a header or between the parts of a report, or the end of an old text. */
export function isRule(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? '';
  if (first === END_OF_TEXT) return cells.every((cell) => cell === '' || cell === first);
  return DASHES.test(first) && cells.every(isDashes) && cells.some((cell) => cell.length > 2);
}

const DASHES = /^[-=+_*~ ]+$/;

function isDashes(cell: string): boolean {
  return cell === '' || DASHES.test(cell);
}

/**
 * Whether a row says the headers again, as parts of a report that were put together do: `again` where
 * they are the same ones in their order, blanks and missing ones at the end aside, `changed` where the
 * cells below it mean something else. `score` says how much a row looks like headers.
 */
export function headersAgain(
  headers: readonly string[],
  score: HeaderScore,
): (cells: readonly string[]) => 'again' | 'changed' | null {
  const names = headers.map(nameOf);
  const known = new Set(names.filter((name) => name !== ''));
  const isHeader = remembered((cell) => known.has(nameOf(cell)) || score([cell]) > 0);
  return (cells) => {
    if (!isHeader(cells[0] ?? '') && !isHeader(cells[1] ?? '')) return null;
    const said = cells.map(nameOf);
    const filled = said.filter((name) => name !== '');
    const isSame = said.every((name, at) => name === names[at] || (name === '' && isEnd(said, at)));
    if (isSame && (filled.length > 1 || known.size === 1)) return 'again';
    const isTheirs = new Set(filled).size > 1 && filled.every((name) => known.has(name));
    const isLonger = known.size > 1 && names.every((name, at) => name === said[at]);
    const marks = score(cells);
    return isTheirs || isLonger || (marks >= SURELY && marks >= filled.length) ? 'changed' : null;
  };
}

/** How much a row looks like headers that no row of data does. */
const SURELY = 3;

/** The name of a column; of one without letters what stands there. */
function nameOf(cell: string): string {
  return normalHeader(cell) || cell;
}

function isEnd(names: readonly string[], from: number): boolean {
  return names.slice(from).every((name) => name === '');
}

/** The same answer for the same cell: of a million rows of evidence most begin with a known student. */
function remembered(isSo: (cell: string) => boolean): (cell: string) => boolean {
  const answers = new Map<string, boolean>();
  return (cell) => {
    const before = answers.get(cell);
    if (before !== undefined) return before;
    const answer = cell !== '' && isSo(cell);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(cell, answer);
    return answer;
  };
}

const MOST_REMEMBERED = 50_000;
