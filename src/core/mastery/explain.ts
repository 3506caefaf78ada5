/** The receipt: every score that bears on a result, whether it counted and why not, and its share. */
import type { Competency, Piece, Showing } from '../model.js';
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
import { weights } from './methods.js';
import { type MoreScores, waysToMeet } from './need.js';

/** One line of the receipt. */
export interface ReceiptLine {
  readonly piece: Piece;
  /** On the competency's scale; null without a score. */
  readonly score: number | null;
  readonly whyNot: WhyNot | null;
  /** Share of the result, 0 to 1, where the method is linear in the scores; else null. */
  readonly weight: number | null;
  /** The result had this score not been there; null when none would be left. */
  readonly scoreWithout: number | null;
}

export interface Receipt {
  readonly mastery: Mastery;
  readonly yardstick: Yardstick;
  readonly lines: readonly ReceiptLine[];
  /** The scores that the method looked at, oldest first. */
  readonly looked: readonly number[];
  /** The ways to become met; empty when it is met, or when up to nine scores are not enough. */
  readonly ways: readonly MoreScores[];
}

export function explain(standards: Standards, showing: Showing, competency: Competency): Receipt {
  const yardstick = standards.yardstick(competency);
  const gathered = gather(standards, showing, competency);
  const counted = counting(gathered, yardstick.policy);
  const kept = considered(counted, yardstick.policy);
  const mastery = masteryOf(standards, showing, competency);
  return {
    mastery,
    yardstick,
    lines: receiptLines(gathered, counted, kept, yardstick, mastery),
    looked: kept.scores,
    ways: mastery.calculated.status === 'mastered' ? [] : waysToMeet(counted, yardstick),
  };
}

function receiptLines(
  gathered: Gathered,
  counted: Gathered,
  kept: Gathered,
  yardstick: Yardstick,
  mastery: Mastery,
): ReceiptLine[] {
  const replaced = replacedPieces(gathered.pieces);
  const recent = yardstick.policy.recent;
  const late = new Set(recent === null ? counted.pieces : counted.pieces.slice(-recent));
  const shares =
    kept.pieces.length === 0 ? null : weights(yardstick.policy, scoresOf(kept, yardstick));
  const shareOf = new Map(kept.pieces.map((piece, index) => [piece, shares?.[index] ?? null]));
  return gathered.pieces.map((piece, index) => {
    const reason =
      whyNot(gathered, index, yardstick.policy, replaced) ??
      (shareOf.has(piece) ? null : late.has(piece) ? 'lower' : 'older');
    const score = gathered.scores[index] ?? Number.NaN;
    return {
      piece,
      score: Number.isNaN(score) ? null : score,
      whyNot: reason,
      weight: reason === null ? (shareOf.get(piece) ?? null) : null,
      scoreWithout: scoreWithout(gathered, piece, yardstick, mastery, reason),
    };
  });
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

/** The gathered pieces less one. */
export function without(gathered: Gathered, piece: Piece): Gathered {
  const index = gathered.pieces.indexOf(piece);
  return { pieces: lessOne(gathered.pieces, index), scores: lessOne(gathered.scores, index) };
}

function lessOne<T>(things: readonly T[], index: number): T[] {
  const rest = things.slice();
  if (index >= 0) rest.splice(index, 1);
  return rest;
}
