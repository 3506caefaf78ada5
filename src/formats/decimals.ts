/** Numbers as half of Europe writes them, 2,5, in the files that leave the comma free for it. */
import type { TableHead } from './table.js';

/** Reads the number in a cell with a point, where it has a comma; other cells stay as they are. */
export type NumberCell = (cell: string) => string;

/**
 * How numbers are written in a table: where the comma separates the cells it is in no number. Three
 * digits behind a comma may as well be thousands, so that such a number stays as it is and is refused.
 */
export function numberCell({ delimiter }: Pick<TableHead, 'delimiter'>): NumberCell {
  if (delimiter === ',') return (cell) => cell;
  return (cell) => (DECIMAL.test(cell) ? cell.replace(',', '.') : cell);
}

const DECIMAL = /^-?\d*,(\d{1,2}|\d{4,})$/;
