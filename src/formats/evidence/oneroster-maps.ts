/** `--map "Quiz 1=6.RP.A.1,6.RP.A.2"`: what a line item without objectives is about. */
import { PlError } from '../../core/errors.js';
import { listIn } from '../rosters/oneroster-cells.js';
import type { OneRosterSheet } from '../rosters/oneroster-sheet.js';

/** Codes by the title of a line item in lower case. */
export type MappedTitles = ReadonlyMap<string, readonly string[]>;

/** Throws `PlError('usage')` for a map without codes or of a title that no line item has. */
export function mappedTitles(
  maps: readonly string[],
  lineItems: OneRosterSheet | null,
): MappedTitles {
  const titles = [...(lineItems?.rows ?? [])].map((row) => row.get('title').toLowerCase());
  return new Map(
    maps.map((map) => {
      // A title may hold an equals sign, a list of codes does not.
      const at = map.lastIndexOf('=');
      const title = map.slice(0, Math.max(at, 0)).trim();
      const codes = listIn(map.slice(at + 1));
      if (title === '' || codes.length === 0) {
        throw new PlError('usage', `--map "${map}": write "TITLE OF A LINE ITEM=CODE,CODE"`);
      }
      if (!titles.includes(title.toLowerCase())) {
        throw new PlError('usage', `--map: no line item is titled "${title}"`);
      }
      return [title.toLowerCase(), codes] as const;
    }),
  );
}
