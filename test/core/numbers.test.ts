import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rounding, round, significant } from '../../src/core/numbers.js';

describe('round', () => {
  it.each<[number, number, Rounding, number]>([
    [1.005, 2, 'half-up', 1.01],
    [2.675, 2, 'half-up', 2.68],
    [3.3249999999999997, 2, 'half-up', 3.33],
    [2.9999999999999996, 2, 'half-up', 3],
    [2.5, 0, 'half-up', 3],
    [1.0049, 2, 'half-up', 1],
    [-1.005, 2, 'half-up', -1.01],
    [-2.5, 0, 'half-up', -3],
    [2.125, 2, 'half-even', 2.12],
    [2.135, 2, 'half-even', 2.14],
    [2.5, 0, 'half-even', 2],
    [3.5, 0, 'half-even', 4],
    [2.1251, 2, 'half-even', 2.13],
    [-2.5, 0, 'half-even', -2],
    [3.999, 2, 'down', 3.99],
    [2.9999999999999996, 2, 'down', 3],
    [-3.999, 2, 'down', -3.99],
    [2.25, 1, 'half-up', 2.3],
    [2.25, 1, 'half-even', 2.2],
    [2.75, 1, 'down', 2.7],
    [2.25, 2, 'half-up', 2.25],
    [3.125, 2, 'half-up', 3.13],
    [3, 0, 'down', 3],
    [2.1234567, 6, 'half-up', 2.123457],
    [0.0000004, 6, 'half-up', 0],
    [0.0000005, 6, 'half-up', 0.000001],
  ])('%d to %i places, %s, is %d', (value, places, rounding, expected) => {
    expect(round(value, places, rounding)).toBe(expected);
  });

  it('rounds halves up unless told otherwise', () => {
    expect(round(0.5, 0)).toBe(1);
  });

  it('gives no minus zero', () => {
    expect(round(-0.001, 2)).toBe(0);
    expect(round(0, 2)).toBe(0);
  });

  it('does nothing twice, and moves nothing by more than half a step', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.nat(6), (value, places) => {
        const once = round(value, places);
        expect(round(once, places)).toBe(once);
        expect(Math.abs(once - value)).toBeLessThanOrEqual(0.5 * 10 ** -places + 1e-9);
      }),
    );
  });
});

describe('significant', () => {
  it.each([
    [(0.3 / 0.4) * 4, 3],
    [0.1 + 0.2, 0.3],
    [2.123456789012345, 2.12345678901],
    [1e-20, 1e-20],
    [0, 0],
  ])('%d is %d', (value, expected) => {
    expect(significant(value)).toBe(expected);
  });
});
