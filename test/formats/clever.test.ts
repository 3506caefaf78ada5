/** Clever: a school in CSV files of its own names, the whole of it each time. */
import { describe, expect, it } from 'vitest';
import { planRosterSet } from '../../src/core/importing/roster.js';
import { NOBODY, USUAL } from '../core/importing/school.js';
import { found, read, said, setOf } from '../support/roster-sets.js';

const CLEVER = {
  'schools.csv': 'School_id,School_name\n1,Hill School\n2,Lake School\n',
  'students.csv': `School_id,Student_id,Student_number,State_id,Last_name,First_name,Grade,DOB,Student_email,Contact_type,Contact_email
1,s1,0041,,O'Brien,Zoë,6,2/3/2014,zoe@example.org,Parent,a@example.org
1,s1,0041,,O'Brien,Zoë,6,2/3/2014,zoe@example.org,Parent,b@example.org
2,s2,0042,99,"de la Cruz, Jr.",José,7,2/3/2013,,,
`,
  'teachers.csv':
    'School_id,Teacher_id,First_name,Last_name,Teacher_email\n1,t1,Ida,Fair,i@x.org\n2,t2,Bo,Stone,\n',
  'sections.csv': `School_id,Section_id,Teacher_id,Teacher_2_id,Name,Section_number,Course_name,Term_name,Term_start,Term_end
1,c1,t1,t2,,2,Maths 6,Autumn,08/17/2026,12/18/2026
2,c2,t2,,Choir,,,Autumn,08/17/2026,12/18/2026
`,
  'enrollments.csv': 'School_id,Section_id,Student_id\n1,c1,s1\n2,c2,s2\n1,c1,s2\n',
};

describe('clever', () => {
  it('has one student for the rows of all her contacts, and none of her birthday', () => {
    const set = setOf(CLEVER);
    expect(set.students).toMatchObject([
      {
        file: 'students.csv',
        line: 2,
        ids: [
          { type: 'student', value: 's1' },
          { type: 'studentnumber', value: '0041' },
        ],
        given: 'Zoë',
        family: "O'Brien",
        grade: '6',
        schools: ['1'],
      },
      { line: 3, given: 'Zoë' },
      { line: 4, family: 'de la Cruz, Jr.', given: 'José' },
    ]);
    const { counts, problems } = planRosterSet(set, NOBODY, USUAL);
    expect([counts.students.add, problems]).toEqual([2, []]);
    expect(JSON.stringify(set)).not.toMatch(/2014|a@example/);
    expect(read(CLEVER).unread).toEqual([
      { file: 'students.csv (DOB, Contact_type, Contact_email)', why: 'private columns' },
    ]);
  });

  it('has sections with their course, term and all their teachers', () => {
    const set = setOf(CLEVER);
    expect(set.sections.map(({ code, name, course }) => [code, name, course])).toEqual([
      ['c1', 'Maths 6 2', 'Maths 6'],
      ['c2', 'Choir', ''],
    ]);
    expect(set.terms).toMatchObject([
      { code: 'Autumn', startsOn: '2026-08-17', endsOn: '2026-12-19' },
    ]);
    expect(set.teaching.map(({ staff, section }) => `${staff} ${section}`)).toEqual([
      't1 c1',
      't2 c1',
      't2 c2',
    ]);
    expect(set.scope).toEqual({ students: 'all', enrollments: 'all' });
    expect(set.enrollments).toHaveLength(3);
  });

  it('is refused with one id under two names', () => {
    const students = `${CLEVER['students.csv']}1,s1,,,Osei,Ana,6,,,,\n`;
    const { problems } = planRosterSet(
      setOf({ ...CLEVER, 'students.csv': students }),
      NOBODY,
      USUAL,
    );
    expect(problems).toMatchObject([{ line: 5, code: 'id_on_two_students' }]);
  });

  it('is read without schools and teachers, and says so', () => {
    const rest = {
      'students.csv': CLEVER['students.csv'],
      'sections.csv': CLEVER['sections.csv'],
      'enrollments.csv': CLEVER['enrollments.csv'],
    };
    const set = setOf(rest);
    expect(set.sections[0]).toMatchObject({ school: '' });
    expect(set.teaching).toEqual([]);
    expect(said(rest)).toEqual(['students.csv 1  missing_file', 'students.csv 1  missing_file']);
  });

  it('is refused without enrollments, which are named', () => {
    const { 'enrollments.csv': _, ...rest } = CLEVER;
    const { set, problems } = read(rest);
    expect(set).toBe(null);
    expect(problems).toMatchObject([{ code: 'missing_file', severity: 'error' }]);
    expect(problems[0]?.message).toContain('enrollments.csv');
  });

  it('takes a file of enrollments without rows to say nothing', () => {
    const empty = { ...CLEVER, 'enrollments.csv': 'School_id,Section_id,Student_id\n' };
    expect(setOf(empty).scope).toEqual({ students: 'all', enrollments: 'listed' });
    expect(said(empty)).toEqual(['enrollments.csv 1  no_rows']);
  });

  it('says the file, line and column of what is missing or spoiled', () => {
    const students = `School_id,Student_id,Last_name,First_name
1,,Osei,Ana
1,1.23E+05,Okri,Ben
`;
    const sections = `${CLEVER['sections.csv']}1,c3,t1,,,,,Spring,13/45/2026,
`;
    const files = {
      ...CLEVER,
      'students.csv': students,
      'sections.csv': sections,
      'enrollments.csv': 'School_id,Section_id\n1,c1\n',
    };
    expect(said(files)).toEqual([
      'students.csv 2 Student_id missing_value',
      'students.csv 3 Student_id id_changed',
      'enrollments.csv 1  missing_column',
    ]);
    expect(said({ ...files, 'enrollments.csv': CLEVER['enrollments.csv'] })).toContain(
      'sections.csv 4 Term_start bad_date',
    );
  });

  it('is known whatever the case and ending of its files', () => {
    const renamed = Object.fromEntries(
      Object.entries(CLEVER).map(([name, text]) => [
        `2026-09_${name.toUpperCase().replace('CSV', 'txt')}`,
        `\ufeff${text}`,
      ]),
    );
    expect(found(renamed)).toBe('clever');
    expect(setOf(renamed).students).toHaveLength(3);
  });

  it.each(['students.csv', 'sections.csv'] as const)('is not %s alone', (name) => {
    expect(found({ [name]: CLEVER[name] })).toBe(null);
  });
});
