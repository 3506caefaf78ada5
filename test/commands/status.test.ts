import { beforeEach, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/version.js';
import { GRADEBOOK, ok, PATHWAYS, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const EMPTY = {
  gradebook: GRADEBOOK,
  schema: SCHEMA_VERSION,
  schools: 2,
  students: 4,
  active_students: 4,
  teachers: 2,
  sections: 3,
  enrollments: 4,
  frameworks: 2,
  competencies: 7,
  assessable: 5,
  links: 1,
  pathways: 0,
  evidence: 0,
  struck: 0,
  overrides: 0,
  backup: null,
  backup_day: null,
  groups: 0,
};

it('counts what stands, keys in the order of the contract', async () => {
  const { out } = await ok('status --json');
  expect(out).toBe(`${JSON.stringify(EMPTY, null, 2)}\n`);
});

it('is one row of CSV with the same names', async () => {
  const { lines } = await ok('status --csv');
  expect(lines).toEqual([Object.keys(EMPTY).join(','), Object.values(EMPTY).join(',')]);
});

it('counts links of any kind, and pathways', async () => {
  await ok('import links -', {
    stdin: 'source,target,relationship\n6.RP.A.1,R.1,near\n6.RP.A.2,6.RP.A.10,prerequisite\n',
  });
  await ok('import pathways -', { stdin: PATHWAYS });
  expect((await ok('status --json')).json()).toMatchObject({ links: 3, pathways: 1 });
});

it('counts the enrollments of active students, and only pieces that stand', async () => {
  const { uid } = (await ok('record ada rp.1 3 --json')).json();
  await ok('record ben rp.1 3');
  await ok('override ben rp.1 4 --reason saw');
  await ok('student withdraw ben');
  await ok('student leave cleo 6B');
  await ok(`strike ${uid} --reason wrong`);
  expect((await ok('status --json')).json()).toMatchObject({
    students: 4,
    active_students: 3,
    enrollments: 2,
    evidence: 1,
    struck: 1,
    overrides: 1,
  });
});

it('is a few lines for people', async () => {
  await ok('student withdraw ben');
  const { out } = await ok('status');
  expect(out).toContain('3 students (and 1 withdrawn), 3 sections, 2 teachers, 2 schools');
  expect(out).toContain('5 competencies that can be recorded on, in 2 frameworks; 1 link');
});
