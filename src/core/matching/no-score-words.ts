/** What stands in a header after a code where the column holds something beside the score on it. */

const REMARKS = 'comments?|feedback|notes?|remarks?|reasons?';
const OTHERS = [
  'evidence|links?|urls?|files?|points?|pts|possible|max|maximum|out of|weight|percent|percentage',
  'total|average|avg|mean|sum|count|date|day|due|time|timestamp|by|teacher|assessor|attempts?|tries',
  'status|kind|target|goal',
].join('|');
const BETWEEN = 'mastery|student|my|your|the|for|of|last|first|full|marks?|scores?|\\d+';

/**
 * Whether words after a code say that the column is no score: a remark, or nothing but such words
 * ("mastery points", "(max)"). "tell the time" and "find points on a line" are of the competency.
 */
export function saysNoScore(words: string): boolean {
  const bare = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
  return bare === '%' || REMARK.test(bare) || (HAS_OTHER.test(bare) && ALL_OTHER.test(bare));
}

const REMARK = new RegExp(`^(?:(?:${BETWEEN}|teacher|s) )*(?:${REMARKS})\\b`);
const HAS_OTHER = new RegExp(`\\b(?:${OTHERS})\\b`);
const ALL_OTHER = new RegExp(`^(?:(?:${OTHERS}|${BETWEEN})(?: |$))+$`);
