/**
 * What is still needed: the fewest further scores that would make a competency met, found by trying
 * them under the policy itself.
 */
import type { Piece } from '../model.js';
import { top } from '../scale.js';
import type { Yardstick } from '../standards.js';
import type { Gathered } from './counting.js';
import { counting, kindCounts } from './counting.js';
import { judge } from './judge.js';

/** So many further scores, each at least `atLeast` (on the scale), some of these kinds. */
export interface MoreScores {
  readonly count: number;
  readonly atLeast: number;
  /** Kinds that the policy asks for and that are missing; empty: any counting kind. */
  readonly kinds: readonly string[];
  /** How many of the further scores must be of a kind not used so far; 0: none must. */
  readonly newKinds: number;
}

/** More scores than this are not promised to anybody: the old scores have to be looked at instead. */
const MOST = 9;

/**
 * The ways to become met, easiest to say first: scores at the mastery cut, and, where fewer scores
 * at the top would do, those. Empty when up to nine further scores are not enough.
 */
export function waysToMeet(counted: Gathered, yardstick: Yardstick): MoreScores[] {
  const atCut = fewest(counted, yardstick, yardstick.cut);
  const highest = top(yardstick.scale);
  if (yardstick.cut >= highest || atCut?.count === 1) return atCut === null ? [] : [atCut];
  const atTop = fewest(counted, yardstick, highest);
  if (atTop === null) return atCut === null ? [] : [atCut];
  if (atCut === null) return [atTop];
  return atTop.count < atCut.count ? [atCut, atTop] : [atCut];
}

function fewest(counted: Gathered, yardstick: Yardstick, atLeast: number): MoreScores | null {
  const { policy } = yardstick;
  const used = new Set(counted.pieces.map((piece) => piece.kind));
  const missing = policy.require_kinds.filter((kind) => !used.has(kind));
  const newKinds = Math.max(0, policy.min_kinds - Math.max(1, used.size + missing.length));
  for (let count = Math.max(1, missing.length + newKinds); count <= MOST; count++) {
    const kinds = kindsToAdd(count, missing, newKinds, yardstick, counted);
    const added = kinds.map((kind, index) => futurePiece(kind, index));
    const pieces = [...counted.pieces, ...added];
    const scores = [...counted.scores, ...added.map(() => atLeast)];
    if (judge(counting({ pieces, scores }, policy), yardstick).status === 'mastered') {
      return { count, atLeast, kinds: missing, newKinds };
    }
  }
  return null;
}

function kindsToAdd(
  count: number,
  missing: readonly string[],
  newKinds: number,
  yardstick: Yardstick,
  counted: Gathered,
): string[] {
  const { policy } = yardstick;
  const usual = counted.pieces.at(-1)?.kind ?? someCountingKind(yardstick);
  const taken = new Set([...counted.pieces.map((piece) => piece.kind), ...missing, usual]);
  const named = policy.kinds ?? Object.keys(policy.kind_weights);
  const fresh = [...named, ...Array.from({ length: newKinds }, (_, index) => `kind ${index + 1}`)]
    .filter((kind) => !taken.has(kind) && kindCounts(policy, kind))
    .slice(0, newKinds);
  const rest = Math.max(0, count - missing.length - fresh.length);
  return [...missing, ...fresh, ...Array.from({ length: rest }, () => usual)];
}

function someCountingKind(yardstick: Yardstick): string {
  const { policy } = yardstick;
  const candidates = [...(policy.kinds ?? []), ...Object.keys(policy.kind_weights), 'observation'];
  return candidates.find((kind) => kindCounts(policy, kind)) ?? 'observation';
}

/** A piece on a later day than any other, each an occasion of its own. */
function futurePiece(kind: string, index: number): Piece {
  return {
    competency: 0,
    observedOn: '9999-12-31',
    entry: Number.MAX_SAFE_INTEGER,
    number: index,
    score: 0,
    possible: null,
    kind,
    title: `further score ${index + 1}`,
    externalId: null,
  };
}
