import { beforeEach, expect, it } from 'vitest';
import { at, ok, smallSchool } from '../support/pl.js';

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
