import { beforeEach, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

it.each([
  'record ada rp.1 3',
  'override ada rp.1 3 --reason saw',
  'student add eve Eve New',
  'note ada well done',
  'undo',
  'config me Fair',
  'init --db other.db',
])('pl %s --quiet says nothing and does it all the same', async (command) => {
  const before = await ok('log --json');
  const run = await ok(`${command} --quiet`);
  expect({ out: run.out, err: run.err }).toEqual({ out: '', err: '' });
  if (/^(config|init)/.test(command)) return;
  expect((await ok('log --json')).out).not.toBe(before.out);
});

it('prints data all the same', async () => {
  for (const command of ['students', 'progress ada', 'status', 'explain ada rp.1', 'rollup'])
    expect((await ok(`${command} -q`)).out).not.toBe('');
  expect((await ok('record ada rp.1 3 -q --json')).json()).toHaveProperty('uid');
  expect((await ok('record ada rp.1 3 -q -o change.txt')).out).toBe('');
  expect(
    (await ok('import roster - -q --json', { stdin: 'student_id,name\n9,Eve New\n' })).json(),
  ).toHaveProperty('counts');
});

it('says errors all the same, and problems of a file that has errors', async () => {
  expect((await pl('record nobody rp.1 3 -q')).err).toContain('pl: no student matches "nobody"');
  expect((await pl('record ada rp.1 -q --no-input')).err).toContain('missing LEVEL');
  expect((await pl('progress --sektion 6A -q')).err).toContain("unknown option '--sektion'");
  file('bad.csv', 'student_id,competency,score,date\nada,6.RP.A.1,3,never\n');
  const bad = await pl('import evidence bad.csv -q');
  expect(bad.code).toBe(3);
  expect(bad.err).toContain('bad.csv:2: error');
});

it('does not say warnings', async () => {
  const command = 'record ada rp.1 3 --kind tset';
  expect((await ok(command)).err).toContain('did you mean "test"?');
  expect((await ok(`${command} -q`)).err).toBe('');
});

it('--verbose tells the gradebook, what was written and the time', async () => {
  const { out, err } = await ok('record ada rp.1 3 --verbose');
  expect(out).toBe(
    (await ok('undo').then(() => ok('record ada rp.1 3'))).out.replace('-6-', '-4-'),
  );
  expect(err).toMatch(
    /^gradebook: gradebook\.db\nrows written: \d+\nlast entry: 4, record, on 2026-10-01, by fair\nsettings: \S+config\.json\ntime: \d+ ms\n$/,
  );
  expect((await ok('students --json --verbose')).err).not.toContain('rows written');
  expect((await ok('students --json --verbose')).out).toBe((await ok('students --json')).out);
});

it('--quiet and --verbose together are wrong usage', async () => {
  const run = await pl('students --quiet --verbose');
  expect(run.code).toBe(2);
  expect(run.err).toContain('--quiet and --verbose: choose one');
});
