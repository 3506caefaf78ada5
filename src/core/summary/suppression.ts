/**
 * Which counts of a table (values down, statuses across) may be shown so that no count under the
 * suppression size, and no group of which all or none have a status, can be worked out from them.
 *
 * The rule. The same statuses are shown for every value, and some values are left out, so that what is
 * left out, too, is large: in each value shown, and in the values left out taken together, every status
 * shown has at least `size` students, and the statuses left out have so many together. A reader can
 * then form this coarser table and the total, and nothing finer. A count behind it lies between two
 * bounds that are as far apart as the least of four sums that a reader can form: hers and the others'
 * of the value, and of the status. Three of them are at least `size` or hold somebody else, so there
 * are always at least two possibilities (Frechet's bounds of a table with given margins).
 */
import type { Status } from '../model.js';
import { STATUSES, type StatusCounts } from './tally.js';

/** What of a table is shown; rows by their place. */
export interface Shown {
  readonly rows: ReadonlySet<number>;
  readonly statuses: ReadonlySet<Status>;
}

/**
 * The values whose number of students may be shown. Those under `size` are left out, and with them the
 * next smallest until at least two values with `size` students together are.
 */
export function shownValues(students: readonly number[], size: number): ReadonlySet<number> {
  const bySize = students.map((_, row) => row).sort((a, b) => at(students, a) - at(students, b));
  let [hidden, sum] = [0, 0];
  for (const row of bySize) {
    const isEnough = hidden === 0 || (hidden > 1 && sum >= size);
    if (isEnough && at(students, row) >= size) break;
    hidden++;
    sum += at(students, row);
  }
  return new Set(bySize.slice(hidden));
}

/** What may be shown of the statuses, as much as possible; null: not even the total. */
export function shownCells(
  table: readonly StatusCounts[],
  allowed: ReadonlySet<number>,
  size: number,
): Shown | null {
  let best: { readonly shown: Shown; readonly worth: number } | null = null;
  for (const statuses of CHOICES) {
    const rows = shownRows(table, allowed, (counts) => isLarge(counts, statuses, size));
    if (rows === null) continue;
    const worth = (rows.size + 1) * worthOf(statuses);
    if (best === null || worth > best.worth) best = { shown: { rows, statuses }, worth };
  }
  return best?.shown ?? null;
}

/** Statuses that may be shown together: all, or all but two or more. */
const CHOICES: readonly ReadonlySet<Status>[] = Array.from(
  { length: 2 ** STATUSES.length },
  (_, bits) => new Set(STATUSES.filter((_, place) => (bits & (1 << place)) !== 0)),
).filter(({ size }) => size > 0 && size !== STATUSES.length - 1);

/** Met says most. */
const WORTH: StatusCounts = { mastered: 3, below: 2, thin: 1, not_assessed: 2, excused: 1 };

function worthOf(statuses: ReadonlySet<Status>): number {
  return [...statuses].reduce((sum, status) => sum + WORTH[status], 0);
}

function isLarge(counts: StatusCounts, shown: ReadonlySet<Status>, size: number): boolean {
  let hidden = 0;
  for (const status of STATUSES) {
    if (!shown.has(status)) hidden += counts[status];
    else if (counts[status] < size) return false;
  }
  return shown.size === STATUSES.length || hidden >= size;
}

/**
 * The rows that can be shown: those that are large, less the smallest of them until the rest, taken
 * together, is large as well. Null where not even all together are.
 */
function shownRows(
  table: readonly StatusCounts[],
  allowed: ReadonlySet<number>,
  isLargeRow: (counts: StatusCounts) => boolean,
): ReadonlySet<number> | null {
  const shown = table
    .flatMap((counts, row) => (allowed.has(row) && isLargeRow(counts) ? [row] : []))
    .sort((a, b) => total(at(table, b)) - total(at(table, a)));
  for (;;) {
    const rows = new Set(shown);
    const rest = table.filter((_, row) => !rows.has(row));
    if (rest.length === 0 || isLargeRow(together(rest))) return rows;
    if (shown.pop() === undefined) return null;
  }
}

/** The counts of several rows as one. */
export function together(rows: readonly StatusCounts[]): StatusCounts {
  const sum = (status: Status) => rows.reduce((all, counts) => all + counts[status], 0);
  return {
    mastered: sum('mastered'),
    below: sum('below'),
    thin: sum('thin'),
    not_assessed: sum('not_assessed'),
    excused: sum('excused'),
  };
}

function total(counts: StatusCounts): number {
  return STATUSES.reduce((sum, status) => sum + counts[status], 0);
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no row ${index}`);
  return found;
}
