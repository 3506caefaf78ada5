/** New ids and codes that a person takes for others: they are said, as nobody would see it. */
import { isMasked, twinTeller } from '../lookalikes.js';

/** What is said of an id or a code of a file that is new; null: nothing. */
export type LookalikeTeller = (text: string) => string | null;

/**
 * Tells of the texts of a file beside those that stand. A sign that only reads like a plain one is
 * said where most of the file is written with plain ones: a school may write all of its ids so.
 */
export function lookalikeTeller(
  given: readonly string[],
  standing: Iterable<string>,
): LookalikeTeller {
  const hasTwin = twinTeller([...given, ...standing]);
  const masked = given.filter(isMasked).length;
  const isOdd = masked > 0 && masked * 2 <= given.length;
  return (text) => {
    if (hasTwin(text)) return TWIN;
    return isOdd && isMasked(text) ? MASKED : null;
  };
}

const TWIN =
  'this reads like another one, but is written with letters of another alphabet, other digits or signs that are not seen: it is taken for a new one';

const MASKED =
  'this is written with letters of another alphabet, other digits or signs that are not seen, and reads as if it were not';
