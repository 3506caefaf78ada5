/** `pl students`, `pl sections`, `pl standards`: lists to look things up in. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const ids = async (command: string) =>
  (await ok(`${command} --csv`)).lines.slice(1).map((line) => line.split(',')[0]);

describe('pl students', () => {
  it('lists by family name, given name, id', async () => {
    await ok('student add b2 Ben Okri');
    await ok('student add b1 Áron Okri');
    expect(await ids('students')).toEqual(['dan', 'ada', 'b1', 'b2', 'ben', 'cleo']);
  });

  it.each([
    ['--section 6A', ['ada', 'ben']],
    ['--section "room 6a"', ['ada', 'ben']],
    ['--school "hill school"', ['ada', 'ben', 'cleo']],
    ['--teacher "Mr Stone"', ['dan', 'cleo']],
    ['--grade 06', ['ada', 'ben', 'cleo']],
    ['--grade 7', ['dan']],
    ['--grade 8', []],
    ['--section 6A --grade 7', []],
    ['ok', ['ben']],
  ])('%s', async (flags, expected) => {
    expect(await ids(`students ${flags}`)).toEqual(expected);
  });

  it('has its header and exit 0 also without anybody', async () => {
    const { out } = await ok('students --grade 8 --csv');
    expect(out).toBe('student_id,name,grade,sections,active,ids\r\n');
    expect((await ok('students --grade 8 --json')).out).toBe('[]\n');
    expect(await ok('students --grade 8')).toMatchObject({ out: '' });
  });

  it('has the withdrawn only on demand', async () => {
    await ok('student withdraw ben');
    expect(await ids('students')).toEqual(['dan', 'ada', 'cleo']);
    expect(await ids('students --withdrawn')).toEqual(['dan', 'ada', 'ben', 'cleo']);
    expect((await ok('students --withdrawn')).out).toMatch(/Ben Okri.*withdrawn/);
  });

  it.each([
    ['--section 6C', 'there is no section "6C": did you mean 6A, 6B'],
    ['--school Valley', 'there is no school "Valley"'],
    ['--teacher Nobody', 'there is no teacher "Nobody"'],
  ])('%s is refused', async (flags, message) => {
    const run = await pl(`students ${flags}`);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(message);
  });

  it('shows the preferred name, and further ids with their kind', async () => {
    await ok('import roster -', {
      stdin: 'student_id,state_id,name,section\nada,0041,Ada Lovelace,6A\nben,0042,Ben Okri,6A\n',
    });
    const { lines } = await ok('students --csv');
    expect(lines).toContain('ada,Ada Lovelace,6,6A,true,state:0041');
    expect(lines).toContain('cleo,Cleo Osei,6,6B,true,');
    expect(await ids('students 0042')).toEqual(['ben']);
  });

  it('stands as it stood', async () => {
    await ok('student move ada 6B');
    at('2026-10-20T09:00:00');
    expect(await ids('students --section 6B')).toEqual(['ada', 'cleo']);
    expect(await ids('students --section 6B --known-on 2026-09-30')).toEqual(['cleo']);
  });
});

describe('pl sections', () => {
  it('counts who is in each', async () => {
    await ok('student withdraw ben');
    expect((await ok('sections --csv')).lines).toEqual([
      'section,name,course,teachers,school,term,students',
      '6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn,1',
      '6B,Room 6B,Maths 6,Mr Stone,Hill School,Autumn,1',
      '7A,Room 7A,Maths 7,Mr Stone,Lake School,Autumn,1',
    ]);
  });

  it('is a table for people', async () => {
    expect((await ok('sections')).lines[0]).toMatch(/^Section +Name +Course +Teachers/);
  });
});

describe('pl standards', () => {
  const codes = async (flags: string) =>
    (await ok(`standards ${flags} --csv`)).lines.slice(1).map((line) => line.split(',')[1]);

  it('lists in natural order of codes, where the file gives none', async () => {
    expect(await codes('')).toEqual([
      '6.NS',
      '6.NS.B.1',
      '6.RP',
      '6.RP.A.1',
      '6.RP.A.2',
      '6.RP.A.10',
      'R.1',
    ]);
  });

  it.each([
    ['ratio', ['6.RP', '6.RP.A.1']],
    ['unit rate', ['6.RP.A.2']],
    ['--under 6.RP', ['6.RP', '6.RP.A.1', '6.RP.A.2', '6.RP.A.10']],
    ['--framework reading', ['R.1']],
    ['--framework READING --under 6.RP', []],
    ['nothing-like-it', []],
  ])('%s', async (flags, expected) => {
    expect(await codes(flags)).toEqual(expected);
  });

  it('says what may be recorded on and what comes first', async () => {
    expect((await ok('standards --json --under 6.RP')).json<object[]>().slice(0, 3)).toMatchObject([
      { competency: '6.RP', parent: null, assessable: false, requires: '' },
      { competency: '6.RP.A.1', parent: '6.RP', assessable: true, essential: true },
      { competency: '6.RP.A.2', requires: '6.RP.A.1', essential: false },
    ]);
  });

  it('cuts a table to the width of the terminal', async () => {
    const { out } = await ok('standards', { width: 60 });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(out).toContain('…');
  });

  it.each(['--framework art', '--under 9.XX', '--pathway none'])('%s is refused', async (flags) => {
    expect(await pl(`standards ${flags}`)).toMatchObject({ code: 1, out: '' });
  });
});
