import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const KEYS = [
  ...['entry', 'gradebook', 'at', 'day', 'who', 'command'],
  ...['student', 'competency', 'about', 'file', 'undone', 'clock_set'],
];

it('says who entered what, when, newest first', async () => {
  await ok('record ada rp.1 3');
  at('2026-10-02T10:30:00');
  await ok('note ben words', { env: { PL_USER: 'Mr Stone' } });
  const log = (await ok('log --json')).json<Record<string, unknown>[]>();
  expect(log.map((entry) => entry.command)).toEqual([
    'note',
    'record',
    'import standards',
    'import roster',
    'init',
  ]);
  expect(Object.keys(log[0] ?? {})).toEqual(KEYS);
  expect(log[0]).toMatchObject({
    entry: 5,
    at: new Date('2026-10-02T10:30:00').toISOString(),
    day: '2026-10-02',
    who: 'Mr Stone',
    student: 'Ben Okri',
    competency: null,
    clock_set: false,
  });
  expect(log[1]).toMatchObject({ who: 'fair', student: 'Ada Lovelace', competency: '6.RP.A.1' });
});

it('has a line an entry for people, and a header in CSV', async () => {
  await ok('record ada rp.1 3');
  expect((await ok('log')).lines[0]).toBe('   4  2026-10-01  fair  record  Ada Lovelace 6.RP.A.1');
  expect((await ok('log --csv')).lines[0]).toBe(KEYS.join(','));
});

it('is narrowed to a student and to the latest', async () => {
  await ok('record ada rp.1 3');
  await ok('record ben rp.1 3');
  await ok('student add eve Eve New');
  const entries = async (flags: string) =>
    (await ok(`log --json ${flags}`)).json<{ entry: number }[]>().map(({ entry }) => entry);
  expect(await entries('--student ada')).toEqual([4]);
  expect(await entries('--student eve')).toEqual([6]);
  expect(await entries('--limit 2')).toEqual([6, 5]);
});

it('never runs backwards, whatever the clock does', async () => {
  await ok('record ada rp.1 3');
  at('2026-09-01T09:00:00');
  await ok('record ada rp.2 3');
  const [second, first] = (await ok('log --json --limit 2')).json<{ at: string; day: string }[]>();
  expect(second?.at).toBe(first?.at);
  expect(second?.day).toBe('2026-10-01');
});

/** The numbers of the entries that are left. */
const left = async (flags: string) =>
  (await ok(`log --json ${flags}`)).json<{ entry: number }[]>().map(({ entry }) => entry);

describe('pl log is narrowed', () => {
  const QUIZ = 'student_id,competency,score,date\nada,R.1,3,2026-09-01\ncleo,R.1,2,2026-09-01\n';

  // Entries 1 to 3 are those of the small school, of 2026-08-24.
  beforeEach(async () => {
    await ok('record ada rp.1 3', { env: { PL_USER: 'Ms Fair' } });
    at('2026-10-02T09:00:00');
    await ok('note ben words', { env: { PL_USER: 'José Stone' } });
    await ok(['import', 'evidence', file('Quiz-1.csv', QUIZ)]);
    at('2026-10-03T09:00:00');
    await ok('record dan rp.1 3', { env: { PL_USER: 'Ms Fairweather' } });
  });

  it.each([
    ['--who "ms fair"', [4]],
    ['--who Fair', [6, 3, 2, 1]],
    ['--who fairw', [7]],
    ['--who jose', [5]],
    ['--who nobody', []],
    ['--command record', [7, 4]],
    ['--command import', [6, 3, 2]],
    ['--command "import evidence"', [6]],
    ['--command student', []],
    ['--since 2026-10-02', [7, 6, 5]],
    ['--since yesterday --until yesterday', [6, 5]],
    ['--until 2026-09-30', [3, 2, 1]],
    ['--student ada', [6, 4]],
    ['--student ben', [5]],
    ['--section 6A', [6, 5, 4]],
    ['--section 7A', [7]],
    ['--file quiz', [6]],
    ['--file %', []],
    ['--gradebook abcdefgh', []],
    ['--command record --who "ms fairweather" --since 2026-10-03', [7]],
    ['--command record --limit 1', [7]],
  ])('pl log %s', async (flags, entries) => {
    expect(await left(flags)).toEqual(entries);
  });

  it('to what was entered in one gradebook', async () => {
    const [newest] = (await ok('log --json')).json<{ gradebook: string }[]>();
    expect(await left(`--gradebook ${newest?.gradebook.toUpperCase()}`)).toHaveLength(7);
  });

  it('to nothing, and then says so', async () => {
    expect(await ok('log --who nobody')).toMatchObject({
      out: '',
      err: 'nothing like this was entered\n',
    });
  });

  it('and an unknown command, person or gradebook is told with what comes near', async () => {
    const slip = await pl('log --command recrod');
    expect(slip).toMatchObject({ code: 2, out: '' });
    expect(slip.err).toContain(
      '--command "recrod" makes no entries: advance, comment, excuse, fix, forget, import, init,',
    );
    expect(slip.err).toContain('; did you mean "record"?');
    expect(slip.err).toContain('pl log --command record');
    expect((await pl(['log', '--command', 'import evidnce'])).err).toContain('"import evidence"?');
    expect((await pl('log --command imp')).code).toBe(2);
    expect(await left('--command RECORD')).toEqual([7, 4]);
    const near = 'nobody called "ms fiar" has entered anything; did you mean "Ms Fair"?';
    for (const verb of ['log', 'imports'])
      expect(await ok(`${verb} --who "ms fiar"`)).toMatchObject({
        out: '',
        err: expect.stringContaining(near),
      });
    const [{ gradebook = '' } = {}] = (await ok('log --json')).json<{ gradebook?: string }[]>();
    expect((await ok(`imports --gradebook ${gradebook.slice(0, -1)}`)).err).toContain(
      `did you mean "${gradebook}"?`,
    );
  });

  it('with flags that cannot be read as wrong usage', async () => {
    expect((await pl('log --since never')).code).toBe(2);
    expect((await pl('log --limit 0')).code).toBe(2);
    expect((await pl('log --section 9Z')).code).toBe(1);
  });
});
