import { expect, it } from 'vitest';
import { figuresOf } from '../../../src/core/summary/figures.js';
import { findings } from '../../../src/core/summary/findings.js';
import { gradebook } from '../../support/book.js';

const book = gradebook('a\nb\nc\nd\ne');

/** Met, not yet, need more evidence, not assessed, excused. */
function stands(code: string, ...counts: readonly number[]) {
  const [mastered = 0, below = 0, thin = 0, not_assessed = 0, excused = 0] = counts;
  const tally = {
    statuses: { mastered, below, thin, not_assessed, excused },
    levels: new Map(),
    scores: new Map(),
    moves: new Map(),
  };
  const one = book.competency(code);
  const students = counts.reduce((sum, n) => sum + n, 0);
  return figuresOf(one, book.standards.yardstick(one), students, tally, false);
}

function said(...all: readonly ReturnType<typeof stands>[]) {
  const { strengths, growth, unassessed } = findings(all);
  const codes = (some: typeof strengths) => some.map(({ figures }) => figures.competency.code);
  return [codes(strengths), codes(growth), unassessed.map(({ competency }) => competency.code)];
}

it('three of four with enough evidence are a strength, fewer an area for growth', () => {
  expect(said(stands('a', 15, 5), stands('b', 14, 6))).toEqual([['a'], ['b'], []]);
});

it('nothing is said of what fewer than half have enough evidence on', () => {
  expect(said(stands('a', 1, 8, 11), stands('b', 9, 0, 11))).toEqual([[], [], []]);
  expect(said(stands('a', 1, 9, 10))).toEqual([[], ['a'], []]);
});

it('what most were not assessed on is no weakness, and the excused are not asked', () => {
  expect(said(stands('a', 0, 1, 0, 9), stands('b', 0, 5, 0, 5, 10))).toEqual([[], ['b'], ['a']]);
});

it('the surest three and the weakest three, in that order', () => {
  const strong = said(stands('a', 8, 2), stands('b', 10), stands('c', 9, 1), stands('d', 8, 2));
  expect(strong).toEqual([['b', 'c', 'a'], [], []]);
  const weak = said(stands('a', 3, 7), stands('b', 1, 9), stands('c', 2, 8), stands('d', 4, 6));
  expect(weak).toEqual([[], ['b', 'c', 'a'], []]);
});
