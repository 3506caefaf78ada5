import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl } from '../support/pl.js';

interface Outcome {
  readonly format: string;
  readonly counts: Readonly<Record<string, object>>;
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly field: string | null;
    readonly code: string;
  }[];
}

const CLEVER = {
  'schools.csv': 'School_id,School_name\n1,Hill School\n',
  'students.csv':
    'School_id,Student_id,Last_name,First_name,Grade,DOB,Contact_type\n1,s1,Hall,Zoë,6,2/3/2014,Parent\n1,s1,Hall,Zoë,6,2/3/2014,Aunt\n1,s2,Okri,Ben,7,,\n',
  'teachers.csv': 'School_id,Teacher_id,First_name,Last_name\n1,t1,Ida,Fair\n',
  'sections.csv': 'School_id,Section_id,Teacher_id,Course_name,Section_number\n1,c1,t1,Maths,1\n',
  'enrollments.csv': 'School_id,Section_id,Student_id\n1,c1,s1\n1,c1,s2\n',
};

const CANVAS = {
  'users.csv':
    'user_id,login_id,first_name,last_name,status\n1,zoe,Zoë,Hall,active\n3,ida,Ida,Fair,active\n',
  'courses.csv': 'course_id,short_name,long_name,account_id,term_id,status\nM,M,Maths,,,active\n',
  'enrollments.csv':
    'course_id,user_id,role,section_id,status\nM,1,student,,active\nM,3,teacher,,active\n',
};

type Files = Readonly<Record<string, string>>;

const paths = (files: Files) => Object.entries(files).map(([name, text]) => file(name, text));

const imported = async (files: Files, ...flags: readonly string[]) =>
  (await pl(['import', 'roster', ...paths(files), '--json', ...flags])).json<Outcome>();

const roster = async () =>
  (await ok('export roster --json'))
    .json<Record<string, string | null>[]>()
    .map((row) => [row.student_id, row.first_name, row.section, row.teacher].join(' '));

beforeEach(() => ok('init'));

describe('Clever', () => {
  it('never repeats a pupil who stands where the headers should', async () => {
    const headless = CLEVER['students.csv'].split('\n').slice(1).join('\n');
    const { problems } = await imported({ ...CLEVER, 'students.csv': headless }, '--format=clever');
    expect(problems).not.toEqual([]);
    expect(JSON.stringify(problems)).not.toMatch(/Hall|Zoë|2014/);
  });

  it('is imported whole, and again without a change', async () => {
    const { format, counts, problems } = await imported(CLEVER);
    expect(format).toBe('clever');
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({
      schools: { add: 1 },
      staff: { add: 1 },
      sections: { add: 1 },
      students: { add: 2 },
      enrollments: { add: 2 },
    });
    expect(await roster()).toEqual(['s1 Zoë c1 Ida Fair', 's2 Ben c1 Ida Fair']);
    expect((await imported(CLEVER)).counts).toMatchObject({
      students: { add: 0, update: 0, unchanged: 2 },
      enrollments: { add: 0, update: 0, unchanged: 2 },
    });
  });

  it('withdraws who is missing, where that is asked for', async () => {
    await imported(CLEVER);
    const less = {
      ...CLEVER,
      'students.csv': 'School_id,Student_id,Last_name,First_name,Grade\n1,s1,Hall,Zoë,6\n',
      'enrollments.csv': 'School_id,Section_id,Student_id\n1,c1,s1\n',
    };
    await imported(less, '--withdraw-missing');
    expect(await roster()).toEqual(['s1 Zoë c1 Ida Fair']);
  });

  it('says the file, line and column of what refers to nothing', async () => {
    const { problems } = await imported({
      ...CLEVER,
      'enrollments.csv': 'School_id,Section_id,Student_id\n1,c9,s1\n1,c1,s9\n',
    });
    expect(problems.map(({ file, line, field }) => `${file}:${line} ${field}`)).toEqual([
      'enrollments.csv:2 Section_id',
      'enrollments.csv:3 Student_id',
    ]);
  });
});

describe('Canvas SIS', () => {
  it('makes a section of a course, and ends only what says that it has', async () => {
    expect((await imported(CANVAS)).format).toBe('canvas-sis');
    expect(await roster()).toEqual(['1 Zoë M Ida Fair']);
    await imported({
      'enrollments.csv': 'course_id,user_id,role,section_id,status\nM,3,teacher,,active\n',
    });
    expect(await roster()).toEqual(['1 Zoë M Ida Fair']);
    await imported({
      'enrollments.csv': 'course_id,user_id,role,section_id,status\nM,1,student,,deleted\n',
    });
    expect(await roster()).toEqual(['1 Zoë  ']);
  });

  it('is refused without enrollments, and nothing is written', async () => {
    const run = await pl(['import', 'roster', file('users.csv', CANVAS['users.csv'])]);
    expect(run.code).toBe(3);
    expect(run.err).toContain('enrollments.csv is missing');
    expect(await roster()).toEqual([]);
  });
});

it('counts a section with another teacher and a student at another school as updated', async () => {
  await imported(CLEVER);
  const { counts } = await imported({
    ...CLEVER,
    'schools.csv': 'School_id,School_name\n1,Hill School\n2,Lake School\n',
    'students.csv': CLEVER['students.csv'].replace('1,s2', '2,s2'),
    'teachers.csv': `${CLEVER['teachers.csv']}1,t2,Bo,Stone\n`,
    'sections.csv': CLEVER['sections.csv'].replace(',t1,', ',t2,'),
  });
  expect(counts).toMatchObject({
    sections: { add: 0, update: 1, unchanged: 0 },
    students: { add: 0, update: 1, unchanged: 1 },
  });
});

describe('ids that are given anew', () => {
  const students = (rows: string) => ({
    ...CLEVER,
    'students.csv': `School_id,Student_id,Student_number,Last_name,First_name\n${rows}`,
  });

  it('mean nobody under what they were, the first time as the second', async () => {
    await imported(students('1,s1,0041,Hall,Zoë\n1,s2,0042,Okri,Ben\n'));
    const files = students('1,S1,0041,Hall,Zoë\n1,s2,0042,Okri,Ben\n');
    expect((await imported(files)).counts.enrollments).toEqual({ add: 0, update: 1, unchanged: 1 });
    expect((await imported(files)).counts.enrollments).toEqual({ add: 0, update: 0, unchanged: 1 });
  });

  it('may be the other way round, and stay so', async () => {
    const list = (header: string) =>
      file('l.csv', `name,${header}\nZoë Hall,7,A1\nBen Okri,8,A2\n`);
    await ok(['import', 'roster', list('local_id,state_id')]);
    const command = ['import', 'roster', list('state_id,local_id'), '--json'];
    const counts = async () => (await ok(command)).json<Outcome>().counts.students;
    expect(await counts()).toEqual({ add: 0, update: 2, unchanged: 0 });
    expect(await counts()).toEqual({ add: 0, update: 0, unchanged: 2 });
  });

  it('are refused where two students would be shown by one', async () => {
    const list = (rows: string) => file('l.csv', `name,local_id,state_id\n${rows}`);
    await ok(['import', 'roster', list('Zoë Hall,7,A1\nBen Okri,8,A2\n')]);
    const run = await pl(['import', 'roster', list('Zoë Hall,6,A1\nBen Okri,6,A2\n'), '--json']);
    expect(run.code).toBe(3);
    const { problems } = run.json<Outcome>();
    const refused = problems.filter(({ code }) => code === 'id_on_two_students');
    expect(new Set(refused.map(({ line }) => line))).toEqual(new Set([2, 3]));
  });
});
