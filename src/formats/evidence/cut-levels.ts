/** The level that a score of an outside test reaches, by `--cuts`. */
import { readNumber } from '../../core/importing/records.js';
import type { EvidenceOptions } from '../native/evidence.js';

/** Null where there are no cuts, or the score is no number; `isBelow`: it reaches none. */
export function cutLevel(
  score: string,
  { cuts }: Pick<EvidenceOptions, 'cuts'>,
): { readonly score: string; readonly isBelow: boolean } | null {
  const number = readNumber(score);
  if (cuts.length === 0 || number === null) return null;
  const reached = cuts.find(({ from }) => number >= from);
  return { score: reached?.level ?? score, isBelow: reached === undefined };
}
