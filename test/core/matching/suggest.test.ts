import { describe, expect, it } from 'vitest';
import { closest, slips } from '../../../src/core/matching/suggest.js';

describe('slips of the finger', () => {
  it.each([
    ['test', 'test', 0],
    ['test', 'tests', 1],
    ['test', 'tst', 1],
    ['test', 'text', 1],
    ['test', 'tset', 1],
    ['project', 'porjcet', 2],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
  ])('%s to %s are %i', (a, b, expected) => {
    expect(slips(a, b)).toBe(expected);
    expect(slips(b, a)).toBe(expected);
  });
});

describe('the closest', () => {
  const near = (typed: string, ...words: string[]) => closest(typed, words, (word) => [word]);

  it('is within two slips, nearest first', () => {
    expect(near('portfolio', 'project', 'portfolo', 'portfolios', 'porfolo')).toEqual([
      'portfolo',
      'portfolios',
      'porfolo',
    ]);
    expect(near('xyzzy', 'project', 'test')).toEqual([]);
  });

  it('is within one slip of a short word', () => {
    expect(near('abc', 'abd', 'axy')).toEqual(['abd']);
  });

  it('is at most five', () => {
    expect(near('word', 'wora', 'worb', 'worc', 'wore', 'worf', 'worg')).toHaveLength(5);
  });

  it('looks at the nearest word of each, and past what has none', () => {
    const things = [['far', 'off'], ['words', 'word'], []];
    expect(closest('word', things, (thing) => thing)).toEqual([['words', 'word']]);
  });
});
