/** Rosters in parts: what each part changes, what silence means, and what is refused. */
import { describe, expect, it } from 'vitest';
import type { RosterSet } from '../../../src/core/importing/roster-set.js';
import { told } from './files.js';
import { applied, NOBODY } from './school.js';
import {
  after,
  countsOf,
  delta,
  isIn,
  place,
  plan,
  pupil,
  SCHOOL,
  unchanged,
} from './school-in-parts.js';

describe('a whole school', () => {
  it('is counted by kind, with nothing to say against it', () => {
    const found = plan({});
    expect(countsOf(found)).toEqual({
      schools: '+2 ~0 =0',
      terms: '+2 ~0 =0',
      staff: '+1 ~0 =0',
      sections: '+2 ~0 =0',
      students: '+3 ~0 =0',
      enrollments: '+3 ~0 =0',
    });
    expect(told(found)).toEqual([]);
  });

  it('has terms with their days, kinds and the longer one of which they are part', () => {
    expect(after().terms).toMatchObject([
      { code: 'y', parent: null },
      { code: 't1', name: 'Fall', endsOn: '2026-12-20', kind: 'term' },
    ]);
    const [year, fall] = after().terms;
    expect(fall?.parent).toBe(year?.id);
  });

  it('changes nothing when it comes again', () => unchanged(plan({}, after())));

  it('updates what it says otherwise', () => {
    const [north, south] = SCHOOL.schools;
    const schools = [{ ...place('orgs'), code: 's1', name: 'North Hill' }, south].flatMap(
      (one) => one ?? [],
    );
    expect(north?.name).toBe('North');
    expect(countsOf(plan({ schools }, after())).schools).toBe('+0 ~1 =1');
    const [marsh] = SCHOOL.staff;
    const staff = marsh === undefined ? [] : [{ ...marsh, email: '' }];
    expect(countsOf(plan({ staff }, after())).staff).toBe('+0 ~0 =1');
  });

  it('gives a school that was known by its name alone its code', () => {
    const known = { ...NOBODY, schools: [{ id: 1, code: 'North', name: 'North' }] };
    const found = plan({}, known);
    expect(countsOf(found).schools).toBe('+1 ~1 =0');
    expect(found.schools[0]).toMatchObject({ ref: { id: 1 }, facts: { code: 's1' } });
  });
});

describe('what points to nothing', () => {
  it.each<[string, Partial<RosterSet>, string]>([
    ['a student', { enrollments: [isIn('9', 'c1')] }, '2 student_id orphan_reference (warning)'],
    ['a section', { enrollments: [isIn('1', 'c9')] }, '2 section orphan_reference (warning)'],
    [
      'a teacher',
      { teaching: [{ ...place('enrollments', 7), staff: 'm9', section: 'c1', gone: false }] },
      '7 teacher orphan_reference (warning)',
    ],
    [
      'a school',
      { students: [pupil('1', 'Ana Osei', { schools: ['s9'] })], enrollments: [] },
      '2 school orphan_reference (warning)',
    ],
    ['a longer term', { terms: SCHOOL.terms.slice(1) }, '3 parent orphan_reference (warning)'],
  ])('%s: is left out, with the file and the field', (_, set, expected) => {
    const found = plan(set);
    expect(told(found)).toEqual([expected]);
    expect(found.problems[0]?.file).toMatch(/^(enrollments|users|sessions)\.csv$/);
  });

  it('is called as its file calls it', () => {
    const header = (file: string, field: string) => `${file} ${field}`;
    const found = plan({ header, enrollments: [isIn('9', 'c1')] });
    expect(found.problems[0]?.field).toBe('enrollments.csv student_id');
  });

  it('is no such thing where the gradebook has it', () => {
    expect(told(delta({ enrollments: [isIn('1', 'c2')] }, after()))).toEqual([]);
    expect(told(delta({ enrollments: [isIn('9', 'c9', { gone: true })] }, after()))).toEqual([]);
  });

  it('is not said of a student whose own record is a fault', () => {
    const students = [pupil('1', ' ')];
    expect(told(plan({ students, enrollments: [isIn('1', 'c1')] }))).toEqual([
      '2 name missing_name',
    ]);
  });
});

