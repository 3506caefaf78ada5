/** School years: how one begins, and what last year's evidence says of itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl } from '../support/pl.js';

const OLD = `student_id,name,grade,section,teacher,school
1,Ana Osei,7,7A,Mr O,North
2,Bo Lind,7,7A,Mr O,North
3,Cy Holm,12,12A,Ms R,North
`;
const NEW = `student_id,name,grade,section,teacher,school
1,Ana Osei,8,8A,Ms R,North
2,Bo Lind,8,8A,Ms R,North
4,Di Nord,7,7A,Mr O,North
`;

const sections = async (flags = '') =>
  (await ok(`sections --csv ${flags}`)).lines.slice(1).map((line) => line.split(',')[0]);
const place = async (id: string) =>
  (await ok('students --withdrawn --csv')).lines
    .find((line) => line.startsWith(`${id},`))
    ?.split(',')
    .slice(2, 5)
    .join(' ');

beforeEach(async () => {
  at('2026-05-04T09:00:00');
  await ok('init');
  await ok('import roster -', { stdin: OLD });
  file('s.csv', 'framework,code,statement\nmath,RP.1,Rates\n');
  await ok('import standards s.csv');
  await ok('record 1 RP.1 3 --on 2026-04-20');
  file('old.csv', OLD);
  file('new.csv', NEW);
  at('2026-08-24T09:00:00');
});

describe('a year begins', () => {
  const start = (flags = '') => ok(`year start 2026-27 --on today new.csv --json ${flags}`);

  it('with new grades and sections, and who is not in it is said', async () => {
    const run = await start();
    expect(run.json()).toMatchObject({
      kind: 'roster',
      written: true,
      counts: {
        sections: { add: 1, update: 0, unchanged: 1 },
        students: { add: 1, update: 2, unchanged: 0 },
        enrollments: { add: 3, update: 3, unchanged: 0 },
      },
      problems: [{ code: 'missing_students', severity: 'warning' }],
      year: '2026-27',
      starts_on: '2026-08-24',
    });
    expect(await place('1')).toBe('8 8A true');
    expect(await place('3')).toBe('12  true');
    expect(await place('4')).toBe('7 7A true');
  });

  it('with those withdrawn who are gone, where that is asked for', async () => {
    await start('--withdraw-missing');
    expect(await place('3')).toBe('12  false');
    expect(await sections()).toEqual(['7A', '8A']);
    expect(await sections('--all')).toEqual(['7A', '8A', '12A']);
  });

  it('in one entry that undo takes back', async () => {
    const before = (await ok('export roster')).out;
    await start('--withdraw-missing');
    expect((await ok('log --csv')).lines[1]).toContain('year start');
    await ok('undo');
    expect((await ok('export roster')).out).toBe(before);
    expect((await ok('year list --json')).json()).toEqual([]);
    expect(await sections()).toEqual(['7A', '12A']);
  });

  it('once, and changes nothing the second time', async () => {
    await start();
    const log = (await ok('log --csv')).out;
    expect((await start()).json()).toMatchObject({ counts: { enrollments: { unchanged: 3 } } });
    expect((await ok('log --csv')).out).toBe(log);
  });

  it('with a roster in several files', async () => {
    file('a.csv', NEW.split('\n').slice(0, 2).join('\n'));
    file('b.csv', [NEW.split('\n')[0], ...NEW.split('\n').slice(2)].join('\n'));
    const { json } = await ok('year start 2026-27 --on today a.csv b.csv --json');
    expect(json()).toMatchObject({ counts: { students: { add: 1, update: 2 } } });
    expect(await place('2')).toBe('8 8A true');
    expect(await place('4')).toBe('7 7A true');
  });

  it('knows a section of another term as another', async () => {
    const termed = (name: string, term: string) =>
      file(name, `student_id,name,section,term\n1,Ana Osei,7A,${term}\n`);
    termed('t1.csv', '2025');
    await ok('import roster t1.csv');
    termed('t2.csv', '2026');
    await ok('year start 2026-27 --on today t2.csv');
    const rows = (await ok('sections --all --json')).json<{ section: string; term: string }[]>();
    const terms = rows.filter(({ section }) => section === '7A').map(({ term }) => term);
    expect(terms.sort()).toEqual(['2025', '2026']);
    expect(await sections()).toEqual(['7A']);
  });

  it('and who leaves a section by hand was not in it before', async () => {
    await start();
    at('2026-09-10T09:00:00');
    await ok('student leave 4 7A');
    const placed = async (day: string) =>
      (await ok(`students 4 --csv --as-of ${day}`)).lines[1]?.split(',')[3];
    expect(await placed('2026-08-20')).toBe('');
    expect(await placed('2026-09-01')).toBe('7A');
    expect(await placed('2026-09-10')).toBe('');
  });

  it('on a dry run not at all', async () => {
    const log = (await ok('log --csv')).out;
    const { json } = await start('--dry-run');
    expect(json()).toMatchObject({ written: false, dry_run: true });
    expect((await ok('log --csv')).out).toBe(log);
  });

  it('not at all where the roster is at fault, or changes too much', async () => {
    file('bad.csv', `${NEW},,8,8A,,\n`);
    expect((await pl('year start 2026-27 --on today bad.csv')).code).toBe(3);
    const limit = 'year start 2026-27 --on today new.csv --withdraw-missing --max-change 0';
    expect((await pl(limit)).code).toBe(3);
    expect((await ok('year list --json')).json()).toEqual([]);
    expect(await place('1')).toBe('7 7A true');
  });

  it.each([
    ['year start 2026-27 new.csv', 2, '--on'],
    ['year start 2026-27 --on sometime new.csv', 2, 'sometime'],
    ['year start 2026-27 --on 2027-01-01 new.csv', 1, 'future'],
    ['year start 2026-27 --on today new.csv --max-change many', 2, '10% or 25'],
    ['year start 2026-27 --on today nowhere.csv', 1, 'nowhere.csv'],
  ])('%s: is refused (%i)', async (command, code, message) => {
    const run = await pl(command);
    expect(run.code).toBe(code);
    expect(run.err).toContain(message);
  });

  it('on one day, and a roster is that of the last', async () => {
    await start();
    expect((await pl('year start 2026-27 --on 2026-08-20 new.csv')).code).toBe(1);
    expect((await pl('year start other --on 2026-08-24')).code).toBe(1);
    expect((await pl('year start 2025-26 --on 2025-08-25 old.csv')).code).toBe(1);
    await ok('year start 2025-26 --on 2025-08-25');
    expect((await ok('year list --csv')).lines.slice(1)).toEqual([
      '2025-26,2025-08-25',
      '2026-27,2026-08-24',
    ]);
  });
});

describe('what was shown last year', () => {
  const years = async () =>
    (await ok('explain 1 RP.1 --json'))
      .json<{ evidence: { year: string | null }[] }>()
      .evidence.map(({ year }) => year);

  it('is of no year before one is said', async () => {
    expect(await years()).toEqual([null]);
    expect((await ok('explain 1 RP.1')).out).not.toContain('from ');
  });

  it('still counts, and says from which year it is', async () => {
    await ok('year start 2025-26 --on 2025-08-25');
    expect((await ok('explain 1 RP.1')).out).not.toContain('from 2025-26');
    await ok('year start 2026-27 --on today new.csv');
    await ok('record 1 RP.1 4');
    expect(await years()).toEqual(['2025-26', '2026-27']);
    const { out } = await ok('explain 1 RP.1');
    expect(out.match(/from 2025-26/g)).toHaveLength(1);
    expect(out).not.toContain('from 2026-27');
    expect((await ok('explain 1 RP.1 --as-of 2026-06-01')).out).not.toContain('from 2025-26');
  });

  it('is from before the first year that has a name', async () => {
    await ok('year start 2026-27 --on today new.csv');
    expect((await ok('explain 1 RP.1')).out).toContain('from before 2026-27');
  });
});
