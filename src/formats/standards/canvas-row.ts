/** A row of a Canvas outcomes file. */
import { fromVendorId } from '../own-ids.js';
import type { TableRow } from '../table.js';

/** One row, by the names of its fields. */
export interface OutcomeRow {
  readonly line: number;
  readonly cell: (name: string) => string;
  readonly isGroup: boolean;
  readonly guid: string;
  readonly parents: readonly string[];
  /** Points, text, points, text … */
  readonly ratings: readonly string[];
}

/** `ratingsAt`: where the ratings begin; -1: nowhere. */
export function outcomeRow(
  row: TableRow,
  get: (row: TableRow, name: string) => string,
  ratingsAt: number,
): OutcomeRow {
  const cell = (name: string) => get(row, name);
  return {
    line: row.line,
    cell,
    isGroup: cell('object_type') === 'group',
    guid: fromVendorId(cell('vendor_guid')),
    parents: cell('parent_guids')
      .split(/\s+/)
      .filter((guid) => guid !== '')
      .map(fromVendorId),
    ratings: ratingsAt < 0 ? [] : row.cells.slice(ratingsAt),
  };
}
