/** Cells of OneRoster files: words of a list, lists, days, ids in braces. */
import { isDay } from '../../core/day.js';
import { dateReader } from '../../core/importing/dates.js';
import type { SheetRow, SheetRows } from './oneroster-rows.js';
import type { OneRosterSheet } from './oneroster-sheet.js';

/** Reads the day in a column of a row; '' where it is blank or no day, which is said. */
export type DayReader = (row: SheetRow, column: string) => string;

/** The parts of a list cell: `s1,s2`. */
export function listIn(cell: string): string[] {
  const parts = cell.split(/[,;]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** The ids in `{LDAP:Id},{SIS:0012}`, the type in lower case; what has no braces is an id of type `user`. */
export function idsIn(cell: string): { readonly type: string; readonly value: string }[] {
  if (!cell.includes('{')) return listIn(cell).map((value) => ({ type: 'user', value }));
  return [...cell.matchAll(/\{([^{}:]*):([^{}]*)\}/g)].flatMap(([, type = '', value = '']) =>
    value.trim() === '' ? [] : [{ type: type.trim().toLowerCase() || 'user', value: value.trim() }],
  );
}

/**
 * The word of the standard that a cell means, whatever its case; `ext:` words and others are given in
 * lower case, the others with a warning. '' where it is blank.
 */
export function wordIn(
  { notes }: OneRosterSheet,
  row: SheetRow,
  column: string,
  allowed: readonly string[],
): string {
  const cell = row.get(column);
  if (cell === '' || allowed.includes(cell)) return cell;
  const key = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');
  const meant = allowed.find((word) => key(word) === key(cell));
  if (meant !== undefined) {
    const message = `the standard has it in these letters: ${allowed.join(', ')}`;
    notes.drift(row.line, column, 'loose_word', message);
    return meant;
  }
  if (!cell.startsWith('ext:')) {
    const message = `the standard knows ${allowed.join(', ')}`;
    notes.drift(row.line, column, 'unknown_word', message);
  }
  return cell.toLowerCase();
}

/**
 * A reader of the days of a file. `YYYY-MM-DD` is the standard; `15/06/2023` is read where a day above
 * 12 somewhere in these columns tells the order.
 */
export function dayReader({ rows, notes }: OneRosterSheet, columns: readonly string[]): DayReader {
  const order = slashOrder(cellsIn(rows, columns));
  const iso = dateReader(null);
  return (row, column) => {
    const cell = row.get(column);
    if (cell === '' || isDay(cell)) return cell;
    const parts = SLASHED.exec(cell);
    const day = parts === null ? iso(cell) : slashedDay(parts, order);
    if (day === 'unclear') {
      const message = 'this may be day/month or month/day: write YYYY-MM-DD';
      notes.error(row.line, column, 'ambiguous_date', message);
      return '';
    }
    if (day === null) {
      notes.error(row.line, column, 'bad_date', 'a date is YYYY-MM-DD');
      return '';
    }
    notes.drift(row.line, column, 'loose_date', 'a date is YYYY-MM-DD: read all the same');
    return day;
  };
}

/** `15/06/2023`, perhaps with a time after it. */
const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T\s].*)?$/;

type Order = 'day first' | 'month first' | 'unclear';

function* cellsIn(rows: SheetRows, columns: readonly string[]): Iterable<string> {
  for (const row of rows) for (const column of columns) yield row.get(column);
}

/** What the days above 12 tell; `unclear` where none does or they disagree. */
function slashOrder(cells: Iterable<string>): Order {
  let dayFirst = false;
  let monthFirst = false;
  for (const cell of cells) {
    const [, first = '', second = ''] = SLASHED.exec(cell) ?? [];
    dayFirst ||= Number(first) > 12;
    monthFirst ||= Number(second) > 12;
  }
  if (dayFirst === monthFirst) return 'unclear';
  return dayFirst ? 'day first' : 'month first';
}

function slashedDay(parts: RegExpExecArray, order: Order): string | 'unclear' | null {
  const [, first = '', second = '', year = ''] = parts;
  const of = (month: string, day: string) => {
    const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isDay(text) ? text : null;
  };
  if (order === 'day first') return of(second, first);
  if (order === 'month first') return of(first, second);
  if (Number(first) > 12) return of(second, first);
  if (Number(second) > 12 || first === second) return of(first, second);
  return 'unclear';
}
