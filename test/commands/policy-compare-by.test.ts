import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, sampleSchool } from '../support/pl.js';

interface Row {
  readonly value: string | null;
  readonly students: number | null;
  readonly students_moved: number | null;
}

describe('by where students are', () => {
  const ROSTER = `student_id,first_name,last_name,grade,section,school
ada,Ada,Lovelace,7,7A,North
ben,Ben,Okri,7,7A,North
cleo,Cleo,Osei,,7A,South
dan,Dan,Adams,8,8A,South
`;
  const EVIDENCE = ['ada', 'ben', 'cleo', 'dan']
    .flatMap((student) => [1, 2, 3].map((n) => `${student},A,${n === 3 ? 4 : 2},2026-09-0${n}`))
    .join('\n');

  beforeEach(async () => {
    await ok('init');
    await ok('import roster -', { stdin: ROSTER });
    await ok('import standards -', { stdin: 'framework,code,statement\nart,A,Draw\n' });
    await ok('import evidence -', { stdin: `student_id,competency,score,date\n${EVIDENCE}\n` });
  });

  it('keeps sections of one id apart, as a summary does', async () => {
    const { by } = (await ok('policy compare method=latest --json')).json<{
      by: Record<string, readonly Row[]>;
    }>();
    for (const dimension of ['section', 'school', 'grade']) {
      const { values } = (await ok(`summary --by ${dimension} --json`)).json<{ values: Row[] }>();
      expect(by[dimension]?.map(({ value, students }) => [value, students])).toEqual(
        values.map(({ value, students }) => [value, students]),
      );
    }
    expect(by.section?.map(({ value, students }) => [value, students])).toEqual([
      ['7A (North)', 2],
      ['7A (South)', 1],
      ['8A', 1],
    ]);
  });

  it('counts students without a grade, last', async () => {
    const { out } = await ok('policy compare method=latest --by grade');
    expect(out).toMatch(/\n7 +2 .*\n8 +1 .*\nnot said +1 /);
  });
});

describe('by a group', () => {
  /** Forty-eight students: every second one walks, eleven sail, nine fly, and four did not say. */
  const way = (place: number) =>
    place % 2 === 0 ? 'zq-walk' : place < 22 ? 'zq-sail' : place < 40 ? 'zq-fly' : '';

  beforeEach(async () => {
    await sampleSchool();
    const students = (await ok('students --json')).json<{ student_id: string }[]>();
    const rows = students.map(({ student_id: id }, place) => `${id},Way,${way(place)}`);
    await ok('import groups -', { stdin: `student_id,group,value\n${rows.join('\n')}\n` });
  });

  const LATEST = 'policy compare method=latest';
  const moves = async (words: string) =>
    (await ok(`${words} --json`)).json<{
      students: number | null;
      students_moved: number | null;
      values_left_out: boolean;
      suppressed_under: number;
      values: readonly Row[];
    }>();

  it('counts each value, the students and those who move', async () => {
    const found = await moves(`${LATEST} --by group way --suppress 3`);
    expect(found).toMatchObject({
      by: 'group',
      group: 'Way',
      suppressed_under: 3,
      level: 'the gradebook',
    });
    const everyone = (await ok(`${LATEST} --json`)).json<{ counts: { students_moved: number } }>();
    expect(found.students).toBe(48);
    expect(found.students_moved).toBe(everyone.counts.students_moved);
    const sum = (key: 'students' | 'students_moved') =>
      found.values.reduce((all, row) => all + (row[key] ?? 0), 0);
    expect(sum('students')).toBe(48);
    expect(found.values.map(({ value }) => value)).toEqual(['zq-fly', 'zq-sail', 'zq-walk', null]);
  });

  it('shows no count under the size', async () => {
    const { values, values_left_out: hidden } = await moves(`${LATEST} --by group way`);
    const known = (row: Row) => row.students_moved ?? 10;
    expect(values.map(({ value }) => value)).toEqual(['zq-sail', 'zq-walk']);
    expect(hidden).toBe(true);
    for (const row of values) expect((row.students ?? 0) - known(row)).toBeGreaterThan(0);
    for (const row of values) expect(known(row)).toBeGreaterThanOrEqual(10);
  });

  it('hides the same values as a summary of the same students, with the same students', async () => {
    const { values } = await moves(`${LATEST} --by group way`);
    const summary = (await ok('summary --by group way --json')).json<{ values: readonly Row[] }>();
    expect(values.map(({ value, students }) => [value, students])).toEqual(
      summary.values.map(({ value, students }) => [value, students]),
    );
    await ok('config suppress 20');
    expect((await moves(`${LATEST} --by group way`)).suppressed_under).toBe(20);
  });

  it('is a table for people and rows as CSV, and says what is left out', async () => {
    const { out } = await ok(`${LATEST} --by group way --suppress 3`);
    expect(out).toMatch(
      /^rehearsed at the gradebook: nothing was written\n\nWay +Students +Move\n/,
    );
    expect(out).toMatch(/\neveryone +48 +\d+\n/);
    expect(out).toContain('tells of no count under 3');
    expect(out).not.toContain('judged under both');
    const { lines } = await ok(`${LATEST} --by group way --csv --suppress 3`);
    expect(lines[0]).toBe('value,students,students_moved');
    expect(lines).toHaveLength(5);
  });

  it('shows no value of a group anywhere else', async () => {
    for (const words of ['', '--json', '--csv', '--names', '--names --json', '--by section'])
      expect((await ok(`${LATEST} ${words}`)).out).not.toMatch(/zq-|\bWay\b/);
  });

  it('is read in any order, and refused with what would link a student to a value', async () => {
    const { out } = await ok(`${LATEST} --by group way`);
    expect((await ok('policy compare --by group way method=latest')).out).toBe(out);
    for (const words of [
      '--by group way --names',
      '--by group way --withdrawn',
      '--by group way --section 7A',
      '--by group way --teacher fair',
      '--by group',
      '--suppress 5',
      '--by group way --suppress 2',
    ])
      expect(await pl(`${LATEST} ${words}`)).toMatchObject({ code: 2, out: '' });
    expect(await pl(`${LATEST} --by group weigh`)).toMatchObject({ code: 1, out: '' });
    expect((await pl('policy compare --by group way')).code).toBe(2);
  });
});

it('tells the same students as JSON and as CSV, judged as they are printed', async () => {
  await sampleSchool();
  const command = 'policy compare method=latest --names';
  const { students } = (await ok(`${command} --json`)).json<{
    students: { student_id: string; moves: object[] }[];
  }>();
  const { lines } = await ok(`${command} --csv`);
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
    students.flatMap(({ student_id: id, moves }) => moves.map(() => id)),
  );
});
