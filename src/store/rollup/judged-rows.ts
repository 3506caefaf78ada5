/**
 * The masteries of a block of students as rows of the table `mastery`, in numbers alone: one thread hands
 * them to another without copying, and nothing is made for each of them.
 */
import type { Mastery } from '../../core/mastery/judge.js';
import type { Day, Id, Status } from '../../core/model.js';
import type { Value } from '../writing.js';

/** Rows of WIDTH numbers each: the columns of the table in its order, NaN for null. */
export interface JudgedRows {
  readonly cells: Float64Array<ArrayBuffer>;
  /** The days that the rows name by their places here. */
  readonly days: readonly Day[];
}

/** How many columns the table has. */
export const WIDTH = 12;

/** Their places. */
export const [STUDENT, COMPETENCY, SCORE, LEVEL, STATUS, OVERRIDDEN, DISPUTED] = [
  0, 1, 2, 3, 4, 5, 6,
] as const;
export const [EVIDENCE_COUNT, OCCASIONS, LAST_OBSERVED, CALCULATED_LEVEL, CALCULATED_STATUS] = [
  7, 8, 9, 10, 11,
] as const;

/** Statuses, which the rows name by their places here. */
const STATUSES: readonly Status[] = ['not_assessed', 'thin', 'below', 'mastered', 'excused'];

/** Takes masteries down, and gives the rows of those that it took since the last time. */
export interface RowsTaker {
  readonly add: (student: Id, mastery: Mastery) => void;
  readonly rows: () => JudgedRows;
}

export function rowsTaker(): RowsTaker {
  let cells = new Float64Array(ROOM * WIDTH);
  let used = 0;
  let days = new Map<Day, number>();
  const placeOf = (day: Day): number => {
    const found = days.get(day);
    if (found !== undefined) return found;
    days.set(day, days.size);
    return days.size - 1;
  };
  return {
    add: (student, { competency, score, level, status, override, disputed, calculated }) => {
      if (used === cells.length) cells = twiceAsLong(cells);
      const { lastObservedOn } = calculated;
      cells[used + STUDENT] = student;
      cells[used + COMPETENCY] = competency.id;
      cells[used + SCORE] = score ?? Number.NaN;
      cells[used + LEVEL] = level?.value ?? Number.NaN;
      cells[used + STATUS] = STATUSES.indexOf(status);
      cells[used + OVERRIDDEN] = override === null ? 0 : 1;
      cells[used + DISPUTED] = disputed ? 1 : 0;
      cells[used + EVIDENCE_COUNT] = calculated.evidenceCount;
      cells[used + OCCASIONS] = calculated.occasions;
      cells[used + LAST_OBSERVED] = lastObservedOn === null ? Number.NaN : placeOf(lastObservedOn);
      cells[used + CALCULATED_LEVEL] = calculated.level?.value ?? Number.NaN;
      cells[used + CALCULATED_STATUS] = STATUSES.indexOf(calculated.status);
      used += WIDTH;
    },
    rows: () => {
      const taken = { cells: cells.slice(0, used), days: [...days.keys()] };
      used = 0;
      days = new Map();
      return taken;
    },
  };
}

/** So many rows have room at first: those of a block of students with some 40 competencies each. */
const ROOM = 4096;

function twiceAsLong(cells: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(cells.length * 2);
  longer.set(cells);
  return longer;
}

/** The value of a column in the row that begins at `at`, as the table holds it. */
export function valueAt({ cells, days }: JudgedRows, at: number, column: number): Value {
  const cell = cells[at + column] as number;
  if (Number.isNaN(cell)) return null;
  if (column === STATUS || column === CALCULATED_STATUS) return STATUSES[cell] as Status;
  return column === LAST_OBSERVED ? (days[cell] as Day) : cell;
}

/** Whether nobody has decided anything: what the evidence says stands. */
export function isUndecided({ cells }: JudgedRows, at: number): boolean {
  return cells[at + OVERRIDDEN] === 0 && cells[at + STATUS] === cells[at + CALCULATED_STATUS];
}
