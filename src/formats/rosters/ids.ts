/** Ids that a spreadsheet took for numbers: they are no longer what the school wrote. */
import { wholeId } from '../../core/importing/roster-finding.js';

/** Why this cannot be an id any more; null when it can. The id itself is not repeated. */
export function whyNoId(id: string): string | null {
  return /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(id) && /e\+|[.,]/i.test(id) ? ROUNDED : null;
}

const ROUNDED =
  'a spreadsheet has rounded this id (it reads like 1.23E+05): export the file anew and keep the column as text';

/** Whether it is a whole number with decimals, such as `12345.0`: the id had none. */
export function hasDecimals(id: string): boolean {
  return wholeId(id) !== id;
}

/**
 * Whether spreadsheets seem to have taken zeros off the front: the ids are digits, none begins with 0,
 * and they are of three lengths or more, or nearly all of one and a few are shorter.
 */
export function zerosSeemLost(ids: readonly string[]): boolean {
  const different = [...new Set(ids.filter((id) => id !== ''))];
  if (different.length < 3 || different.some((id) => !/^[1-9]\d*$/.test(id))) return false;
  const lengths = new Set(different.map(({ length }) => length));
  const longest = Math.max(...lengths);
  const short = different.filter(({ length }) => length < longest).length;
  return longest >= 5 && (lengths.size >= 3 || (short > 0 && short <= different.length * 0.3));
}
