/** Moderation: where two people have scored the same piece of work, how far they agree. */
import { groupBy } from './grouping.js';
import type { Id } from './model.js';
import { round } from './numbers.js';

/** One person's score on a piece of work, as a level. */
export interface WorkScore {
  /** Tells the work from all other work. */
  readonly work: string;
  /** Who scored it: one text for all ways in which a name is written. */
  readonly person: string;
  readonly scale: Id;
  /** The place of the level on the scale, 0 for the lowest. */
  readonly level: number;
  /** How many levels the scale has, at least two. */
  readonly levels: number;
}

/** Two people's scores on one piece of work; the first is the one whose name comes first. */
export interface ScorePair<Score extends WorkScore> {
  readonly first: Score;
  readonly second: Score;
}

/** How far people agree over some pairs of scores. Means and kappas are rounded to 4 places. */
export interface Agreement {
  readonly pairs: number;
  readonly exact: number;
  /** One level apart. */
  readonly adjacent: number;
  /** More than one level apart. */
  readonly further: number;
  /**
   * By how many levels the second person scores higher, on average; null where it is about more than
   * two people.
   */
  readonly meanDifference: number | null;
  /** How many levels they lie apart, on average; null without pairs. */
  readonly meanDistance: number | null;
  readonly quadraticKappa: number | null;
  readonly linearKappa: number | null;
  /** Why there is no kappa: nothing was scored twice, or every score is in one and the same level. */
  readonly noKappa: 'no_pairs' | 'one_level' | null;
}

/**
 * All pairs of different people's scores on one piece of work, in the order of the work. Who scored a
 * piece of work more than once is taken at the last word.
 */
export function scorePairs<Score extends WorkScore>(scores: Iterable<Score>): ScorePair<Score>[] {
  const works = groupBy(scores, ({ work }) => work);
  return [...works.values()].flatMap((own) => {
    const last = new Map(own.map((score) => [score.person, score]));
    const people = [...last.keys()].sort().flatMap((name) => last.get(name) ?? []);
    return people.flatMap((first, place) =>
      people.slice(place + 1).map((second) => ({ first, second })),
    );
  });
}

/** Whose scores a pair is of: the same text for all pairs of these two people. */
export function peopleOf({ first, second }: ScorePair<WorkScore>): string {
  return `${first.person}\n${second.person}`;
}

/** How many levels higher the second scored. */
export function difference({ first, second }: ScorePair<WorkScore>): number {
  return second.level - first.level;
}

/** How far people agree over these pairs. */
export function agreement(pairs: readonly ScorePair<WorkScore>[]): Agreement {
  const distances = pairs.map((pair) => Math.abs(difference(pair)));
  const exact = distances.filter((distance) => distance === 0).length;
  const adjacent = distances.filter((distance) => distance === 1).length;
  const oneCouple = new Set(pairs.map(peopleOf)).size === 1;
  const quadraticKappa = weightedKappa(pairs, 2);
  return {
    pairs: pairs.length,
    exact,
    adjacent,
    further: pairs.length - exact - adjacent,
    meanDifference: oneCouple ? mean(pairs.map(difference)) : null,
    meanDistance: mean(distances),
    quadraticKappa,
    linearKappa: weightedKappa(pairs, 1),
    noKappa: whyNone(pairs, quadraticKappa),
  };
}

function whyNone(pairs: readonly unknown[], kappa: number | null): Agreement['noKappa'] {
  if (kappa !== null) return null;
  return pairs.length === 0 ? 'no_pairs' : 'one_level';
}

/**
 * Cohen's weighted kappa (J. Cohen, Psychological Bulletin 70, 1968, 213-220): 1 - the disagreement seen /
 * the disagreement that chance would bring, where a pair of levels i, j of k weighs (|i - j| / (k - 1)) to
 * the power (1: linear, 2: quadratic). 1 is full agreement, 0 what chance brings. For more than two people
 * or one scale, both disagreements are summed over each couple and scale first (pooled kappa: H. De Vries,
 * M. N. Elliott, D. E. Kanouse, S. S. Teleki, Field Methods 20, 2008, 272-282, with couples weighted by
 * their pairs). Null where chance brings no disagreement: all is in one level.
 */
export function weightedKappa(pairs: readonly ScorePair<WorkScore>[], power: 1 | 2): number | null {
  let seen = 0;
  let expected = 0;
  const strata = groupBy(pairs, (pair) => `${peopleOf(pair)}\n${pair.first.scale}`);
  for (const own of strata.values()) {
    seen += sum(own.map(({ first, second }) => weight(first.level, second.level, first, power)));
    expected += chance(own, power);
  }
  // Adding 0 makes of -0, which rounding may leave, a plain 0.
  return expected === 0 ? null : round(1 - seen / expected, PLACES) + 0;
}

/** The disagreement of as many pairs, were each person's levels dealt out at random. */
function chance(pairs: readonly ScorePair<WorkScore>[], power: 1 | 2): number {
  const firsts = tally(pairs.map(({ first }) => first.level));
  const seconds = tally(pairs.map(({ second }) => second.level));
  const scale = pairs[0]?.first;
  if (scale === undefined) return 0;
  const cells = [...firsts].flatMap(([i, n]) =>
    [...seconds].map(([j, m]) => n * m * weight(i, j, scale, power)),
  );
  return sum(cells) / pairs.length;
}

function weight(i: number, j: number, { levels }: WorkScore, power: 1 | 2): number {
  return (Math.abs(i - j) / (levels - 1)) ** power;
}

function tally(levels: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  return counts;
}

const PLACES = 4;

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : round(sum(values) / values.length, PLACES) + 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
