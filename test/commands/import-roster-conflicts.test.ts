/** What a roster may not do unasked: put one child's name over another's, or change a whole school. */
import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, text } from '../support/pl.js';

const ROSTER = `student_id,state_id,name,section
1,S1,Ana Osei,7A
2,S2,Bo Lind,7A
3,S3,Cy Holm,7A
4,S4,Di Nord,7B
`;

const problems = (run: { json: <T>() => T }) =>
  run.json<{ problems: { line: number; code: string; severity: string; message: string }[] }>()
    .problems;
const codes = (run: { json: <T>() => T }) => problems(run).map(({ line, code }) => [line, code]);
const names = async () =>
  (await ok('students --csv')).lines.slice(1).map((line) => line.split(',')[1]);

beforeEach(async () => {
  await ok('init');
  await ok('import roster -', { stdin: ROSTER });
});

describe('another name under a known id', () => {
  const other = 'student_id,name\n1,Zoe Marsh\n2,Bo Marsh\n';

  it('is refused, with the line, and nobody is named', async () => {
    const run = await pl('import roster - --json', { stdin: other });
    expect(run.code).toBe(3);
    expect(codes(run)).toEqual([
      [2, 'other_name'],
      [3, 'renamed'],
    ]);
    expect(run.out + run.err).not.toMatch(/zoe|marsh|ana|osei/i);
    expect(await names()).toContain('Ana Osei');
  });

  it('is left out by --skip-bad and taken by --rename', async () => {
    expect((await pl('import roster - --skip-bad', { stdin: other })).code).toBe(4);
    expect(await names()).toContain('Ana Osei');
    expect(await names()).toContain('Bo Marsh');
    await ok('import roster - --rename', { stdin: other });
    expect(await names()).toContain('Zoe Marsh');
  });

  it('says that the new one is also that of another student, where it is', async () => {
    const namesake = 'student_id,name\n1,Ana Osei\n5,Ana Lind\n';
    await ok('import roster -', { stdin: namesake });
    const run = await pl('import roster - --json', { stdin: 'student_id,name\n5,Ana Osei\n' });
    expect(problems(run)).toMatchObject([
      { line: 2, code: 'other_name', message: expect.stringContaining('also the name of another') },
    ]);
    await ok('import roster - --rename', { stdin: 'student_id,name\n5,Ana Osei\n' });
  });

  it('is none where it is turned round or shortened', async () => {
    const run = await ok('import roster - --json', {
      stdin: 'student_id,first_name,last_name\n1,Osei,Ana\n2,B.,Lind\n',
    });
    expect(problems(run).map(({ code }) => code)).toEqual(['renamed', 'renamed']);
  });

  it('ids of two students are never put on one', async () => {
    const run = await pl('import roster - --json', {
      stdin: 'student_id,state_id,name\n1,S2,Ana Osei\n',
    });
    expect(codes(run)).toEqual([[2, 'id_on_two_students']]);
  });
});

describe('a name that is spelt otherwise', () => {
  const spelt = async (stood: string, said: string) => {
    const row = (name: string) => ({ stdin: `student_id,first_name,last_name\n9,${name}\n` });
    await ok('import roster -', row(stood));
    const again = (await ok('import roster - --json', row(said))).json<{
      counts: { students: { update: number } };
    }>();
    const name = (await ok('students --csv')).lines.find((line) => line.startsWith('9,'));
    return [again.counts.students.update, name?.split(',')[1]];
  };

  it.each([
    ['Jos\u00e9,Garc\u00eda', 'JOSE,GARCIA'],
    ['Jos\u00e9,Garc\u00eda', 'Jose,Garcia'],
    ['Sum,Nall', 'sum,nall'],
    ['Bj\u00f8rn,S\u00f8rensen', 'Bjorn,Sorensen'],
  ])('stays as it was where the file is plainer: %s, %s', async (stood, said) =>
    expect(await spelt(stood, said)).toEqual([0, stood.replace(',', ' ')]));

  it.each([
    ['JOSE,GARCIA', 'Jose,Garcia'],
    ['Jose,Garcia', 'Jos\u00e9,Garc\u00eda'],
    ['Ann,Macdonald', 'Ann,MacDonald'],
    ['sum,nall', 'SUM,NALL'],
  ])('is taken where it is better, or as good: %s, %s', async (stood, said) =>
    expect(await spelt(stood, said)).toEqual([1, said.replace(',', ' ')]));
});

