/** A small school as a roster in parts, and plans of it with parts that a test changes. */
import { expect } from 'vitest';
import {
  planRosterSet,
  type RosterPlan,
  type StandingRoster,
} from '../../../src/core/importing/roster.js';
import type { RosterOptions } from '../../../src/core/importing/roster-options.js';
import type {
  EnrollmentRecord,
  RosterSet,
  StudentRecord,
} from '../../../src/core/importing/roster-set.js';
import { counted } from './files.js';
import { applied, NOBODY, USUAL } from './school.js';

/** Where a record stands. */
export const place = (file: string, line = 2) => ({ file: `${file}.csv`, line });

/** The record of a student of the North school. */
export const pupil = (
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

/** The record of her place in a section. */
export const isIn = (
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

/** Two schools: three students and their teacher in the north, nobody yet in the south. */
export const SCHOOL: RosterSet = {
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

/** Nothing has changed. */
export const DELTA: RosterSet = {
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

/** The plan of the school with some of its parts changed. */
export const plan = (
  set: Partial<RosterSet>,
  standing: StandingRoster = NOBODY,
  options: Partial<RosterOptions> = {},
) => planRosterSet({ ...SCHOOL, ...set }, standing, { ...USUAL, ...options });

/** What stands after it. */
export const after = (set: Partial<RosterSet> = {}, standing: StandingRoster = NOBODY) =>
  applied(standing, plan(set, standing));

/** The plan of what has changed alone. */
export const delta = (
  set: Partial<RosterSet>,
  standing: StandingRoster,
  options: Partial<RosterOptions> = {},
) => planRosterSet({ ...DELTA, ...set }, standing, { ...USUAL, ...options });

/** The counts of a plan by kind, each as `+add ~update =unchanged`. */
export const countsOf = (found: RosterPlan) =>
  Object.fromEntries(Object.entries(found.counts).map(([what, of]) => [what, counted(of)]));

/** A plan that changes nothing at all. */
export const unchanged = (found: RosterPlan) => {
  for (const { add, update } of Object.values(found.counts)) expect([add, update]).toEqual([0, 0]);
  const { joins, leaves, teaches, noLongerTeaches, attends, noLongerAttends } = found;
  const { schools, terms, staff, sections, students } = found;
  const all = [joins, leaves, teaches, noLongerTeaches, attends, noLongerAttends];
  expect([all, schools, terms, staff, sections, students].flat(2)).toEqual([]);
};
