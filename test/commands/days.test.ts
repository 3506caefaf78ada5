/** `--as-of` and `--known-on`: the two dates of everything. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, smallSchool } from '../support/pl.js';

beforeEach(async () => {
  await smallSchool();
  at('2026-10-05T09:00:00');
  await ok('record ada rp.1 3 --on 2026-09-10');
  at('2026-10-12T09:00:00');
  await ok('record ada rp.1 4 --on 2026-09-01');
  await ok('record ada rp.1 1');
  at('2026-10-20T09:00:00');
});

const scores = async (flags: string) =>
  (await ok(`explain ada rp.1 --json ${flags}`))
    .json<{ evidence: { score: number }[] }>()
    .evidence.map(({ score }) => score);

describe('the two dates', () => {
  it.each([
    ['', [4, 3, 1]],
    ['--as-of 2026-08-31', []],
    ['--as-of 2026-09-05', [4]],
    ['--as-of 2026-09-10', [4, 3]],
    ['--as-of 2026-10-12', [4, 3, 1]],
    ['--known-on 2026-10-04', []],
    ['--known-on 2026-10-05', [3]],
    ['--known-on 2026-10-11', [3]],
    ['--known-on 2026-10-12', [4, 3, 1]],
    ['--as-of 2026-09-05 --known-on 2026-10-11', []],
    ['--as-of 2026-09-10 --known-on 2026-10-12', [4, 3]],
    ['--as-of -19d', [4, 3]],
    ['--known-on yesterday', [4, 3, 1]],
  ])('%s', async (flags, expected) => {
    expect(await scores(flags)).toEqual(expected);
  });

  it('are said in JSON', async () => {
    for (const command of ['progress', 'ready'])
      expect(
        (await ok(`${command} --json --as-of 2026-09-10 --known-on yesterday`)).json(),
      ).toMatchObject({ as_of: '2026-09-10', known_on: '2026-10-19' });
  });
});

const READERS = [
  ...['progress', 'progress --all', 'ready', 'explain ada rp.1', 'students', 'sections', 'grades'],
  ...['standards', 'export mastery --all', 'export evidence', 'export roster'],
  ...['export standards', 'export links', 'export pathways', 'export grades'],
];

describe('--known-on', () => {
  it.each(READERS)('pl %s before the gradebook began is an empty one', async (command) => {
    if (command.startsWith('explain')) return;
    for (const format of ['', '--json', '--csv'])
      await ok(`${command} --known-on 2020-01-01 ${format}`);
  });

  it('is the same bytes for ever, whatever the calendar says', async () => {
    await ok('policy set stale_after_days=3');
    const read = async () => {
      const outs = [];
      for (const command of READERS)
        outs.push((await ok(`${command} --known-on 2026-10-20 --json`)).out);
      return outs.join('');
    };
    const before = await read();
    at('2027-06-30T09:00:00');
    expect(await read()).toBe(before);
    await ok('record ada rp.1 4 --on 2026-10-01');
    await ok('student move ada 6B');
    await ok('policy set method=mean stale_after_days=');
    await ok('scale set default "1=A, 2=B, 3*=C, 4=D"');
    await ok('import standards -', {
      stdin: 'framework,code,statement\nmath,6.RP.A.1,Other words\nart,A,Draw\n',
    });
    await ok('undo 4');
    expect(await read()).toBe(before);
  });
});

describe('--known-on today', () => {
  it('says that the day is not over, and the data does not', async () => {
    for (const format of ['', '--json', '--csv']) {
      const { out, err } = await ok(`progress ada --known-on today ${format}`);
      expect(err).toContain('today is not over: what is entered later today still shows\n');
      expect(out).not.toContain('not over');
    }
    expect((await ok('log --known-on 2026-10-20')).err).toContain('not over');
  });

  it('is left alone on another day, under --as-of, and with --quiet', async () => {
    for (const flags of ['--known-on yesterday', '--as-of today', '--known-on today --quiet'])
      expect((await ok(`progress ada ${flags}`)).err).toBe('');
  });
});

describe('--as-of', () => {
  it('sees what is typed later for an earlier day', async () => {
    const read = async () => (await ok('progress ada --json --as-of 2026-09-30')).out;
    const before = await read();
    await ok('record ada rp.1 1 --on 2026-10-01');
    expect(await read()).toBe(before);
    await ok('record ada rp.1 1 --on 2026-09-30');
    expect(await read()).not.toBe(before);
  });

  it("is under today's roster, standards and policy", async () => {
    await ok('policy set method=latest');
    await ok('student move ada 6B');
    const { students } = (await ok('progress --json --section 6B --as-of 2026-09-10')).json<{
      students: { student_id: string; competencies: object[] }[];
    }>();
    expect(students[0]).toMatchObject({
      student_id: 'ada',
      competencies: [{ method: 'latest', score: 3 }],
    });
  });
});

describe('what was decided by a day', () => {
  const level = async (flags: string) => {
    const { students } = (await ok(`progress ben --json ${flags}`)).json<{
      students: { competencies: { level: number | null; overridden: boolean }[] }[];
    }>();
    const [one] = students[0]?.competencies ?? [];
    return one === undefined ? null : [one.level, one.overridden];
  };

  beforeEach(async () => {
    await ok('override ben rp.1 3 --reason "at the board" --on 2026-09-10');
    await ok('override ben rp.1 4 --reason "again, alone" --on 2026-10-15');
  });

  it('still stood where a later judgement has taken its place', async () => {
    expect(await level('--as-of 2026-09-09')).toBe(null);
    expect(await level('--as-of 2026-09-30')).toEqual([3, true]);
    expect(await level('--as-of 2026-10-15')).toEqual([4, true]);
  });

  it('still stood before the day on which it was taken back', async () => {
    await ok('override ben rp.1 --clear');
    expect(await level('')).toBe(null);
    expect(await level('--as-of 2026-10-15')).toEqual([4, true]);
    expect(await level('--as-of 2026-09-30')).toEqual([3, true]);
    expect(await level('--as-of 2026-10-20')).toBe(null);
  });

  it('did not stand where it was undone, or corrected for that day', async () => {
    await ok('undo');
    expect(await level('--as-of 2026-09-30')).toEqual([3, true]);
    await ok('override ben rp.1 2 --reason "I mixed them up" --on 2026-09-10');
    expect(await level('--as-of 2026-09-30')).toEqual([2, true]);
    await ok('undo');
    await ok('undo');
    expect(await level('--as-of 2026-09-30')).toBe(null);
  });

  it('is so for excuses, and on the ready list', async () => {
    await ok('excuse ada rp.2 --reason ill --on 2026-09-05');
    await ok('excuse ada rp.2 --clear');
    const missing = async (flags: string) => {
      const { students } = (await ok(`ready ada --json --all ${flags}`)).json<{
        students: { missing: { competency: string }[] }[];
      }>();
      return students.flatMap((one) => one.missing.map(({ competency }) => competency));
    };
    expect(await missing('')).toContain('6.RP.A.2');
    expect(await missing('--as-of 2026-10-19')).not.toContain('6.RP.A.2');
  });
});
