/** The row "Points Possible" of a Canvas gradebook: full marks of each assignment, and no student. */
import type { Problem } from '../../core/errors.js';
import type { NumberCell } from '../decimals.js';
import { normalHeader } from '../names.js';
import type { TableHead, TableRow } from '../table.js';

export interface FullMarks {
  /** Whether the row is one of full marks; they are then known. */
  readonly isPoints: (row: TableRow) => boolean;
  /**
   * Full marks of a column with a score: those above 0 of the file, else `otherwise`, else '' (which is
   * said at the end).
   */
  readonly of: (row: TableRow, index: number, otherwise: string) => string;
  readonly problems: () => readonly Problem[];
  /** Whether it is the only row that was skipped as one of sums. */
  readonly isOnlySkipped: () => boolean;
}

/** Reads them from the first such row, also where the reader of tables skipped it as a row of sums. */
export function fullMarks(table: TableHead, number: NumberCell): FullMarks {
  const ids = table.headers.flatMap((header, index) =>
    ['id', 'sisuserid', 'sisloginid', 'section'].includes(normalHeader(header)) ? [index] : [],
  );
  /** The first line with a score in a column without full marks. */
  const unsaid = new Map<number, number>();
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
    of: ({ line }, index, otherwise) => {
      if (points === null) remember(table.skipped.find(isPoints)?.cells ?? []);
      const said = points?.[index] ?? '';
      const full = said === '' || Number(said) === 0 ? otherwise : said;
      if (full === '' && !unsaid.has(index)) unsaid.set(index, line);
      return full;
    },
    problems: () => [...unsaid].map(([index, line]) => onScale(table, index, line)),
    isOnlySkipped: () => table.skipped.every((row) => row.why !== 'footer' || isPoints(row)),
  };
}

function onScale({ file, headers }: TableHead, index: number, line: number): Problem {
  const message =
    'the file does not say its full marks: the scores are taken as they are, on the scale; --out-of POINTS says them';
  const field = headers[index] ?? null;
  return { file, line, field, code: 'no_full_marks', severity: 'warning', message };
}

const POINTS = /^\s*points? possible/i;
