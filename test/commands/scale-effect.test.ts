/** What a change of scale does to results is said with it, and before it when it is only tried. */
import { beforeEach, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

const PERCENT = 'scale set pct "0=No, 60=Nearly, 80*=Met, 100=Full"';

beforeEach(async () => {
  await smallSchool();
  await ok('policy set min_evidence=1');
  await ok('record ada rp.1 3');
  await ok('record ben rp.1 4');
  await ok('record cleo rp.1 2');
  await ok('record ada rp.2 3');
  await ok(PERCENT);
});

const EFFECT = {
  results: 3,
  students: 3,
  met_before: 2,
  met_after: 1,
  met_lost: 1,
  met_gained: 0,
  status: [{ from: 'mastered', to: 'below', count: 1 }],
};

it.each([
  '',
  '--dry-run',
])('who is met before and after, and how statuses move %s', async (flag) => {
  const { err } = await ok(`scale use pct --competency rp.1 --carry ${flag}`);
  expect(err).toContain('3 results of 3 students judged on both scales\nmet: 2 before, 1 after\n');
  expect(err).toContain('      1  met → not yet\n');
  expect(err).toContain(
    'on scale pct 3 of 4 is 75 of 100, and met begins at 80: pl policy set mastery_at=75 --competency 6.RP.A.1 keeps what was met\n',
  );
});

it('the same as data, null where nothing is carried', async () => {
  const run = async (command: string) => (await ok(`${command} --json`)).json<{ effect: object }>();
  expect((await run('scale set three "1=A, 2*=B"')).effect).toBeNull();
  const { effect } = await run('scale use pct --competency rp.1 --carry --dry-run');
  expect(effect).toEqual(EFFECT);
  expect(Object.keys(effect)).toEqual(Object.keys(EFFECT));
});

it('what the hint says keeps what was met', async () => {
  await ok('scale use pct --competency rp.1 --carry');
  await ok('policy set mastery_at=75 --competency 6.RP.A.1');
  const { students } = (await ok('progress --json')).json<{
    students: { student_id: string; mastered: number }[];
  }>();
  expect(students.map((one) => [one.student_id, one.mastered])).toEqual([
    ['dan', 0],
    ['ada', 2],
    ['ben', 1],
    ['cleo', 0],
  ]);
});

it.each([
  ['scale use pct --carry', 'pl policy set mastery_at=75 keeps'],
  ['scale use pct --framework math --carry', 'pl policy set mastery_at=75 --framework math keeps'],
])('%s: the hint is for the same place', async (command, hint) => {
  expect((await ok(command)).err).toContain(hint);
});

it('more may be met, also where only the star moves', async () => {
  const { err } = await ok(
    'scale set default "1=Beginning, 2*=Developing, 3=Proficient, 4=Exemplary" --carry',
  );
  expect(err).toContain('met: 3 before, 4 after\n');
  expect(err).toContain('      1  not yet → met\n');
  expect(err).not.toContain('mastery_at');
});

it('a judgement that stands moves no status', async () => {
  await ok('override ada rp.1 3 --reason seen');
  const { err } = await ok('scale use pct --competency rp.1 --carry');
  expect(err).toContain('met: 2 before, 2 after; no status moves\n');
});

it('scores given out of some are judged on the new scale as well', async () => {
  file('quiz.csv', 'student_id,competency,score,possible,date\ndan,6.RP.A.1,15,20,2026-09-28\n');
  await ok('import evidence quiz.csv');
  expect((await ok('scale use pct --competency rp.1 --carry')).err).toContain(
    'met: 3 before, 1 after\n',
  );
});

it('the way back counts what it restores', async () => {
  await ok('override ada rp.1 3 --reason seen');
  await ok('scale use pct --competency rp.1 --carry');
  const { err } = await ok('scale use default --competency rp.1 --carry');
  expect(err).toContain('carried: 3 scores of 3 students\ncarried: 1 override\n');
});

it('the list of scales names the competencies that use one', async () => {
  await ok('scale use pct --competency rp.1 --carry');
  await ok('scale use pct --framework reading');
  expect((await ok('scale list')).out).toMatch(/^pct +reading, 6\.RP\.A\.1 +0=No/m);
  for (const code of ['rp.2', 'rp.10', '6.NS.B.1'])
    await ok(`scale use pct --competency ${code} --carry`);
  expect((await ok('scale list')).out).toMatch(/^pct +reading, 4 competencies +0=No/m);
});

it('a policy file names how many competencies have scores on a scale', async () => {
  file('policy.yaml', 'default_scale: pct\nscales:\n  pct: 0=No, 60=Nearly, 80*=Met, 100=Full\n');
  const { err } = await pl('policy import policy.yaml');
  expect(err).toContain(
    'there are scores on scale "default" (on 2 competencies, "6.RP.A.1" first)',
  );
});
