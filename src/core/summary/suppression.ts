/**
 * Which counts of a table (values down, statuses across) may be shown so that no count under the
 * suppression size, and no group of which all or none have a status, can be worked out from them, not
 * even by a reader who knows this rule.
 *
 * Two things hold. What is left out is large, too: a reader can form one coarser table (the values shown
 * and the rest, the statuses shown and the rest) in which each number is `size` or more. And what is
 * shown is the first that fits of a list in which each choice is a part of the one before: fewer values,
 * the largest staying, and fewer statuses, met staying. So "a finer one did not fit" tells only that some
 * count was small, and never which: all who are left out could be in any one of the places left out.
 * Were choices free, the reader could rule out one place after the other.
 */
import type { Status } from '../model.js';
import { STATUSES, type StatusCounts } from './tally.js';

/** What of a table is shown; rows by their place. */
export interface Shown {
  readonly rows: ReadonlySet<number>;
  readonly statuses: ReadonlySet<Status>;
}

/** Statuses that may be shown together, each choice a part of the one before. */
const CHOICES: readonly ReadonlySet<Status>[] = [
  new Set(STATUSES),
  new Set(['mastered', 'below', 'not_assessed']),
  new Set(['mastered', 'below']),
];
const COARSEST: ReadonlySet<Status> = new Set(['mastered']);

/**
 * The values whose number of students may be shown. Those under `size` are left out, and with them the
 * next smallest until what is left out is open: see `isOpen`. None of one value alone, as that would say
 * of each student that she has it.
 */
export function shownValues(students: readonly number[], size: number): ReadonlySet<number> {
  const bySize = students.map((_, row) => row).sort((a, b) => at(students, a) - at(students, b));
  if (bySize.length === 1) return new Set();
  let [hidden, sum] = [0, 0];
  for (const row of bySize) {
    const own = at(students, row);
    if (own >= size && (hidden === 0 || isOpen(hidden, sum, own, size))) break;
    hidden++;
    sum += own;
  }
  return new Set(bySize.slice(hidden));
}

/**
 * Whether so many values with so many students together say of none how many it has, even to a reader
 * who has the list of values. Either all could be small, with neither one student each nor the most that
 * is small; or any one of them could be large, though under `next`, the least that is shown, and had to
 * go along because the others are too few.
 */
function isOpen(values: number, students: number, next: number, size: number): boolean {
  if (values < 2 || students < size) return false;
  const couldAllBeSmall = students > values && students < values * (size - 1);
  const others = values - 1;
  const large = Math.max(size, students - Math.max(others, size - 1));
  const couldOneBeLarge = large < next && large <= students - others;
  return couldAllBeSmall || couldOneBeLarge;
}

/**
 * What may be shown of the statuses; null: not even the total. First as many values as can be, the
 * largest first, by how many met it; then as many statuses as all of these allow.
 */
export function shownCells(
  table: readonly StatusCounts[],
  allowed: ReadonlySet<number>,
  size: number,
): Shown | null {
  const rows = shownRows(table, allowed, size);
  if (rows === null) return null;
  const lines = linesOf(table, rows);
  const finest = CHOICES.find((statuses) => areLarge(lines, statuses, size));
  return { rows: new Set(rows), statuses: finest ?? COARSEST };
}

/** Null where not even all together are large. */
function shownRows(
  table: readonly StatusCounts[],
  allowed: ReadonlySet<number>,
  size: number,
): readonly number[] | null {
  const rows = [...allowed].sort((a, b) => total(at(table, b)) - total(at(table, a)) || a - b);
  for (;;) {
    if (areLarge(linesOf(table, rows), COARSEST, size)) return rows;
    if (rows.pop() === undefined) return null;
  }
}

/** Each row that is shown, and the rest as one. */
function linesOf(table: readonly StatusCounts[], shown: readonly number[]): StatusCounts[] {
  const rest = table.filter((_, row) => !shown.includes(row));
  return [...shown.map((row) => at(table, row)), ...(rest.length === 0 ? [] : [together(rest)])];
}

/** Whether in each line every status shown has `size` students, and those left out have so together. */
function areLarge(
  lines: readonly StatusCounts[],
  shown: ReadonlySet<Status>,
  size: number,
): boolean {
  return lines.every((counts) => {
    const hidden = STATUSES.reduce((sum, one) => sum + (shown.has(one) ? 0 : counts[one]), 0);
    const isWhole = shown.size === STATUSES.length;
    return (isWhole || hidden >= size) && [...shown].every((one) => counts[one] >= size);
  });
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
