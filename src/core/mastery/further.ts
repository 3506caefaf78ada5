/**
 * Further scores, tried: what the evidence would say if these came, each on a day of its own, later
 * than all there is.
 */
import type { Piece, Scale } from '../model.js';
import { round, significant } from '../numbers.js';
import type { Policy } from '../policy.js';
import { top } from '../scale.js';
import type { Yardstick } from '../standards.js';
import { type Gathered, kindCounts } from './counting.js';
import { type Judgement, judge } from './judge.js';

/** A score of a counting kind that might be given next. */
export interface Further {
  /** On the competency's scale. */
  readonly score: number;
  readonly kind: string;
}

/** The judgement if these came after the counting pieces, in this order. */
export function judgedWith(
  counted: Gathered,
  yardstick: Yardstick,
  further: readonly Further[],
): Judgement {
  const pieces = [...counted.pieces, ...further.map(({ kind }, index) => futurePiece(kind, index))];
  return judge(
    { pieces, scores: [...counted.scores, ...further.map(({ score }) => score)] },
    yardstick,
  );
}

/** The kinds among which a method tells: the weighted ones, else any one that counts, the last used first. */
export function kindsThatTell(counted: Gathered, yardstick: Yardstick): string[] {
  const { policy } = yardstick;
  const last = counted.pieces.at(-1)?.kind;
  if (policy.method !== 'weighted-mean') return [last ?? someCountingKind(yardstick)];
  const weighted = Object.keys(policy.kind_weights).filter((kind) => kindCounts(policy, kind));
  return weighted.sort((a, b) => Number(b === last) - Number(a === last));
}

function someCountingKind({ policy }: Yardstick): string {
  const candidates = [...(policy.kinds ?? []), 'observation'];
  return candidates.find((kind) => kindCounts(policy, kind)) ?? 'observation';
}

/**
 * Where something may change: 0, where each level begins and the least rounded score over that, the
 * levels' own values, and the top; ascending.
 */
export function steps({ begins, scale, policy }: Yardstick): number[] {
  const highest = top(scale);
  const own = scale.levels.map(({ value }) => value);
  const rounded = begins.map((begin) => roundedOver(begin, policy));
  const values = [0, ...begins, ...rounded, ...own].filter((value) => value <= highest);
  return [...new Set(values)].sort((a, b) => a - b);
}

/** The least number of the policy's decimals that is not under `value`. */
function roundedOver(value: number, { round: places }: Policy): number {
  const under = round(value, places, 'down');
  return under >= value ? under : significant(under + 10 ** -places);
}

/**
 * Scores between two that people would give: whole numbers on scales to more than 10, halves on
 * smaller ones, tenths on those to 1; ascending.
 */
export function scoresBetween(scale: Scale, low: number, high: number): number[] {
  const highest = top(scale);
  const parts = highest > 10 ? 1 : highest > 1 ? 2 : 10;
  const first = Math.floor(low * parts) + 1;
  const count = Math.max(0, Math.ceil(high * parts) - first);
  return Array.from({ length: count }, (_, index) => (first + index) / parts);
}

/** Whether no result ever falls because a score is higher. */
export function neverFalls({ method, top: highest }: Policy): boolean {
  switch (method) {
    case 'highest':
    case 'mean':
    case 'median':
      return true;
    case 'latest':
    case 'decaying-average':
    case 'latest-weighted':
    case 'weighted-mean':
      // A higher score may push another out of the highest, and stand elsewhere in their order.
      return highest === null;
    case 'mode':
    case 'n-times':
    case 'power-law':
      return false;
  }
}

const FUTURE = new Map<string, Piece>();

/** A piece on a later day than any other, each an occasion of its own. */
function futurePiece(kind: string, index: number): Piece {
  const key = `${index} ${kind}`;
  const known = FUTURE.get(key);
  if (known !== undefined) return known;
  const made: Piece = {
    competency: 0,
    observedOn: `9999-12-${10 + index}`,
    entry: Number.MAX_SAFE_INTEGER,
    number: index,
    score: 0,
    possible: null,
    kind,
    title: null,
    externalId: null,
  };
  FUTURE.set(key, made);
  return made;
}
