/** The row "Points Possible" of a Canvas gradebook: full marks of each assignment, and no student. */
import type { NumberCell } from '../decimals.js';
import { normalHeader } from '../names.js';
import type { TableHead, TableRow } from '../table.js';

export interface FullMarks {
  /** Whether the row is one of full marks; they are then known. */
  readonly isPoints: (row: TableRow) => boolean;
  /** Full marks of the column (0-based); '' where the file does not say them. */
  readonly of: (index: number) => string;
  /** Whether it is the only row that was skipped as one of sums. */
  readonly isOnlySkipped: () => boolean;
}

/** Reads them from the first such row, also where the reader of tables skipped it as a row of sums. */
export function fullMarks(table: TableHead, number: NumberCell): FullMarks {
  const ids = table.headers.flatMap((header, index) =>
    ['id', 'sisuserid', 'sisloginid', 'section'].includes(normalHeader(header)) ? [index] : [],
  );
  let points: readonly string[] | null = null;
  const isPoints = ({ cells }: Pick<TableRow, 'cells'>) => {
    const [first = ''] = cells;
    if (POINTS.test(first)) return true;
    // In other languages: words in place of a name, no id, and nothing but numbers.
    const others = cells.slice(1).filter((cell) => cell !== '');
    return (
      first !== '' &&
      ids.every((index) => (cells[index] ?? '') === '') &&
      others.some((cell) => /\d/.test(cell)) &&
      others.every((cell) => /^[\d.,]+$|^\(.*\)$/.test(cell))
    );
  };
  const remember = (cells: readonly string[]) => {
    points ??= cells.map((cell) => (/^[\d.,]+$/.test(cell) ? number(cell) : ''));
  };
  return {
    isPoints: (row) => {
      const found = isPoints(row);
      if (found) remember(row.cells);
      return found;
    },
    of: (index) => {
      if (points === null) remember(table.skipped.find(isPoints)?.cells ?? []);
      return points?.[index] ?? '';
    },
    isOnlySkipped: () => table.skipped.every((row) => row.why !== 'footer' || isPoints(row)),
  };
}

const POINTS = /^\s*points? possible/i;
