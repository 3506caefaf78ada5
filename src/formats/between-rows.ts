/** What stands between the rows of a table and is none of them: totals, ends of pages, lines of dashes. */

/** Whether a row is of a report and not of its data: "Total: 25", "Page 1 of 3", "Points Possible". */
export function isFooter(cells: readonly string[]): boolean {
  const said = cells.filter((cell) => cell !== '');
  const [first = '', ...others] = said;
  if (first.length > LONGEST) return false;
  if (
    said.length <= 3 &&
    said.every((cell) => CLOSING.test(cell) || isValue(cell)) &&
    CLOSING.test(first)
  )
    return true;
  if (!SUMMARY.test(first)) return false;
  return others.every(isValue) && (others.length > 0 || /\d|total/i.test(first));
}

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

/** Whether a row says the headers again, as parts of a report that were put together do. */
export function isHeaderAgain(cells: readonly string[], headers: readonly string[]): boolean {
  return (
    cells.length >= headers.length &&
    cells.every((cell, index) => cell.toLowerCase() === (headers[index] ?? '').toLowerCase())
  );
}
