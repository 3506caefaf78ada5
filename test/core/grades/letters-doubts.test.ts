import { describe, expect, it } from 'vitest';
import { lettersOf } from '../../../src/core/grades/letters.js';
import { lettersDoubts } from '../../../src/core/grades/letters-doubts.js';

const idle = (text: string) =>
  lettersDoubts(lettersOf(text), { pathways: [], defaults: [] })
    .filter(({ code }) => code === 'idle_rule')
    .map(({ message }) => message);

describe('a rule that can never give its letter', () => {
  it('is told with the rule that comes before it', () => {
    expect(idle('F: mean 1; A: mean 3.5')).toEqual([
      '"A: mean 3.5" never gives A: "F: mean 1" comes before it and always holds with it',
    ]);
  });

  it.each([
    'B: min 2; A: min 3',
    'B: most 2; A: most 3',
    'B: most 3; A: min 3',
    'B: met 50%; A: met 80%',
    'B: assessed 50%; A: enough 50%',
    'B: 1 of Unit; A: 2 of unit',
    'B: stage Unit; A: stage Unit and mean 4',
    'B: mean 2; A: met 50% and mean 3',
  ])('%s', (text) => {
    expect(idle(text)).toHaveLength(1);
  });

  it.each([
    'A: mean 3.5; F: mean 1',
    'B: min 3; A: most 3',
    'B: mean 2 and met 50%; A: mean 3',
    'B: enough 50%; A: assessed 100%',
    'B: stage Unit; A: 2 of Unit',
    'B: 2 of Unit; A: stage Unit',
    'B: mean 3; A: min 3',
    'A: min 3 and most 4; B: mean 3; C: mean 2; else F',
  ])('is not one of %s', (text) => {
    expect(idle(text)).toEqual([]);
  });
});
