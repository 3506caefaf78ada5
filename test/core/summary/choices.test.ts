import { describe, expect, it } from 'vitest';
import { shownCells, shownValues } from '../../../src/core/summary/suppression.js';

describe('which values and statuses are shown', () => {
  it.each([
    [
      [20, 30],
      [0, 1],
    ],
    [[20, 5, 30], [2]],
    [
      [20, 5, 6, 30],
      [0, 3],
    ],
    [[20, 2, 3, 30], [3]],
    [[4, 5], []],
    [[20, 4], []],
    [[50], []],
    [[50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], []],
    [[50, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1], [0]],

    [
      [50, 30, 9, 9],
      [0, 1],
    ],
    [[50, 10, 9, 9], [0]],
    [[30, 20, 9], [0]],
    [[20, 20, 9], []],
  ])('of values with %j students those at %j', (students, shown) => {
    expect([...shownValues(students, 10)].sort()).toEqual(shown);
  });

  const row = (mastered: number, below: number, thin = 0, not_assessed = 0, excused = 0) => ({
    mastered,
    below,
    thin,
    not_assessed,
    excused,
  });
  const both = new Set([0, 1]);

  it('met, where it and all else have enough students in each value', () => {
    const shown = shownCells([row(30, 20), row(15, 12)], both, 10);
    expect([...(shown?.statuses ?? [])]).toEqual(['mastered']);
    expect(shown?.rows).toEqual(both);
  });

  it('all five, where all have enough', () => {
    const shown = shownCells([row(10, 10, 10, 10, 10), row(11, 12, 13, 14, 15)], both, 10);
    expect(shown?.statuses.size).toBe(5);
  });

  it('nothing of a value that nearly all met, and so nothing of the only other', () => {
    const shown = shownCells([row(48, 2), row(25, 25)], both, 10);
    expect(shown?.rows.size).toBe(0);
    expect([...(shown?.statuses ?? [])]).toEqual(['mastered']);
  });

  it('not the only large one, where all others would then be as large as a small one can be', () => {
    expect(shownCells([row(9, 9, 9, 9, 10)], new Set(), 10)).toBe(null);
    expect([...(shownCells([row(10, 9, 9, 9, 9)], new Set(), 10)?.statuses ?? [])]).toEqual([
      'mastered',
    ]);
  });

  it('the largest values first, up to one in which too few met it', () => {
    const all = new Set([0, 1, 2, 3]);
    const rows = (...table: ReturnType<typeof row>[]) => shownCells(table, all, 10)?.rows;
    expect(rows(row(20, 20), row(30, 30), row(4, 30), row(15, 15))).toEqual(new Set([0, 1]));
    expect(rows(row(20, 20), row(4, 60), row(17, 17), row(15, 15))).toEqual(new Set());
  });

  it('no status that would cost a value', () => {
    const shown = shownCells([row(30, 20, 10), row(15, 2, 8)], both, 10);
    expect(shown?.rows).toEqual(both);
    expect([...(shown?.statuses ?? [])]).toEqual(['mastered']);
  });

  it('nothing at all where all met', () => {
    expect(shownCells([row(48, 0), row(25, 0)], both, 10)).toBe(null);
  });
});
