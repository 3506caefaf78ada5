/** Places in sections with their days: from when to when, and what comes again. */
import { describe, expect, it } from 'vitest';
import { applied } from './school.js';
import { after, countsOf, delta, isIn, plan, pupil, unchanged } from './school-in-parts.js';

describe('dated enrollments', () => {
  const dated = (startsOn: string, endsOn: string) => ({
    enrollments: [isIn('1', 'c1', { startsOn, endsOn })],
  });
  const [FIRST, LAST] = ['2026-08-24', '2026-12-20'];
  const standing = after(dated(FIRST, LAST));

  it('are kept with their days, also where they are over or have not begun', () => {
    expect(standing.enrollments).toMatchObject([{ startsOn: FIRST, endsOn: LAST }]);
    const over = after(dated('2026-08-24', '2026-09-01'));
    expect(over.enrollments).toMatchObject([{ endsOn: '2026-09-01' }]);
    unchanged(plan(dated('2026-08-24', '2026-09-01'), over));
    const future = after(dated('2027-01-07', ''));
    unchanged(plan(dated('2027-01-07', ''), future));
  });

  it.each([
    ['other days', '2026-09-01', LAST, '+0 ~1 =0'],
    ['no days', '', '', '+0 ~0 =1'],
    ['a first day alone', FIRST, '', '+0 ~0 =1'],
  ])('with %s', (_, startsOn, endsOn, expected) => {
    expect(countsOf(plan(dated(startsOn, endsOn), standing)).enrollments).toBe(expected);
  });

  it('end on the day that the file says, and keep their first', () => {
    const gone = { enrollments: [isIn('1', 'c1', { gone: true, endsOn: '2026-09-20' })] };
    const found = delta(gone, standing);
    expect(found.leaves).toMatchObject([{ startsOn: FIRST, endsOn: '2026-09-20' }]);
    unchanged(delta(gone, applied(standing, found)));
  });

  it('that are said twice are the one that holds', () => {
    const twice = [
      isIn('1', 'c1', { startsOn: '2026-08-24', endsOn: '2026-09-01' }),
      isIn('1', 'c1', { startsOn: '2026-09-15' }),
    ];
    for (const enrollments of [twice, twice.toReversed()]) {
      expect(after({ enrollments }).enrollments).toMatchObject([{ startsOn: '2026-09-15' }]);
    }
  });

  it('begin anew where a student comes back', () => {
    const left = applied(standing, plan({ enrollments: [isIn('2', 'c1')] }, standing));
    expect(countsOf(plan(dated('', ''), left)).enrollments).toBe('+1 ~1 =0');
  });
});

describe('a year that begins before an enrollment does', () => {
  const later = { enrollments: [isIn('ada', 'c1', { startsOn: '2026-10-20' })] };
  const start = { today: '2026-10-05', isNewYear: true };

  it('ends it on its first day, and once', () => {
    const students = [pupil('ada', 'Ada Lovelace')];
    const before = after({ ...later, students });
    const empty = { students, sections: [], enrollments: [], teaching: [] };
    const found = plan(empty, before, start);
    expect(found.leaves).toMatchObject([{ startsOn: '2026-10-20', endsOn: '2026-10-20' }]);
    expect(plan(empty, applied(before, found), start).leaves).toEqual([]);
  });
});
