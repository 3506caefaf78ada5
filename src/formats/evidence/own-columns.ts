/**
 * Whether a file is in the columns of `pl` itself although it has the signs of another system: then
 * `native` reads it.
 */
import type { Glimpse } from '../format.js';
import { normalHeader } from '../names.js';
import { FIELDS } from '../native/evidence.js';
import { isFieldMap } from './code-maps.js';

/**
 * A file with a score and a competency in each row, where `--map` says the competency or the headers
 * say it beside a day, and no `--map` gives the codes of a column. Scores such as "8 / 10" are those of a quiz, which `native` does not know.
 */
export function hasOwnColumns(file: Glimpse, maps: readonly string[]): boolean {
  const { headers } = file;
  const isSaid = (name: string) =>
    maps.some((map) => isFieldMap(map, headers, [{ name, accepts: [] }]));
  if (!maps.every((map) => isFieldMap(map, headers, FIELDS))) return false;
  if (!isSaid('score') && !hasField(headers, 'score')) return false;
  const isMapped = isSaid('competency');
  const isKnown = hasField(headers, 'competency') && (isSaid('date') || hasField(headers, 'date'));
  return (isMapped || isKnown) && !OUT_OF.test(file.start);
}

/** Whether a header names this field of evidence. */
export function hasField(headers: readonly string[], name: string): boolean {
  const accepts = FIELDS.find((field) => field.name === name)?.accepts ?? [];
  return headers.some((header) => accepts.includes(normalHeader(header)));
}

/** A cell such as `8 / 10` or `"7,5/10"`. */
const OUT_OF = /[,;\t] *"?\d+(?:[.,]\d+)?\s*\/\s*\d+(?:[.,]\d+)?"?\s*[,;\t\r\n]/;
