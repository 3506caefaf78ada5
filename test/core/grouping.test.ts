import { describe, expect, it } from 'vitest';
import { groupBy, onlyOne } from '../../src/core/grouping.js';

describe('things that belong together', () => {
  it('keep the order in which they come', () => {
    const groups = groupBy(['bo', 'ana', 'al', 'bea'], (name) => name[0]);
    expect([...groups]).toEqual([
      ['b', ['bo', 'bea']],
      ['a', ['ana', 'al']],
    ]);
    expect(groupBy([], String).size).toBe(0);
  });

  it('are one only where there is one', () => {
    expect([onlyOne([]), onlyOne(['a']), onlyOne(['a', 'b'])]).toEqual([null, 'a', null]);
  });
});
