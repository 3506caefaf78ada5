/** The receipt: every score that bears on a result, whether it counted and why not, and its share. */
import type { Competency, Piece, Showing } from '../model.js';
import { significant } from '../numbers.js';
import { top } from '../scale.js';
import type { Standards, Yardstick } from '../standards.js';
import {
  considered,
  counting,
  type Gathered,
  gather,
  replacedPieces,
  type WhyNot,
  whyNot,
} from './counting.js';
import { judge, type Mastery, masteryOf, scoresOf } from './judge.js';
import { calculate, type Scores, weights } from './methods.js';
import { type Outlook, outlookOf } from './outlook.js';
import { without } from './without.js';

/** One line of the receipt. */
export interface ReceiptLine {
  readonly piece: Piece;
  /** On the competency's scale; null without a score. */
  readonly score: number | null;
  /** How the score came onto this scale; null where it was given on it. */
  readonly converted: Conversion | null;
  readonly whyNot: WhyNot | null;
  /** Share of the result, 0 to 1, where the method is linear in the scores; else null. */
  readonly weight: number | null;
  /** The result had this score not been there; null when none would be left. */
  readonly scoreWithout: number | null;
}

/** A score given out of some, or on the scale of what is exactly aligned. */
export interface Conversion {
  readonly given: number;
  readonly outOf: number;
  /** The aligned competency that it was given on; null: this one. */
  readonly from: Competency | null;
}

export interface Receipt {
  readonly mastery: Mastery;
  readonly yardstick: Yardstick;
  readonly lines: readonly ReceiptLine[];
  /** What the method looked at, oldest first; null when nothing counts. */
  readonly looked: Scores | null;
  /** The method's result before rounding; null when it gives none. */
  readonly unrounded: number | null;
  /** How far the score stands over the mastery cut (under it: below 0); null without a score. */
  readonly margin: number | null;
  readonly outlook: Outlook;
}

/** The receipt of one student's result on one competency. */
export function explain(standards: Standards, showing: Showing, competency: Competency): Receipt {
  const yardstick = standards.yardstick(competency);
  const gathered = gather(standards, showing, competency);
  const counted = counting(gathered, yardstick.policy);
  const kept = considered(counted, yardstick.policy);
  const mastery = masteryOf(standards, showing, competency);
  const looked = kept.pieces.length === 0 ? null : scoresOf(kept, yardstick);
  return {
    mastery,
    yardstick,
    lines: receiptLines(standards, competency, { gathered, counted, kept }, mastery),
    looked,
    unrounded: looked === null ? null : calculate(yardstick.policy, looked),
    margin: mastery.score === null ? null : significant(mastery.score - yardstick.cut),
    outlook: outlookOf(standards, showing, mastery),
  };
}

/** The pieces as they are narrowed down: all, those that count, those that the method looks at. */
interface Narrowing {
  readonly gathered: Gathered;
  readonly counted: Gathered;
  readonly kept: Gathered;
}

function receiptLines(
  standards: Standards,
  competency: Competency,
  { gathered, counted, kept }: Narrowing,
  mastery: Mastery,
): ReceiptLine[] {
  const yardstick = standards.yardstick(competency);
  const { policy } = yardstick;
  const replaced = replacedPieces(gathered.pieces);
  const late = new Set(
    policy.recent === null ? counted.pieces : counted.pieces.slice(-policy.recent),
  );
  const shares = kept.pieces.length === 0 ? null : weights(policy, scoresOf(kept, yardstick));
  const shareOf = new Map(kept.pieces.map((piece, index) => [piece, shares?.[index] ?? null]));
  return gathered.pieces.map((piece, index) => {
    const reason =
      whyNot(gathered, index, policy, replaced) ??
      (shareOf.has(piece) ? null : late.has(piece) ? 'lower' : 'older');
    const score = gathered.scores[index] ?? Number.NaN;
    return {
      piece,
      score: Number.isNaN(score) ? null : score,
      converted: conversionOf(standards, competency, piece),
      whyNot: reason,
      weight: reason === null ? (shareOf.get(piece) ?? null) : null,
      scoreWithout: scoreWithout(gathered, piece, yardstick, mastery, reason),
    };
  });
}

function conversionOf(
  standards: Standards,
  competency: Competency,
  piece: Piece,
): Conversion | null {
  if (piece.score === null) return null;
  const home = standards.competencies.get(piece.competency);
  const from = home === undefined || home.id === competency.id ? null : home;
  const full = top(standards.yardstick(from ?? competency).scale);
  const outOf = piece.possible ?? full;
  if (from === null && outOf === full) return null;
  return { given: piece.score, outOf, from };
}

/** Judges again as if the piece had never been entered: what it replaced counts again. */
function scoreWithout(
  gathered: Gathered,
  piece: Piece,
  yardstick: Yardstick,
  mastery: Mastery,
  reason: WhyNot | null,
): number | null {
  if (reason === 'no_score' || reason === 'replaced') return mastery.score;
  return judge(counting(without(gathered, piece), yardstick.policy), yardstick).score;
}
