/** Retention: who left long ago and has nothing newer is listed, and forgotten where that is asked. */
import { expect, test } from 'vitest';
import { longBefore, readSpan } from '../../src/core/retention.js';
import { at, ok, pl, smallSchool } from '../support/pl.js';

const due = async (flags = '--older-than 7y') =>
  (await ok(`retention ${flags} --json`))
    .json<{ student_id: string }[]>()
    .map(({ student_id }) => student_id);

/** Ada and Ben left in 2027; of Ben something was noted in 2029; Cleo left and came back; Dan never left. */
async function school(): Promise<void> {
  await smallSchool();
  at('2027-01-01T09:00:00');
  await ok('record ada 6.RP.A.1 3 --on 2026-10-01');
  await ok('record ada 6.RP.A.1 3 --on 2026-11-01');
  await ok('student withdraw ada');
  await ok('student withdraw ben');
  await ok('student withdraw cleo');
  at('2029-06-01T09:00:00');
  await ok('note ben sent on to the new school');
  await ok('student return cleo');
  at('2036-06-02T09:00:00');
}

test('who left long ago is due, unless there is anything newer; who is here never', async () => {
  await school();
  expect(await due()).toEqual(['ada', 'ben']);
  expect(await due('--older-than 8y')).toEqual(['ada']);
  expect(await due('--older-than 10y')).toEqual([]);
  const [ada] = (await ok('retention --older-than 8y --json')).json<unknown[]>();
  expect(ada).toEqual({
    student_id: 'ada',
    withdrawn_on: '2027-01-01',
    last_on: '2027-01-01',
    evidence: 2,
  });
  const page = await ok('retention --older-than 8y');
  expect(page.err).toContain('1 student left before 2028-06-02');
  expect(page.out + page.err).not.toContain('Lovelace');
});

test('the day itself is not longer ago', async () => {
  await school();
  at('2034-01-01T09:00:00');
  expect(await due()).toEqual([]);
  at('2034-01-02T09:00:00');
  expect(await due()).toEqual(['ada']);
});

test('who came back and left again counts from the last time', async () => {
  await school();
  await ok('student withdraw cleo');
  expect(await due('--older-than 1y')).toEqual(['ada', 'ben']);
});

test('a change of scale says old scores again, and makes nothing newer', async () => {
  await school();
  const before = await due();
  await ok('scale set five "1=A, 2=B, 3*=C, 4=D, 5=E"');
  await pl('scale use five --framework math');
  expect(await due()).toEqual(before);
});

test('they are forgotten where that is asked, and a second night finds nobody', async () => {
  await school();
  const command = ['retention', '--older-than', '7y', '--forget', '--reason', 'schedule 2036'];
  expect((await pl(command)).code).toBe(2);
  expect((await pl([...command.slice(0, 4), '--yes'])).code).toBe(2);
  await ok([...command, '--dry-run']);
  expect(await due()).toHaveLength(2);
  expect((await pl(command, { terminal: true, answers: ['no'] })).code).toBe(130);
  const run = await ok([...command, '--yes', '--json']);
  expect(run.json()).toMatchObject({ forgotten: 2, finished: true });
  const again = (await ok([...command, '--yes', '--json'])).json();
  expect(again).toEqual({ forgotten: 0, finished: true, erased_in: [], copies: [] });
  expect((await ok('students --withdrawn --json')).json()).toHaveLength(2);
  expect((await ok('log')).out).toContain('2 students forgotten: schedule 2036');
  expect((await ok('forget --list --json')).json()).toHaveLength(2);
});

test.each([
  '7',
  'y',
  '0y',
  '-1y',
  '7 years',
  '1.5y',
  '',
])('--older-than "%s" is refused', async (span) => {
  await smallSchool();
  expect((await pl(['retention', '--older-than', span])).code).toBe(2);
});

test('a span is counted by the calendar', () => {
  const before = (day: string, span: string) => {
    const read = readSpan(span);
    return read === null ? null : longBefore(day, read);
  };
  expect(before('2026-10-01', '7y')).toBe('2019-10-01');
  expect(before('2024-02-29', '1y')).toBe('2023-02-28');
  expect(before('2026-03-31', '1m')).toBe('2026-02-28');
  expect(before('2026-01-15', '18m')).toBe('2024-07-15');
  expect(before('2026-01-15', '12m')).toBe('2025-01-15');
  expect(before('2026-01-15', '15d')).toBe('2025-12-31');
});
