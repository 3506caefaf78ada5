/** Rosters in parts: what each part changes, what silence means, and what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRosterSet, type StandingRoster } from '../../../src/core/importing/roster.js';
import type { RosterOptions } from '../../../src/core/importing/roster-options.js';
import type {
  EnrollmentRecord,
  RosterSet,
  StudentRecord,
} from '../../../src/core/importing/roster-set.js';
import { counted, told } from './files.js';
import { applied, NOBODY, USUAL } from './school.js';

const place = (file: string, line = 2) => ({ file: `${file}.csv`, line });

const pupil = (
  id: string,
  name: string,
  more: Partial<StudentRecord> = {},
  line = 2,
): StudentRecord => {
  const [given = '', family = ''] = name.split(' ');
  return {
    ...place('users', line),
    ids: [{ type: 'sourcedid', value: id }],
    given,
    family,
    preferred: '',
    grade: '7',
    email: '',
    active: null,
    schools: ['s1'],
    ...more,
  };
};

const isIn = (
  student: string,
  section: string,
  more: Partial<EnrollmentRecord> = {},
): EnrollmentRecord => ({
  ...place('enrollments'),
  student,
  section,
  startsOn: '',
  endsOn: '',
  gone: false,
  ...more,
});

const SCHOOL: RosterSet = {
  scope: { students: 'all', enrollments: 'all' },
  idType: 'sourcedid',
  schools: [
    { ...place('orgs'), code: 's1', name: 'North' },
    { ...place('orgs', 3), code: 's2', name: 'South' },
  ],
  terms: [
    {
      ...place('sessions'),
      code: 'y',
      name: '2026-27',
      startsOn: '2026-08-24',
      endsOn: '2027-06-12',
      kind: 'schoolYear',
      parent: '',
    },
    {
      ...place('sessions', 3),
      code: 't1',
      name: 'Fall',
      startsOn: '2026-08-24',
      endsOn: '2026-12-20',
      kind: 'term',
      parent: 'y',
    },
  ],
  staff: [{ ...place('users', 90), code: 'm1', name: 'Ivo Marsh', email: 'marsh@example.org' }],
  sections: [
    { ...place('classes'), code: 'c1', name: '7A', course: 'Math', school: 's1', term: 't1' },
    { ...place('classes', 3), code: 'c2', name: '7B', course: 'Math', school: 's2', term: 't1' },
  ],
  students: [pupil('1', 'Ana Osei'), pupil('2', 'Bo Lind', {}, 3), pupil('3', 'Cy Holm', {}, 4)],
  enrollments: [isIn('1', 'c1'), isIn('2', 'c1'), isIn('3', 'c1')],
  teaching: [{ ...place('enrollments', 9), staff: 'm1', section: 'c1', gone: false }],
};

const DELTA: RosterSet = {
  scope: { students: 'listed', enrollments: 'listed' },
  idType: 'sourcedid',
  schools: [],
  terms: [],
  staff: [],
  sections: [],
  students: [],
  enrollments: [],
  teaching: [],
};

const plan = (
  set: Partial<RosterSet>,
  standing: StandingRoster = NOBODY,
  options: Partial<RosterOptions> = {},
) => planRosterSet({ ...SCHOOL, ...set }, standing, { ...USUAL, ...options });
const after = (set: Partial<RosterSet> = {}, standing: StandingRoster = NOBODY) =>
  applied(standing, plan(set, standing));
const countsOf = (found: ReturnType<typeof plan>) =>
  Object.fromEntries(Object.entries(found.counts).map(([what, of]) => [what, counted(of)]));
const delta = (set: Partial<RosterSet>, standing: StandingRoster) =>
  planRosterSet({ ...DELTA, ...set }, standing, USUAL);
const unchanged = (found: ReturnType<typeof plan>) => {
  for (const { add, update } of Object.values(found.counts)) expect([add, update]).toEqual([0, 0]);
  const { joins, leaves, teaches, noLongerTeaches, attends, noLongerAttends } = found;
  const { schools, terms, staff, sections, students } = found;
  const all = [joins, leaves, teaches, noLongerTeaches, attends, noLongerAttends];
  expect([all, schools, terms, staff, sections, students].flat(2)).toEqual([]);
};

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
    const found = planRosterSet(DELTA, after(), { ...USUAL, withdrawMissing: true });
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

describe('names under a known id', () => {
  const come = (name: string, more: Partial<StudentRecord> = {}, options = {}) =>
    told(delta0({ students: [pupil('1', name, more)] }, options));
  const delta0 = (set: Partial<RosterSet>, options: Partial<RosterOptions>) =>
    planRosterSet({ ...DELTA, ...set }, after(), { ...USUAL, ...options });

  it.each([
    ['ANA OSEI', []],
    ['Ana Osei-Bonsu', ['2 name renamed (warning)']],
    ['Ana Marsh', ['2 name renamed (warning)']],
    ['A. Osei', ['2 name renamed (warning)']],
    ['A. Marsh', ['2 name other_name']],
    ['Zoe Osei', ['2 name other_name']],
    ['Ana', []],
    ['Osei Ana', ['2 name renamed (warning)']],
    ['Zoe Marsh', ['2 name other_name']],
  ])('%s', (name, expected) => expect(come(name)).toEqual(expected));

  it('quite another is taken where that is asked for', () =>
    expect(come('Zoe Marsh', {}, { mayRename: true })).toEqual(['2 name renamed (warning)']));

  it('two students are never made one by the ids of a record', () => {
    const ids = [
      { type: 'sourcedid', value: '1' },
      { type: 'state', value: 'S2' },
    ];
    const state = {
      ids: [
        { type: 'sourcedid', value: '2' },
        { type: 'state', value: 'S2' },
      ],
    };
    const standing = after({
      students: [pupil('1', 'Ana Osei'), pupil('2', 'Bo Lind', state)],
      enrollments: [],
    });
    const found = delta({ students: [pupil('1', 'Ana Osei', { ids })] }, standing);
    expect(told(found)).toEqual(['1  id_shared (warning)']);
    expect(found.students).toEqual([]);
  });

  it('a further id goes over to another student where the first has a new one', () => {
    const ldap = (code: string, value: string) => ({
      ids: [
        { type: 'sourcedid', value: code },
        { type: 'ldap', value },
      ],
    });
    const standing = after({
      students: [pupil('1', 'Ana Osei', ldap('1', 'x')), pupil('2', 'Bo Lind')],
      enrollments: [],
    });
    const two = pupil('2', 'Bo Lind', ldap('2', 'x'));
    expect(told(delta({ students: [two] }, standing))).toEqual(['1  id_shared (warning)']);
    const given = delta({ students: [two, pupil('1', 'Ana Osei', ldap('1', 'y'))] }, standing);
    expect(told(given)).toEqual([]);
    expect(given.students).toHaveLength(2);
  });
});

describe('an id', () => {
  const ids = (sourcedid: string, number: string) => ({
    ids: [
      { type: 'sourcedid', value: sourcedid },
      { type: 'number', value: number },
    ],
  });
  const standing = after({ students: [pupil('a', 'Ana Osei', ids('a', '13'))], enrollments: [] });

  it('of another type puts nobody into a section', () => {
    const joins = (id: string) => delta({ enrollments: [isIn(id, 'c1')] }, standing);
    expect(joins('a').joins).toHaveLength(1);
    expect(joins('13').joins).toEqual([]);
    expect(told(joins('13'))).toEqual(['2 student_id orphan_reference (warning)']);
  });

  it('of another type is taken over where the name agrees, and holds from then on', () => {
    const flat = after({
      students: [pupil('13', 'Ana Osei', { ids: [{ type: 'student', value: '13' }] })],
      enrollments: [],
    });
    const joined = applied(flat, delta({ students: [pupil('13', 'Ana Osei')] }, flat));
    expect(joined.students).toHaveLength(1);
    expect(delta({ enrollments: [isIn('13', 'c1')] }, joined).joins).toHaveLength(1);
    expect(told(delta({ students: [pupil('13', 'Bo Lind')] }, flat))).toEqual([
      '2 name other_name',
    ]);
  });

  it('that was the further one of another child makes a new one', () => {
    const found = delta({ students: [pupil('13', 'Bo Lind')] }, standing);
    expect([counted(found.counts.students), told(found)]).toEqual(['+1 ~0 =0', []]);
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

/** Any small school: who is there, where, and since when. */
const anySet = fc
  .record({
    who: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
    places: fc.array(
      fc.record({
        student: fc.integer({ min: 1, max: 6 }),
        section: fc.constantFrom('c1', 'c2'),
        startsOn: fc.constantFrom('', '2026-08-24', '2026-11-01'),
        endsOn: fc.constantFrom('', '2026-09-15', '2027-06-12'),
      }),
      { maxLength: 10 },
    ),
    school: fc.constantFrom('s1', 's2'),
  })
  .map(
    ({ who, places, school }): Partial<RosterSet> => ({
      students: who.map((id) =>
        pupil(String(id), `Given${id} Family${id}`, { active: true, schools: [school] }, id),
      ),
      enrollments: places
        .filter(({ student }) => who.includes(student))
        .map(({ student, section, ...dates }) => isIn(String(student), section, dates)),
    }),
  );

