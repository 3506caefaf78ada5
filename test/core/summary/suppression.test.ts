import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../../src/core/model.js';
import type { SummaryBlock } from '../../../src/core/summary/blocks.js';
import { suppressed } from '../../../src/core/summary/suppressed.js';
import { counter, STATUSES, type Standing } from '../../../src/core/summary/tally.js';
import { gradebook } from '../../support/book.js';
import { type Edge, isPossible } from './flow.js';

/** Where a student can stand: a status, and its level where she met it or not yet. */
const LEAVES = [
  'below 1',
  'below 2',
  'mastered 3',
  'mastered 4',
  'thin',
  'not_assessed',
  'excused',
];
const statusOf = (leaf: string) => leaf.split(' ')[0] as Status;
const levelOf = (leaf: string) => (leaf.includes(' ') ? Number(leaf.split(' ')[1]) : null);

/** Students by value and leaf. */
type School = readonly (readonly number[])[];

const { standards, competency } = gradebook('x');
const x = competency('x');
const levels = standards.yardstick(x).scale.levels;

function summaryOf(school: School, size: number) {
  const students = counter(standards, [x], []);
  school.forEach((row, value) => {
    row.forEach((count, place) => {
      const leaf = LEAVES[place] ?? '';
      const level = levels.find((one) => one.value === levelOf(leaf)) ?? null;
      const standing: Standing = { status: statusOf(leaf), level, score: level?.value ?? null };
      for (let n = 0; n < count; n++) students.add([`v${value}`], () => standing, null);
    });
  });
  return suppressed(standards, [x], students.everyone, students.values(), size);
}

const sum = (counts: readonly number[]) => counts.reduce((all, n) => all + n, 0);

const spread = fc
  .array(fc.oneof(fc.constant(0), fc.nat(4), fc.integer({ min: 3, max: 25 })), {
    minLength: LEAVES.length,
    maxLength: LEAVES.length,
  })
  .filter((row) => sum(row) > 0);
/** A value of one student. */
const alone = fc
  .nat(LEAVES.length - 1)
  .map((place) => LEAVES.map((_, at) => (at === place ? 1 : 0)));

/**
 * Two to nine values, each of somebody, and some of one student alone. With one value, or where all have
 * one student, the list of values and the number of students say it without any summary.
 */
const schools = fc
  .tuple(fc.array(spread, { minLength: 1, maxLength: 4 }), fc.array(alone, { maxLength: 5 }))
  .map(([some, ones]) => [...some, ...ones])
  .filter((school) => school.length > 1 && sum(school.map(sum)) > school.length);
const sizes = fc.constantFrom(3, 4, 5, 10);

interface Known {
  readonly name: string;
  readonly edge: Edge;
  readonly truth: number;
  readonly isSaid: boolean;
}

/** All counts of a school, each with what the summary says of it: the number, or nothing. */
function knowledge(school: School, size: number): Known[] {
  const { everyone, values } = summaryOf(school, size);
  const known: Known[] = [];
  const say = (name: string, from: string, to: string, truth: number, said: number | null) => {
    // That there is somebody of a value that is left out is no secret.
    const least = said ?? (/^v\d+$/.test(name) ? 1 : 0);
    known.push({
      name,
      edge: { from, to, least, most: said ?? Infinity },
      truth,
      // A status without levels is its own only part.
      isSaid: said !== null || / at [a-z_]+$/.test(name),
    });
  };
  const figures = (block: SummaryBlock | undefined) => block?.competencies[0];
  const levelSaid = (block: SummaryBlock | undefined, leaf: string) =>
    figures(block)?.levels.find(({ level }) => level.value === levelOf(leaf))?.students ?? null;
  const inStatus = (row: readonly number[], status: Status) =>
    sum(row.filter((_, place) => statusOf(LEAVES[place] ?? '') === status));
  const whole = LEAVES.map((_, place) => sum(school.map((row) => row[place] ?? 0)));
  say('everyone', 'end', 'start', sum(whole), everyone.students);
  school.forEach((row, value) => {
    const block = values.find((one) => one.value === `v${value}`);
    say(`v${value}`, 'start', `v${value}`, sum(row), block?.students ?? null);
    for (const status of STATUSES) {
      const said = figures(block)?.statuses[status] ?? null;
      say(`v${value} ${status}`, `v${value}`, `v${value} ${status}`, inStatus(row, status), said);
    }
    LEAVES.forEach((leaf, place) => {
      const from = `v${value} ${statusOf(leaf)}`;
      say(`${from} at ${leaf}`, from, leaf, row[place] ?? 0, levelSaid(block, leaf));
    });
  });
  LEAVES.forEach((leaf, place) => {
    say(
      `all at ${leaf}`,
      leaf,
      `all ${statusOf(leaf)}`,
      whole[place] ?? 0,
      levelSaid(everyone, leaf),
    );
  });
  for (const status of STATUSES) {
    const said = figures(everyone)?.statuses[status] ?? null;
    say(`all ${status}`, `all ${status}`, 'end', inStatus(whole, status), said);
  }
  return known;
}

