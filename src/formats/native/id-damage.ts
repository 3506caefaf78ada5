/** Ids of a flat roster that a spreadsheet has changed, as problems. */
import type { Problem } from '../../core/errors.js';
import { hasDecimals, whyNoId, zerosSeemLost } from '../rosters/ids.js';
import type { TableRow, TextTable } from '../table.js';
import { at } from './sheet.js';

/** What spreadsheets have done to the ids that `read` finds under `header`; no id is repeated. */
export function damageTold(
  table: TextTable,
  header: string,
  read: (row: TableRow) => string,
): Problem[] {
  const rounded = table.rows.flatMap((row): Problem[] => {
    const message = whyNoId(read(row));
    if (message === null) return [];
    const { file } = table;
    return [
      { file, line: row.line, field: header, code: 'id_changed', severity: 'error', message },
    ];
  });
  const ids = table.rows.map(read);
  const decimals = ids.some(hasDecimals)
    ? [
        at(
          table,
          'id_decimals',
          'warning',
          `ids under "${header}" end in .0, as a spreadsheet writes numbers: the school's own may be without it`,
        ),
      ]
    : [];
  const short = zerosSeemLost(ids)
    ? [
        at(
          table,
          'id_lengths',
          'warning',
          `some ids under "${header}" are shorter than the others: a spreadsheet may have taken zeros off the front`,
        ),
      ]
    : [];
  return [...rounded, ...decimals, ...short];
}