/** Facts in the school's own words, whatever the ids inside. */
function facts(roster: StandingRoster, today = USUAL.today) {
  const code = new Map(roster.sections.map(({ id, code }) => [id, code]));
  const shown = new Map(roster.students.map(({ id, ids }) => [id, ids[0]?.value]));
  const isActive = new Set(roster.students.filter((one) => one.active).map(({ id }) => id));
  return {
    active: [...isActive].map((id) => shown.get(id)).sort(),
    now: roster.enrollments
      .filter((one) => isActive.has(one.student))
      .filter((one) => one.endsOn === null || one.endsOn > today)
      .map(
        (one) => `${shown.get(one.student)} ${code.get(one.section)} ${one.startsOn} ${one.endsOn}`,
      )
      .sort(),
  };
}

describe('whatever comes after whatever there was', () => {
  it('comes a second time and changes nothing', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        const options = { withdrawMissing: true };
        const standing = after(before);
        const once = applied(standing, plan(set, standing, options));
        unchanged(plan(set, once, options));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same in any order of its records', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        const standing = after(before);
        const turned = {
          students: set.students?.toReversed() ?? [],
          enrollments: set.enrollments?.toReversed() ?? [],
          sections: SCHOOL.sections.toReversed(),
          terms: SCHOOL.terms.toReversed(),
        };
        expect(facts(after(turned, standing))).toEqual(facts(after(set, standing)));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves those withdrawn whom a full roster does not say', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        const standing = after(before);
        const now = applied(standing, plan(set, standing, { withdrawMissing: true }));
        const said = (set.students ?? []).map(({ ids }) => ids[0]?.value).sort();
        const here = facts(now).active;
        expect(here.filter((id) => said.includes(id))).toEqual(said);
      }),
      { numRuns: 200 },
    );
  });

  it('a full roster and then what has changed is the new full roster', () => {
    fc.assert(
      fc.property(anySet, anySet, (before, set) => {
        // A file without any enrollment is taken for one that is not there.
        fc.pre((set.enrollments ?? []).length > 0);
        const standing = after(before);
        const said = new Set(set.students?.map(({ ids }) => ids[0]?.value));
        const pair = ({ student, section }: EnrollmentRecord) => `${student} ${section}`;
        const places = new Set(set.enrollments?.map(pair));
        const changes = {
          students: [
            ...(set.students ?? []),
            ...(before.students ?? [])
              .filter(({ ids }) => !said.has(ids[0]?.value))
              .map((one) => ({ ...one, active: false })),
          ],
          enrollments: [
            ...(set.enrollments ?? []),
            ...(before.enrollments ?? [])
              .filter((one) => !places.has(pair(one)))
              .map((one) => ({ ...one, endsOn: '', gone: true })),
          ],
        };
        const bulk = plan({ ...set, schools: [] }, standing, { withdrawMissing: true });
        const step = delta(changes, standing);
        expect(facts(applied(standing, step))).toEqual(facts(applied(standing, bulk)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a year that begins before an enrollment does', () => {
  const later = { ...SCHOOL, enrollments: [isIn('ada', 'c1', { startsOn: '2026-10-20' })] };
  const start = { ...USUAL, today: '2026-10-05', isNewYear: true };

  it('ends it on its first day, and once', () => {
    const students = [pupil('ada', 'Ada Lovelace')];
    const before = applied(NOBODY, planRosterSet({ ...later, students }, NOBODY, USUAL));
    const empty = { ...SCHOOL, students, sections: [], enrollments: [], teaching: [] };
    const plan = planRosterSet(empty, before, start);
    expect(plan.leaves).toMatchObject([{ startsOn: '2026-10-20', endsOn: '2026-10-20' }]);
    expect(planRosterSet(empty, applied(before, plan), start).leaves).toEqual([]);
  });
});