describe('silence', () => {
  const fewer = {
    students: SCHOOL.students.slice(0, 2),
    enrollments: SCHOOL.enrollments.slice(0, 2),
  };

  it('of a full roster is said and withdraws nobody', () => {
    const found = plan(fewer, after());
    expect(told(found)).toEqual(['1  missing_students (warning)']);
    expect(found.problems[0]?.message).toContain('1 of 3 active students is not in this roster');
    expect(found.students).toEqual([]);
    expect(found.missing).toMatchObject([{ given: 'Cy' }]);
    expect(found.leaves).toHaveLength(1);
  });

  it('withdraws where that is asked for, once', () => {
    const found = plan(fewer, after(), { withdrawMissing: true });
    expect(found.students).toMatchObject([{ facts: { given: 'Cy', active: false } }]);
    expect(countsOf(found).students).toBe('+0 ~1 =2');
    unchanged(plan(fewer, applied(after(), found), { withdrawMissing: true }));
  });

  it('says nothing of the students of another school', () => {
    const south = SCHOOL.students.map((one) => ({ ...one, schools: ['s2'] }));
    const standing = after({ students: south });
    const north = { schools: SCHOOL.schools.slice(0, 1), sections: SCHOOL.sections.slice(0, 1) };
    const other = { ...north, students: [pupil('8', 'Di Nord')], enrollments: [isIn('8', 'c1')] };
    expect(plan(other, standing).missing).toEqual([]);
  });

  it('of a section that is no longer there ends its enrollments', () => {
    const gone = { sections: SCHOOL.sections.slice(1), enrollments: [isIn('1', 'c2')] };
    expect(plan(gone, after()).leaves).toHaveLength(3);
  });

  it('says nothing where records were left out, or there are none', () => {
    const partial = plan(fewer, after(), { isPartial: true, withdrawMissing: true });
    expect([partial.missing, partial.leaves]).toEqual([[], []]);
    expect(plan({ students: [], enrollments: [] }, after()).missing).toEqual([]);
  });

  it('says nothing in a delta', () => {
    const found = delta({}, after(), { withdrawMissing: true });
    expect([found.missing, found.leaves]).toEqual([[], []]);
    expect(told(found)).toEqual(['1  not_a_full_roster (warning)']);
  });

  it('ends who teaches and where students attend', () => {
    const moved = {
      students: SCHOOL.students.map((one) => ({ ...one, schools: ['s2'] })),
      teaching: [{ ...place('enrollments', 9), staff: 'm1', section: 'c2', gone: false }],
    };
    const found = plan(moved, after());
    expect([found.noLongerTeaches.length, found.teaches.length]).toEqual([1, 1]);
    expect([found.noLongerAttends.length, found.attends.length]).toEqual([3, 3]);
    unchanged(plan(moved, applied(after(), found)));
  });
});

describe('a delta', () => {
  it('withdraws who is gone, brings her back, and knows nobody who never was', () => {
    const gone = { students: [pupil('1', ' ', { active: false })] };
    const left = applied(after(), delta(gone, after()));
    expect(left.students.find(({ given }) => given === 'Ana')?.active).toBe(false);
    unchanged(delta(gone, left));
    const back = delta({ students: [pupil('1', 'Ana Osei', { active: true })] }, left);
    expect(back.students).toMatchObject([{ facts: { active: true } }]);
    unchanged(delta({ students: [pupil('9', 'Di Nord', { active: false })] }, after()));
  });

  it('ends a lesson and a place once', () => {
    const gone = {
      enrollments: [isIn('1', 'c1', { gone: true })],
      teaching: [{ ...place('enrollments', 9), staff: 'm1', section: 'c1', gone: true }],
    };
    const found = delta(gone, after());
    expect([found.leaves.length, found.noLongerTeaches.length]).toEqual([1, 1]);
    unchanged(delta(gone, applied(after(), found)));
  });
});

describe('--max-change', () => {
  const percent = (value: number) => ({ maxChange: { value, isPercent: true } });
  const moved = { enrollments: [isIn('1', 'c2'), isIn('2', 'c1'), isIn('3', 'c1')] };

  it('stops what would change more, and says how much of what', () => {
    const found = plan(moved, after(), percent(33));
    expect(found.isTooMuch).toBe(true);
    expect(found.problems.at(-1)?.message).toBe(
      'this would change 1 of 3 active students: 0 withdrawn, 0 renamed, 1 moved; that is more than --max-change 33%',
    );
  });

  it('lets pass what changes as much, or where nobody was', () => {
    expect(plan(moved, after(), percent(34)).isTooMuch).toBe(false);
    expect(plan(moved, after(), { maxChange: { value: 1, isPercent: false } }).isTooMuch).toBe(
      false,
    );
    expect(plan({}, NOBODY, percent(0)).isTooMuch).toBe(false);
  });

  it.each([
    [6, false],
    [7, true],
  ])('%i of 12 withdrawn without it is a warning: %s', (gone, warns) => {
    const twelve = Array.from({ length: 12 }, (_, i) => pupil(String(i), `G${i} F${i}`));
    const standing = after({ students: twelve, enrollments: [] });
    const found = plan({ students: twelve.slice(gone), enrollments: [] }, standing, {
      withdrawMissing: true,
    });
    expect(found.problems.map(({ code }) => code).includes('many_withdrawn')).toBe(warns);
    expect(found.isTooMuch).toBe(false);
  });

  it('counts a student once who is withdrawn and leaves', () => {
    const fewer = { students: SCHOOL.students.slice(1), enrollments: SCHOOL.enrollments.slice(1) };
    const options = { withdrawMissing: true, maxChange: { value: 0, isPercent: true } };
    const { problems } = plan(fewer, after(), options);
    expect(problems.at(-1)?.message).toContain('1 of 3 active students: 1 withdrawn, 0 renamed');
  });
});