/** Whether all that is said leaves another number possible than the true one. */
function isOpen(known: readonly Known[], one: Known): boolean {
  const others = known.filter((each) => each !== one).map(({ edge }) => edge);
  // That there is somebody of a value holds of the other number, too.
  const { from, to, least } = one.edge;
  return (
    isPossible([...others, { from, to, least: one.truth + 1, most: Infinity }]) ||
    (one.truth > least && isPossible([...others, { from, to, least, most: one.truth - 1 }]))
  );
}

describe('counts that are left out', () => {
  it('a solver finds what a reader can work out, and what she cannot', () => {
    const edge = (from: string, to: string, least: number, most: number): Edge => ({
      from,
      to,
      least,
      most,
    });
    const twoOfFive = [
      edge('end', 'start', 5, 5),
      edge('start', 'a', 0, Infinity),
      edge('start', 'b', 3, 3),
      edge('b', 'end', 0, Infinity),
    ];
    expect(isPossible([...twoOfFive, edge('a', 'end', 2, 2)])).toBe(true);
    expect(isPossible([...twoOfFive, edge('a', 'end', 1, 1)])).toBe(false);
  });

  it('cannot be solved for', () => {
    fc.assert(
      fc.property(schools, sizes, (school, size) => {
        const known = knowledge(school, size);
        const solved = known.filter((one) => !one.isSaid && !isOpen(known, one));
        expect(solved.map(({ name, truth }) => `${name} is ${truth}`)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('are all the small ones: what is said is the size or more, and never all of a value', () => {
    fc.assert(
      fc.property(schools, sizes, (school, size) => {
        const { everyone, values } = summaryOf(school, size);
        for (const { students, competencies } of [everyone, ...values])
          for (const { statuses, levels: shown } of competencies) {
            const said = [...Object.values(statuses), ...shown.map((one) => one.students)];
            for (const count of said.filter((one) => one !== null)) {
              expect(count).toBeGreaterThanOrEqual(size);
              expect(count).toBeLessThanOrEqual((students ?? 0) - size);
            }
          }
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be solved for by one who has the whole summary without values, but for what that says', () => {
    fc.assert(
      fc.property(schools, sizes, (school, size) => {
        const known = knowledge(school, size).map((one): Known => {
          const isTotal = one.name.startsWith('all ') || one.name === 'everyone';
          const edge = { ...one.edge, least: one.truth, most: one.truth };
          return isTotal ? { ...one, edge, isSaid: true } : one;
        });
        const totals = known.map((one): Known => {
          const isCount = /^v\d+$/.test(one.name) || one.name.startsWith('all ');
          return isCount || one.name === 'everyone'
            ? one
            : { ...one, edge: { ...one.edge, least: 0, most: Infinity } };
        });
        const solved = known.filter((one, place) => {
          if (one.isSaid || isOpen(known, one)) return false;
          const [total] = totals.slice(place, place + 1);
          return one.truth < size && total !== undefined && isOpen(totals, total);
        });
        expect(solved.map(({ name, truth }) => `${name} is ${truth}`)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('mean and median stand only beside every level', () => {
    const plenty = [10, 10, 10, 10, 10, 10, 10];
    const [shown] = summaryOf([plenty, plenty], 10).values;
    expect(shown?.competencies[0]).toMatchObject({ mean: 2.5, median: 2.5 });
    const top = [0, 20, 10, 10, 10, 10, 10];
    const [hidden] = summaryOf([top, plenty], 10).values;
    expect(hidden?.competencies[0]).toMatchObject({
      statuses: { mastered: 20, below: 20 },
      levels: [{ students: null }, { students: null }, { students: 10 }, { students: 10 }],
      mean: null,
      median: null,
    });
  });
});
