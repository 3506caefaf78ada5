import { describe, expect, it } from 'vitest';
import {
  calculate,
  decayingAverage,
  fitsPowerLaw,
  latestWeighted,
  median,
  mode,
  nTimes,
  powerLaw,
  type Scores,
  weightedMean,
  weights,
} from '../../../src/core/mastery/methods.js';
import { DEFAULT_POLICY, METHODS, type Method, type Policy } from '../../../src/core/policy.js';

const given = (scores: readonly number[], kinds: readonly string[] = []): Scores => ({
  scores,
  kinds: scores.map((_, index) => kinds[index] ?? 'test'),
  cut: 3,
  lowest: 1,
  top: 4,
});
const by = (method: Method, more: Partial<Policy> = {}): Policy => ({
  ...DEFAULT_POLICY,
  method,
  kind_weights: { test: 0.7, project: 0.3 },
  ...more,
});

it('takes more scores than fit the arguments of a call', () => {
  const scores = given(Array.from({ length: 200_000 }, (_, index) => index / 50_000));
  expect(calculate(by('highest'), scores)).toBe(199_999 / 50_000);
  expect(calculate(by('mode'), scores)).toBe(199_999 / 50_000);
});

describe('each method', () => {
  it.each<[Method, Partial<Policy>, number[], number | null]>([
    ['latest', {}, [1, 4, 2], 2],
    ['highest', {}, [1, 4, 2], 4],
    ['mean', {}, [1, 4, 2.5], 2.5],
    ['median', {}, [4, 1, 2], 2],
    ['median', {}, [4, 1, 3, 2], 2.5],
    ['mode', {}, [2, 3, 2, 3, 1], 3],
    ['mode', { tie: 'recent' }, [3, 2, 3, 2, 1], 2],
    ['mode', { tie: 'none' }, [2, 3, 2, 3], null],
    ['mode', { tie: 'none' }, [2, 3, 3], 3],
    ['decaying-average', {}, [1, 4], 2.95],
    ['decaying-average', { weight: 0.5 }, [1, 3, 4], 3],
    ['latest-weighted', {}, [1, 3, 4], 3.3],
    ['n-times', { n: 2 }, [3, 1, 4], 3.5],
    ['n-times', { n: 3 }, [3, 1, 4], null],
    ['power-law', {}, [1, 2, 3, 4], 4],
    ['weighted-mean', {}, [4, 2], 3],
  ])('%s %j of %j is %s', (method, more, scores, expected) => {
    const result = calculate(by(method, more), given(scores));
    if (expected === null) expect(result).toBeNull();
    else expect(result).toBeCloseTo(expected, 12);
  });

  it.each(METHODS)('%s of one score is that score', (method) => {
    expect(calculate(by(method, { n: 1 }), given([3.5]))).toBe(3.5);
  });
});

describe('mode', () => {
  it('looks only at the scores given most often when it breaks a tie', () => {
    expect(mode([3, 3, 2, 2, 4], 'higher')).toBe(3);
    expect(mode([3, 3, 2, 2, 4], 'recent')).toBe(2);
    expect(mode([2, 4, 3], 'higher')).toBe(4);
    expect(mode([2, 4, 3], 'recent')).toBe(3);
  });
});

describe('decaying average', () => {
  it('takes six 3s to outgrow one early 2, to two places', () => {
    const after = (threes: number) =>
      decayingAverage([2, ...Array.from({ length: threes }, () => 3)], 0.65).toFixed(2);
    expect([after(5), after(6)]).toEqual(['2.99', '3.00']);
  });

  it('counts 1, 2, 4 as met, which the default does not', () => {
    expect(decayingAverage([1, 2, 4], 0.65)).toBeGreaterThan(3);
    expect(median([1, 2, 4])).toBe(2);
  });

  it('is not the latest against the mean of the rest', () => {
    expect(decayingAverage([1, 2, 3, 4], 0.65)).toBeCloseTo(3.484625, 10);
    expect(latestWeighted([1, 2, 3, 4], 0.65)).toBeCloseTo(3.3, 10);
    expect(decayingAverage([1, 4], 0.65)).toBe(latestWeighted([1, 4], 0.65));
  });
});

describe('n times', () => {
  it('is the mean of all scores at or over the cut, not only of n', () => {
    expect(nTimes([3, 3, 1, 4, 4], 2, 3)).toBe(3.5);
    expect(nTimes([2.99, 3], 2, 3)).toBeNull();
  });
});

describe('power law', () => {
  it.each([
    ['under the lowest level', [4, 1, 1, 0.5], 1],
    ['over the top', [1, 4, 4], 4],
  ])('never runs %s', (_, scores, expected) => {
    expect(powerLaw(scores, 1, 4)).toBe(expected);
  });

  it.each([
    ['two scores', [2, 3], 2.5],
    ['a zero', [0, 3, 3], 2],
  ])('is the mean with %s', (_, scores, expected) => {
    expect(fitsPowerLaw(scores)).toBe(false);
    expect(powerLaw(scores, 1, 4)).toBe(expected);
  });

  it('fits from three scores on', () => {
    expect(fitsPowerLaw([1, 1, 1])).toBe(true);
    expect(powerLaw([3, 3, 3], 1, 4)).toBeCloseTo(3, 12);
  });
});

describe('weighted mean', () => {
  const WEIGHTS = { test: 0.6, project: 0.3, portfolio: 0.1 };
  it.each([
    ['each kind by its own mean', [4, 2, 1], ['test', 'test', 'project'], 2.3333333333333335],
    ['kinds without a score drop out', [3, 2], ['project', 'portfolio'], 2.75],
    ['weights need not add up to 1', [4, 2], ['test', 'project'], 3.3333333333333335],
    ['a kind without a weight does not count', [4, 1], ['test', 'observation'], 4],
  ])('%s', (_, scores, kinds, expected) => {
    expect(weightedMean(scores, kinds, WEIGHTS)).toBeCloseTo(expected, 12);
  });

  it('is none without a weighted kind', () => {
    expect(weightedMean([4], ['observation'], WEIGHTS)).toBeNull();
  });
});

describe('the share of each score', () => {
  it.each<[Method, number[]]>([
    ['latest', [0, 0, 1]],
    ['mean', [1 / 3, 1 / 3, 1 / 3]],
    ['decaying-average', [0.1225, 0.2275, 0.65]],
    ['latest-weighted', [0.175, 0.175, 0.65]],
    ['weighted-mean', [0.35, 0.3, 0.35]],
  ])('%s', (method, expected) => {
    const scores = given([1, 2, 4], ['test', 'project', 'test']);
    const shares = weights(by(method), scores) ?? [];
    expect(shares).toHaveLength(3);
    shares.forEach((share, index) => {
      expect(share).toBeCloseTo(expected[index] ?? 0, 12);
    });
    const total = shares.reduce(
      (sum, share, index) => sum + share * (scores.scores[index] ?? 0),
      0,
    );
    expect(total).toBeCloseTo(calculate(by(method), scores) ?? Number.NaN, 12);
  });

  it.each<Method>([
    'median',
    'highest',
    'mode',
    'n-times',
    'power-law',
  ])('%s is not linear in the scores', (method) =>
    expect(weights(by(method), given([1, 2, 4]))).toBeNull());

  it('of one score is all of it', () => {
    for (const method of ['latest', 'mean', 'decaying-average', 'latest-weighted'] as const) {
      expect(weights(by(method), given([2]))).toEqual([1]);
    }
  });
});
