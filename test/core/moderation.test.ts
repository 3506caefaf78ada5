import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement, scorePairs, type WorkScore, weightedKappa } from '../../src/core/moderation.js';

const score = (work: string | number, person: string, level: number, levels = 4): WorkScore => ({
  work: String(work),
  person,
  scale: levels,
  level,
  levels,
});

/** Two people's levels, work by work. */
const twice = (first: readonly number[], second: readonly number[], levels = 4) =>
  scorePairs(
    first.flatMap((level, work) => [
      score(work, 'a', level, levels),
      score(work, 'b', second[work] ?? 0, levels),
    ]),
  );

const times = (n: number, level: number) => Array<number>(n).fill(level);

describe('weighted kappa is as published', () => {
  it('by the makers of Maple, quadratic', () => {
    // https://www.maplesoft.com/support/help/maple/view.aspx?path=EssayTools/QuadraticWeightedKappa
    const first = [9, 7, 8, 7, 6, 8, 3, 5, 10];
    const kappa = (second: readonly number[]) => weightedKappa(twice(first, second, 11), 2);
    expect(kappa([8, 8, 6, 6, 7, 6, 1, 4, 8])).toBe(0.7586);
    expect(kappa([3, 5, 6, 6, 7, 6, 1, 4, 8])).toBe(0.4381);
  });

  it('in the tests of scikit-learn, linear and quadratic', () => {
    // https://github.com/scikit-learn/scikit-learn/blob/main/sklearn/metrics/tests/test_classification.py
    const pairs = twice(
      [...times(46, 0), ...times(44, 1), ...times(10, 2)],
      [...times(50, 0), ...times(40, 1), ...times(10, 2)],
      3,
    );
    expect(weightedKappa(pairs, 1)).toBe(0.9412);
    expect(weightedKappa(pairs, 2)).toBe(0.9541);
  });

  it('worked by hand', () => {
    // Seen: 0 + 1 + 0 + 1 levels apart. By chance: of the 16 combinations of a's 0 0 2 2 with b's 0 1 2 1
    // eight lie 1 apart and four 2, shared among 4 pairs: (8 × 1 + 4 × 2) / 4. Squared, (8 × 1 + 4 × 4) / 4.
    const pairs = twice([0, 0, 2, 2], [0, 1, 2, 1]);
    expect(weightedKappa(pairs, 1)).toBe(0.5);
    expect(weightedKappa(pairs, 2)).toBe(0.6667);
  });

  it('summed over couples and scales where there are several', () => {
    const one = [score(1, 'a', 0), score(1, 'b', 1), score(2, 'a', 3), score(2, 'b', 3)];
    const other = [score(3, 'a', 1), score(3, 'c', 1), score(4, 'a', 0), score(4, 'c', 2)];
    // a and b: seen 1, by chance (1 + 9 + 4 + 0) / 2 = 7. a and c: seen 4, by chance (0 + 1 + 1 + 4) / 2 = 3.
    expect(weightedKappa(scorePairs([...one, ...other]), 2)).toBe(0.5);
  });
});

describe('agreement', () => {
  it('counts exact, adjacent and further pairs, and how much higher the second scores', () => {
    expect(agreement(twice([0, 1, 2, 3, 0], [0, 2, 1, 3, 3]))).toMatchObject({
      pairs: 5,
      exact: 2,
      adjacent: 2,
      further: 1,
      meanDifference: 0.6,
      meanDistance: 1,
      noKappa: null,
    });
  });

  it('has no kappa where all is in one level, and says why', () => {
    const none = { quadraticKappa: null, linearKappa: null };
    expect(agreement(twice([2, 2], [2, 2]))).toMatchObject({ ...none, noKappa: 'one_level' });
    expect(agreement([])).toMatchObject({
      ...none,
      pairs: 0,
      meanDistance: null,
      noKappa: 'no_pairs',
    });
    expect(agreement(twice([2], [1])).quadraticKappa).toBe(0);
  });

  it('has no direction among more than two people', () => {
    const three = scorePairs([score(1, 'a', 0), score(1, 'b', 1), score(1, 'c', 3)]);
    expect(agreement(three)).toMatchObject({ pairs: 3, meanDifference: null, meanDistance: 2 });
  });
});

describe('pairs', () => {
  it('are of different people, by name, at the last word of each', () => {
    const pairs = scorePairs([
      score('essay', 'ms fair', 0),
      score('essay', 'mr stone', 1),
      score('essay', 'ms fair', 2),
      score('poem', 'ms fair', 3),
    ]);
    expect(
      pairs.map(({ first, second }) => [first.person, first.level, second.person, second.level]),
    ).toEqual([['mr stone', 1, 'ms fair', 2]]);
  });
});

const scores = fc.array(
  fc
    .tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([work, by, level]) => score(work, by, level)),
  { maxLength: 40 },
);

/** Each person scores a piece of work once, so that no order decides who has the last word. */
const once = scores.map((all) => [
  ...new Map(all.map((one) => [`${one.work} ${one.person}`, one])).values(),
]);

describe('for any scores', () => {
  it('the order in which they come changes nothing', () => {
    fc.assert(
      fc.property(
        once.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(agreement(scorePairs(shuffled))).toEqual(agreement(scorePairs(all)));
        },
      ),
    );
  });

  it('two people who change places agree as much', () => {
    fc.assert(
      fc.property(once, (all) => {
        const swapped = all.map((one) => ({
          ...one,
          person: { a: 'c', c: 'a' }[one.person] ?? one.person,
        }));
        const { meanDifference: _, ...before } = agreement(scorePairs(all));
        expect(agreement(scorePairs(swapped))).toMatchObject(before);
      }),
    );
  });

  it('full agreement is 1, and nothing is more', () => {
    fc.assert(
      fc.property(once, (all) => {
        const copied = all.flatMap((one) => [one, { ...one, person: `${one.person} again` }]);
        const same = scorePairs(copied).filter(
          ({ first, second }) => second.person === `${first.person} again`,
        );
        expect([1, null]).toContain(weightedKappa(same, 2));
        expect(weightedKappa(scorePairs(all), 1) ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});
