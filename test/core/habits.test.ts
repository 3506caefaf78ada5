import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HABIT_TYPES, isHabitType } from '../../src/core/habits.js';
import { gradebook, progress, ready } from '../support/book.js';
import { anyDays } from './any.js';

describe('the type of a habit', () => {
  it.each([
    ...HABIT_TYPES,
    'Habit',
    'HOW',
    'Habits-of-Work',
    'habits_of_work',
    ' Work  habit ',
    'Behaviour',
  ])('is "%s"', (type) => {
    expect(isHabitType(type)).toBe(true);
  });

  it.each([
    null,
    '',
    'competency',
    'heading',
    'show',
    'inhabit',
    'habitat',
    'skill',
  ])('is not %j', (type) => {
    expect(isHabitType(type)).toBe(false);
  });
});

describe('a habit of work', () => {
  const habits = (text: string) => {
    const { standards } = gradebook(text);
    return standards.ordered.filter(standards.isHabit).map(({ code }) => code);
  };

  it('is what has such a type, and all under a heading of it', () => {
    expect(habits('6.1\n6.2 type habit\nH type HOW\nH.1 under H\nH.1.a under H.1')).toEqual([
      '6.2',
      'H',
      'H.1',
      'H.1.a',
    ]);
  });

  it('is a heading that holds nothing else', () => {
    expect(habits('H\nH.1 under H type habit\nH.2 under H type habit')).toEqual([
      'H',
      'H.1',
      'H.2',
    ]);
    expect(habits('H\nH.1 under H type habit\nH.2 under H')).toEqual(['H.1']);
  });
});

const SCHOOL = `
  6
  6.RP under 6
  6.RP.1 under 6.RP
  6.RP.2 under 6.RP
  6.RP.h under 6.RP type habit
  HW type "habits of work"
  HW.1 under HW
  HW.2 under HW
  lone type habit`;
const HABITS = ['6.RP.h', 'HW.1', 'HW.2', 'lone'];

describe('habits beside what is learned', () => {
  const shown = `${SCHOOL}\nada 6.RP.1: 3 3\nada 6.RP.2: 3 3\nada 6.RP.h: 1 1\nada HW.1: 3 3\nada HW.2: 1 1`;

  it('count in a heading of their own, and in another only where required', () => {
    expect(progress(gradebook(shown), 'ada').headings).toEqual([
      '6 1/1 mastered',
      '6.RP 2/2 mastered',
      'HW 1/2 below',
    ]);
    const required = shown.replace('type habit', 'type habit required');
    expect(progress(gradebook(required), 'ada').headings).toContain('6.RP 2/3 below');
  });

  it('are counted in the totals, as they can be assessed', () => {
    expect(progress(gradebook(shown), 'ada')).toMatchObject({ mastered: 3, assessed: 5, total: 6 });
  });

  it('make no default stage', () => {
    const stages = ready(gradebook(`${shown}\nada lone: 1`)).map(
      ({ stage, met, required }) => `${stage} ${met}/${required}`,
    );
    expect(stages).toEqual(['6.RP 2/2']);
  });

  it('are asked where a pathway lists them', () => {
    const listed = `${shown}\npathway unit: base 6.RP.1, HW.2`;
    expect(ready(gradebook(listed))).toMatchObject([
      { stage: 'base', status: 'nearly', missing: ['HW.2 below'] },
    ]);
  });

  it('never move who is ready, unless the pathway lists them', () => {
    const academic = fc.tuple(anyDays('ada'), fc.constantFrom('6.RP.1', '6.RP.2'));
    const habit = fc.tuple(anyDays('ada'), fc.constantFrom(...HABITS));
    const lines = ([days, code]: readonly [string[], string]) =>
      days.map((line) => line.replace('ada x', `ada ${code}`));
    const ways = ['', 'pathway unit: base 6.RP.1; more 6.RP.2', 'pathway h: base 6.RP.1, HW.1'];
    fc.assert(
      fc.property(
        fc.array(academic, { maxLength: 3 }),
        fc.array(habit, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...ways),
        (learned, worked, way) => {
          const listed = way.includes('HW.1')
            ? worked.filter(([, code]) => code !== 'HW.1')
            : worked;
          const base = [SCHOOL, way, 'ada 6.RP.1:', ...learned.flatMap(lines)];
          const without = gradebook(base.join('\n'));
          const beside = gradebook([...base, ...listed.flatMap(lines)].join('\n'));
          expect(ready(beside)).toEqual(ready(without));
        },
      ),
      { numRuns: 300 },
    );
  });
});