describe('an id that lost its zeros', () => {
  const told = async (row: string, flags = '') => {
    const run = await pl(`import roster - --json ${flags}`, { stdin: `student_id,name\n${row}\n` });
    return problems(run).map(({ code, severity }) => `${code} ${severity}`);
  };

  beforeEach(async () => {
    await ok('import roster -', { stdin: "student_id,name\n001002,Siobh\u00e1n O'Brien\n" });
  });

  it.each([
    'Siobhan OBrien',
    'Siobhan O Brien',
    "Siobhan A. O'Brien",
    "Siobhan O'Brien Jr.",
    'Siobhan Marsh',
  ])('makes no second child: %s', async (name) =>
    expect(await told(`1002,${name}`)).toEqual(['id_zeros error']));

  it('is told of another child', async () =>
    expect(await told("1002,Aoife O'Brien")).toEqual(['id_zeros warning']));

  it('--zeros keeps the longer one, whichever side has it, and what she has', async () => {
    await ok('import roster - --zeros', {
      stdin: 'student_id,name\n1002,Siobhan OBrien\n0001,Ana Osei\n',
    });
    const ids = (await ok('students --csv')).lines.slice(1).map((line) => line.split(',')[0]);
    expect(ids).toEqual(expect.arrayContaining(['0001', '001002']));
    expect(ids).toHaveLength(5);
    expect(await told('0001,Ana Osei')).toEqual([]);
    expect((await ok('students --section 7A --csv')).out).toContain('0001,');
  });

  it.each([
    '4.0,Di Nord',
    '004.0,Di Nord',
    '4.0,Max Null',
  ])('or ends in .0, as spreadsheets write numbers, makes no second child: %s', async (row) =>
    expect(await told(row)).toContain('id_changed error'));

  it('and ends in .0 is only told where nobody is near', async () =>
    expect(await told('77.0,Max Null')).toEqual(['id_decimals warning']));

  it('--zeros takes it without .0', async () => {
    await ok('import roster - --zeros', {
      stdin: "student_id,name\n1002.0,Siobhan O'Brien\n4.0,Di Nord\n",
    });
    const ids = (await ok('students --csv')).lines.slice(1).map((line) => line.split(',')[0]);
    expect(ids.filter((id) => id !== '').sort()).toEqual(['001002', '1', '2', '3', '4']);
  });

  it('--zeros is for rosters alone', async () => {
    file('e.csv', 'student_id,competency,score,date\n');
    expect((await pl('import evidence e.csv --zeros')).code).toBe(2);
  });
});

describe('a name that changes', () => {
  it('stops --strict', async () => {
    const run = await pl('import roster - --strict --json', {
      stdin: 'student_id,name\n1,Ana Marsh\n',
    });
    expect(run.code).toBe(3);
    expect(codes(run)).toEqual([[2, 'renamed']]);
  });
});

describe('who is missing', () => {
  const three = ROSTER.split('\n').slice(0, 4).join('\n');

  it('is nobody for a flat file, which speaks for its sections alone', async () => {
    expect(problems(await ok('import roster - --json', { stdin: three }))).toEqual([]);
    expect(await names()).toHaveLength(4);
  });

  it('is withdrawn where that is asked for, with all she has, and undo brings her back', async () => {
    const run = await ok('import roster - --withdraw-missing --json', { stdin: three });
    expect(problems(run)).toMatchObject([{ line: 1, code: 'missing_students' }]);
    expect(run.json()).toMatchObject({ counts: { students: { add: 0, update: 1, unchanged: 3 } } });
    expect(await names()).not.toContain('Di Nord');
    await ok('undo');
    expect(await names()).toContain('Di Nord');
  });

  it('stands in a file, also after a dry run', async () => {
    await ok('import roster - --withdraw-missing --missing gone.csv --dry-run', { stdin: three });
    expect(text('gone.csv')).toBe('student_id,name,grade\r\n4,Di Nord,\r\n');
    expect(await names()).toHaveLength(4);
  });

  it('is nobody where a row was left out', async () => {
    const run = await pl('import roster - --withdraw-missing --skip-bad', {
      stdin: `${three}\n9,S9,,7A\n`,
    });
    expect(run.code).toBe(4);
    expect(await names()).toHaveLength(4);
  });
});

describe('--max-change', () => {
  const moved = ROSTER.replace('Ana Osei,7A', 'Ana Osei,7B');

  it.each(['20%', '0', '24.9%'])('%s stops a fourth of all', async (share) => {
    const run = await pl(['import', 'roster', '-', '--max-change', share, '--json'], {
      stdin: moved,
    });
    expect(run.code).toBe(3);
    expect(problems(run)).toMatchObject([{ code: 'too_many_changes' }]);
    expect((await ok('log --csv')).lines).toHaveLength(3);
  });

  it.each(['25%', '1'])('%s lets it pass', async (share) => {
    await ok(['import', 'roster', '-', '--max-change', share], { stdin: moved });
    expect((await ok('students --section 7B --csv')).lines).toHaveLength(3);
  });

  it('is not got round by leaving rows out', async () => {
    const run = await pl('import roster - --max-change 0 --skip-bad', {
      stdin: `${moved}9,S9,,7A\n`,
    });
    expect(run.code).toBe(3);
    expect((await ok('log --csv')).lines).toHaveLength(3);
  });

  it.each(['ten', '10.5', '110%', '-1'])('%s is wrong usage', async (share) => {
    const run = await pl(['import', 'roster', '-', `--max-change=${share}`], { stdin: moved });
    expect(run.code).toBe(2);
    expect(run.err).toContain('10% or 25');
  });

  it('is for rosters alone', async () => {
    file('e.csv', 'student_id,competency,score,date\n');
    expect((await pl('import evidence e.csv --missing gone.csv')).code).toBe(2);
    expect(existsSync('gone.csv')).toBe(false);
  });
});

describe('a school of 6,000', () => {
  it('is planned in a moment', async () => {
    const rows = Array.from(
      { length: 6000 },
      (_, i) => `${100_000 + i},Given${i} Family${i},S${i % 900},School ${i % 9}`,
    );
    const stdin = ['student_id,name,section,school', ...rows].join('\n');
    const { json } = await ok('import roster - --json', { stdin });
    expect(json()).toMatchObject({
      counts: { schools: { add: 9 }, sections: { add: 900 }, enrollments: { add: 6000 } },
    });
    const again = await ok('import roster - --json', { stdin });
    expect(again.json()).toMatchObject({ counts: { enrollments: { unchanged: 6000 } } });
  });
});
