import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupTally } from '../../../src/core/rehearsal/by-group.js';

/** Who moves and who does not, value by value. */
type Table = readonly (readonly [moved: number, stay: number])[];

function shown(table: Table, size: number) {
  const tally = groupTally();
  for (const [index, [moved, stay]] of table.entries()) {
    const value = index === 0 ? null : `v${index}`;
    for (let n = 0; n < moved + stay; n++) tally.add(value, n < moved);
  }
  return tally.shown(size);
}

describe('who moves, by a group', () => {
  it('is shown where nothing is small', () => {
    expect(
      shown(
        [
          [12, 15],
          [20, 11],
        ],
        10,
      ),
    ).toEqual({
      everyone: { students: 58, studentsMoved: 32 },
      values: [
        { value: null, students: 27, studentsMoved: 12 },
        { value: 'v1', students: 31, studentsMoved: 20 },
      ],
      someHidden: false,
    });
  });

  it.each<[string, Table]>([
    [
      'few move',
      [
        [9, 20],
        [12, 15],
      ],
    ],
    [
      'all move',
      [
        [20, 0],
        [15, 14],
      ],
    ],
    [
      'nobody moves',
      [
        [0, 20],
        [15, 14],
      ],
    ],
    [
      'few stay',
      [
        [20, 9],
        [15, 14],
      ],
    ],
  ])('leaves out a value of which %s, and the other that would give it away', (_, table) => {
    const { values } = shown(table, 10);
    expect(values.map(({ studentsMoved }) => studentsMoved)).toEqual([null, null]);
  });

  it('says not even how many move in all where they are few', () => {
    const { everyone } = shown(
      [
        [4, 30],
        [5, 30],
      ],
      10,
    );
    expect(everyone).toEqual({ students: 69, studentsMoved: null });
    expect(shown([[2, 3]], 10)).toEqual({
      everyone: { students: null, studentsMoved: null },
      values: [],
      someHidden: true,
    });
  });

  it('leaves nothing small to be worked out, whatever the counts', () => {
    const count = fc.integer({ min: 0, max: 30 });
    const tables = fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tables, fc.integer({ min: 3, max: 12 }), (table, size) => {
        const { everyone, values } = shown(table, size);
        const open = values.filter(({ studentsMoved }) => studentsMoved !== null);
        const cells = open.map(({ students, studentsMoved }): [number, number] => {
          const moved = studentsMoved ?? 0;
          return [moved, (students ?? 0) - moved];
        });
        const { students, studentsMoved: gone } = everyone;
        if (gone === null) expect(open).toEqual([]);
        else {
          const sum = (at: 0 | 1) => cells.reduce((all, cell) => all + cell[at], 0);
          const rest: [number, number] = [gone - sum(0), (students ?? 0) - gone - sum(1)];
          if (rest[0] + rest[1] > 0) cells.push(rest);
        }
        for (const value of values) expect(value.students).toBeGreaterThanOrEqual(size);
        for (const cell of cells.flat()) expect(cell).toBeGreaterThanOrEqual(size);
      }),
    );
  });
});
