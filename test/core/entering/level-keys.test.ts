import { describe, expect, it } from 'vitest';
import { countKeys, levelKeys } from '../../../src/core/entering/level-keys.js';
import { readLevels } from '../../../src/core/scale-text.js';

const keys = (levels: string) =>
  levelKeys({ id: 1, name: 'any', levels: readLevels(levels) }).map(
    ({ key, score, name }) => `${key}→${score} ${name}`,
  );

describe('the keys of a scale', () => {
  it.each([
    ['1=Beginning, 2*=There', ['1→1 Beginning', '2→2 There']],
    ['0=Not yet, 1*=Yes', ['0→0 Not yet', '1→1 Yes']],
    ['1, 2*, 3', ['1→1 ', '2→2 ', '3→3 ']],
    ['50=Pass, 100*=Top', ['1→50 Pass', '2→100 Top']],
    ['1=A, 1.5=B, 2*=C', ['1→1 A', '2→1.5 B', '3→2 C']],
    ['8=A, 10*=B', ['1→8 A', '2→10 B']],
  ])('%s', (levels, expected) => {
    expect(keys(levels)).toEqual(expected);
  });

  it('end with the ninth', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => `${i + 1}${i === 5 ? '*' : ''}`);
    expect(keys(twelve.join(', '))).toHaveLength(9);
  });
});

it('fingers count from none', () => {
  expect(countKeys(3).map(({ key, score }) => `${key}→${score}`)).toEqual([
    '0→0',
    '1→1',
    '2→2',
    '3→3',
  ]);
});
