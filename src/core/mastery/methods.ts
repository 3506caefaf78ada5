/**
 * The methods: each makes one number of the counting scores, in order, oldest first. Nothing is
 * rounded here. A method that gives no score yet returns null. `scores` is never empty.
 */
import { ascending } from '../numbers.js';
import type { Policy } from '../policy.js';

/** What a method may look at: the scores in order, their kinds beside them, and the cut. */
export interface Scores {
  /** On the competency's scale, oldest first, at least one. */
  readonly scores: readonly number[];
  /** The kind of each score, for a method that looks at kinds. */
  readonly kinds: readonly string[];
  /** Where the mastery level begins. */
  readonly cut: number;
  /** The lowest level's value and the top of the scale. */
  readonly lowest: number;
  readonly top: number;
}

/** The result of the policy's method, or null when it gives no score yet. */
export function calculate(policy: Policy, given: Scores): number | null {
  const { scores } = given;
  switch (policy.method) {
    case 'latest':
      return last(scores);
    case 'highest':
      return highest(scores);
    case 'mean':
      return mean(scores);
    case 'median':
      return median(scores);
    case 'mode':
      return mode(scores, policy.tie);
    case 'decaying-average':
      return decayingAverage(scores, policy.weight);
    case 'latest-weighted':
      return latestWeighted(scores, policy.weight);
    case 'n-times':
      return nTimes(scores, policy.n, given.cut);
    case 'power-law':
      return powerLaw(scores, given.lowest, given.top);
    case 'weighted-mean':
      return weightedMean(scores, given.kinds, policy.kind_weights);
  }
}

/** The mean of the scores, or of the first `count` of them. */
export function mean(scores: readonly number[], count: number = scores.length): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += scores[index] as number;
  return sum / count;
}

function highest(scores: readonly number[]): number {
  let most = scores[0] as number;
  for (let index = 1; index < scores.length; index++) {
    most = Math.max(most, scores[index] as number);
  }
  return most;
}

/** The middle score; of an even number, the mean of the middle two. */
export function median(scores: readonly number[]): number {
  const sorted = ascending(scores);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The score given most often; between equals the higher, the most recent, or none. */
export function mode(scores: readonly number[], tie: Policy['tie']): number | null {
  const sorted = ascending(scores);
  let most = 0;
  let tied = 0;
  let highest = Number.NaN;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const value = sorted[start] as number;
    while (end < sorted.length && sorted[end] === value) end++;
    if (end - start < most) continue;
    tied = end - start === most ? tied + 1 : 1;
    most = end - start;
    highest = value;
  }
  if (tied === 1 || tie === 'higher') return highest;
  return tie === 'none'
    ? null
    : (scores.findLast((score) => timesIn(scores, score) === most) ?? null);
}

function timesIn(scores: readonly number[], score: number): number {
  return scores.filter((other) => other === score).length;
}

/**
 * r₁ = s₁; rₖ = (1−w)·rₖ₋₁ + w·sₖ. As published by MasteryConnect ("Proficiency Calculations
 * Overview": 1, 2, 3, 4 at 0.65 gives 3.48).
 */
export function decayingAverage(scores: readonly number[], weight: number): number {
  let result = scores[0] as number;
  for (let k = 1; k < scores.length; k++) {
    result = (1 - weight) * result + weight * (scores[k] as number);
  }
  return result;
}

/** w·sₙ + (1−w)·mean(s₁…sₙ₋₁); one score alone is itself. Some systems call this decaying average. */
export function latestWeighted(scores: readonly number[], weight: number): number {
  if (scores.length === 1) return last(scores);
  return weight * last(scores) + (1 - weight) * mean(scores, scores.length - 1);
}

/** The mean of all scores at or over the cut, once there are `n` of them; before that, none. */
export function nTimes(scores: readonly number[], n: number, cut: number): number | null {
  let count = 0;
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] as number;
    if (score < cut) continue;
    sum += score;
    count++;
  }
  return count < n ? null : sum / count;
}

/** Whether the power law can be fitted: three scores or more, all above 0. */
export function fitsPowerLaw(scores: readonly number[]): boolean {
  if (scores.length < 3) return false;
  for (let index = 0; index < scores.length; index++) {
    if ((scores[index] as number) <= 0) return false;
  }
  return true;
}

/**
 * Least squares of ln s on ln i, i = 1…n, read at i = n and kept within the lowest level and the
 * top; where it cannot be fitted, the mean. As published by JumpRope ("The Power of the Power Law":
 * 2, 4, 1, 3 gives 2.16).
 */
export function powerLaw(scores: readonly number[], lowest: number, top: number): number {
  if (!fitsPowerLaw(scores)) return mean(scores);
  const { intercept, slope } = powerCurve(scores);
  const end = Math.exp(intercept + slope * Math.log(scores.length));
  return Math.min(top, Math.max(lowest, end));
}

/** The line ln s = intercept + slope · ln i that fits three or more scores above 0 best. */
export function powerCurve(scores: readonly number[]): { intercept: number; slope: number } {
  const n = scores.length;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  for (let i = 0; i < n; i++) {
    const x = lnOfPlace(i);
    const y = Math.log(scores[i] as number);
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const slope = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
  return { intercept: (sumY - slope * sumX) / n, slope };
}

/** ln 1, ln 2, …, as far as they were asked for. */
const PLACES: number[] = [];

function lnOfPlace(index: number): number {
  while (PLACES.length <= index) PLACES.push(Math.log(PLACES.length + 1));
  return PLACES[index] as number;
}

/**
 * The mean of each kind, weighted; kinds without a score drop out and the rest are renormalised, as
 * School District U-46 publishes it ("Grade Determination"). No weighted kind: no score.
 */
export function weightedMean(
  scores: readonly number[],
  kinds: readonly string[],
  weights: Readonly<Record<string, number>>,
): number | null {
  let total = 0;
  let share = 0;
  for (const kind of Object.keys(weights)) {
    let sum = 0;
    let count = 0;
    for (let index = 0; index < scores.length; index++) {
      if (kinds[index] !== kind) continue;
      sum += scores[index] as number;
      count++;
    }
    if (count === 0) continue;
    const weight = weights[kind] as number;
    total += weight * (sum / count);
    share += weight;
  }
  return share === 0 ? null : total / share;
}

/**
 * The share of the result that each score carries, where the method is linear in the scores; null
 * where it is not. The shares add up to 1.
 */
export function weights(policy: Policy, given: Scores): number[] | null {
  const n = given.scores.length;
  switch (policy.method) {
    case 'latest':
      return given.scores.map((_, index) => (index === n - 1 ? 1 : 0));
    case 'mean':
      return given.scores.map(() => 1 / n);
    case 'decaying-average':
      return given.scores.map((_, index) =>
        index === 0
          ? (1 - policy.weight) ** (n - 1)
          : policy.weight * (1 - policy.weight) ** (n - 1 - index),
      );
    case 'latest-weighted':
      if (n === 1) return [1];
      return given.scores.map((_, index) =>
        index === n - 1 ? policy.weight : (1 - policy.weight) / (n - 1),
      );
    case 'weighted-mean':
      return kindShares(given.kinds, policy.kind_weights);
    default:
      return null;
  }
}

function kindShares(
  kinds: readonly string[],
  kindWeights: Readonly<Record<string, number>>,
): number[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let share = 0;
  for (const kind of counts.keys()) share += kindWeights[kind] ?? 0;
  return kinds.map((kind) => (kindWeights[kind] ?? 0) / (share * (counts.get(kind) ?? 1)));
}

function last(scores: readonly number[]): number {
  return scores[scores.length - 1] as number;
}
