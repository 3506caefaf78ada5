import { describe, expect, it } from 'vitest';
import { shownCells, shownValues } from '../../../src/core/summary/suppression.js';
import { STATUSES, type StatusCounts } from '../../../src/core/summary/tally.js';

/** Every way to spread so many students over so many places. */
function spreads(students: number, places: number): number[][] {
  if (places === 1) return [[students]];
  return Array.from({ length: students + 1 }, (_, first) => first).flatMap((first) =>
    spreads(students - first, places - 1).map((others) => [first, ...others]),
  );
}

/** Every way to take one of each list. */
function* products<T>(lists: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...others] = lists;
  if (first === undefined) yield [];
  else for (const rest of products(others)) for (const one of first) yield [one, ...rest];
}

const sum = (counts: readonly number[]) => counts.reduce((all, n) => all + n, 0);

/** What is printed, as a text, and the numbers behind it that are not. */
interface Printed {
  readonly output: string;
  readonly hidden: ReadonlyMap<string, number>;
}

/** The numbers that a reader meets as one, while she tries all inputs that the rule prints alike. */
class Reader {
  private readonly met = new Map<string, Map<string, number | 'several'>>();

  try({ output, hidden }: Printed): void {
    const known = this.met.get(output) ?? new Map(hidden);
    this.met.set(output, known);
    for (const [name, truth] of hidden) if (known.get(name) !== truth) known.set(name, 'several');
  }

  /** What she has worked out: a number that is the same in all inputs with the same output. */
  workedOut(): string[] {
    return [...this.met].flatMap(([output, known]) =>
      [...known].flatMap(([name, n]) => (n === 'several' ? [] : [`${output}: ${name} is ${n}`])),
    );
  }
}

function printTable(
  rows: readonly (readonly number[])[],
  students: readonly number[],
  size: number,
) {
  const table = rows.map(
    (row) => Object.fromEntries(STATUSES.map((one, at) => [one, row[at] ?? 0])) as StatusCounts,
  );
  const shown = shownCells(table, shownValues(students, size), size);
  const said: string[] = [];
  const hidden = new Map<string, number>();
  const all = STATUSES.map((_, at) => sum(rows.map((row) => row[at] ?? 0)));
  // One value alone is everyone.
  [all, ...(rows.length === 1 ? [] : rows)].forEach((row, place) => {
    const isOpen = shown !== null && (place === 0 || shown.rows.has(place - 1));
    STATUSES.forEach((status, at) => {
      const name = `${place === 0 ? 'all' : `v${place}`} ${status}`;
      const isSaid = isOpen && shown.statuses.has(status);
      if (isSaid) said.push(`${name} ${row[at]}`);
      else hidden.set(name, row[at] ?? 0);
    });
  });
  return { output: said.join(', '), hidden };
}

function workedOut(students: readonly number[], size: number, places: number): string[] {
  const reader = new Reader();
  const width = STATUSES.length - places;
  const rows = students.map((n) => spreads(n, places));
  for (const table of products(rows)) {
    const full = table.map(([met = 0, ...rest]) => [met, ...rest, ...Array(width).fill(0)]);
    const { output, hidden } = printTable(full, students, size);
    // With fewer places than statuses only the met are asked for.
    const asked = places === STATUSES.length ? hidden : onlyMet(hidden);
    reader.try({ output, hidden: asked });
  }
  return reader.workedOut();
}

function onlyMet(hidden: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...hidden].filter(([name]) => name.endsWith('mastered')));
}

describe('a reader who knows the rule, and tries every table that it prints like this', () => {
  it.each([3, 4, 5])('works out no count of one value, at size %i', (size) => {
    for (let students = 1; students <= 5 * size + 1; students++)
      if (spreadsOf(students) < 12_000) expect(workedOut([students], size, 5)).toEqual([]);
  });

  it.each([
    [[6, 6]],
    [[9, 6]],
    [[5, 7]],
    [[4, 9]],
    [[2, 8]],
    [[6, 2, 2]],
    [[3, 4, 4]],
    [[1, 1, 1, 6]],
  ])('nor of values with %j students, at size 3', (students) => {
    expect(workedOut(students, 3, 5)).toEqual([]);
  });

  it('nor how many of a value met it, of two to four values', () => {
    const sizes = [1, 2, 4, 6, 7, 9, 12];
    for (const [a = 0, b = 0] of products([sizes, sizes]))
      if (a + b > 2) expect(workedOut([a, b], 3, 2)).toEqual([]);
    for (const [a = 0, b = 0, c = 0] of products([sizes, sizes, sizes]))
      if (a >= b && b >= c && a > 1) expect(workedOut([a, b, c], 3, 2)).toEqual([]);
    for (const students of [
      [12, 9, 7, 7],
      [14, 12, 2, 2],
      [9, 9, 8, 6],
      [7, 13, 4, 1],
    ])
      expect(workedOut(students, 3, 2)).toEqual([]);
  });
});

function spreadsOf(students: number): number {
  const n = students;
  return ((n + 4) * (n + 3) * (n + 2) * (n + 1)) / 24;
}

describe('a reader who knows the rule and the list of values', () => {
  /** How many students the values have: what is printed of it. */
  function printValues(students: readonly number[], size: number): Printed {
    const shown = shownValues(students, size);
    const said = students.map((n, value) => (shown.has(value) ? n : '*'));
    const total = sum(students);
    return {
      output: `${total >= size ? total : '*'}: ${said.join()}`,
      hidden: new Map(
        students.flatMap((n, value) => (shown.has(value) ? [] : [[`v${value}`, n] as const])),
      ),
    };
  }

  it.each([
    [2, 14, 3],
    [3, 14, 3],
    [4, 11, 3],
    [5, 8, 3],
    [2, 18, 5],
    [3, 18, 5],
    [4, 13, 4],
    [4, 14, 5],
  ])('of %i values with up to %i students works out none, at size %i', (values, most, size) => {
    const reader = new Reader();
    const each = Array.from({ length: most }, (_, n) => n + 1);
    // As many values as students: that each has one is known without any summary.
    for (const students of products(Array.from({ length: values }, () => each)))
      if (sum(students) > values) reader.try(printValues(students, size));
    // Where the largest numbers are at the end of what was tried, more would be possible.
    const solved = reader.workedOut().filter((one) => Number(one.split(':')[0]) <= most);
    expect(solved).toEqual([]);
  });
});
