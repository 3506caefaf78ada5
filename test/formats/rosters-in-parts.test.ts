import { describe, expect, it } from 'vitest';
import { planRosterSet } from '../../src/core/importing/roster.js';
import type { RosterSet } from '../../src/core/importing/roster-set.js';
import { findFormat } from '../../src/formats/format.js';
import { ROSTER_FORMATS } from '../../src/formats/rosters/index.js';
import { NOBODY, USUAL } from '../core/importing/school.js';
import { glimpses, members } from '../support/members.js';

type Files = Readonly<Record<string, string>>;

const found = (files: Files) =>
  findFormat(ROSTER_FORMATS, glimpses(members(files)), undefined)?.format.name ?? null;

function read(files: Files) {
  const all = members(files);
  const format = findFormat(ROSTER_FORMATS, glimpses(all), undefined)?.format;
  if (format === undefined) throw new Error('no format');
  return format.read(all, { strict: false });
}

function setOf(files: Files): RosterSet {
  const { set, problems } = read(files);
  if (set === null) throw new Error(JSON.stringify(problems));
  return set;
}

const said = (files: Files) =>
  read(files).problems.map(({ file, line, field, code }) => [file, line, field, code].join(' '));

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
    const { schools, teachers, ...rest } = {
      schools: 0,
      teachers: 0,
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
});

const CANVAS = {
  'accounts.csv':
    'account_id,parent_account_id,name,status\nhill,,Hill School,active\nold,,Old,deleted\n',
  'terms.csv':
    'term_id,name,status,start_date,end_date\nT1,Autumn,active,2026-08-17T00:00:00Z,2026-12-18T23:59:00Z\n',
  'courses.csv':
    'course_id,short_name,long_name,account_id,term_id,status\nM6,M6,Maths 6,hill,T1,active\nA6,A6,Art 6,hill,T1,active\nX,X,Gone,hill,T1,deleted\n',
  'sections.csv':
    'section_id,course_id,name,status\nM6-1,M6,Maths 6 (1),active\nX-1,X,Gone 1,active\n',
  'users.csv': `user_id,integration_id,login_id,password,first_name,last_name,full_name,sortable_name,email,status
01103,i1,zoe,secret,Zoë,O'Brien,,,zoe@example.org,active
13834,,ben@example.org,secret,,,Ben Okri,"Okri, Ben",,active
13aa3,,ida,secret,Ida,Fair,,,ida@example.org,active
9,,mum,secret,Mum,O'Brien,,,mum@example.org,active
8,,gone,secret,Gone,Girl,,,,deleted
`,
  'enrollments.csv': `course_id,user_id,role,section_id,status,associated_user_id
M6,01103,student,M6-1,active,
A6,01103,student,,active,
,13834,StudentEnrollment,M6-1,completed,
M6,13aa3,teacher,M6-1,active,
M6,9,observer,M6-1,active,01103
X,8,student,X-1,active,
`,
};

describe('canvas-sis', () => {
  it('takes its students from the enrollments, and stores nobody who observes', () => {
    const set = setOf(CANVAS);
    expect(
      set.students.map(({ ids, given, family, active }) => [ids[0]?.value, given, family, active]),
    ).toEqual([
      ['01103', 'Zoë', "O'Brien", true],
      ['13834', 'Ben', 'Okri', true],
      ['8', 'Gone', 'Girl', false],
    ]);
    expect(set.students[0]).toMatchObject({
      ids: [
        { type: 'user', value: '01103' },
        { type: 'integration', value: 'i1' },
        { type: 'login', value: 'zoe' },
      ],
      email: 'zoe@example.org',
      schools: ['hill'],
    });
    expect(set.students[1]?.email).toBe('ben@example.org');
    expect(set.staff).toMatchObject([{ code: '13aa3', name: 'Ida Fair' }]);
    expect(JSON.stringify(set)).not.toMatch(/mum|Mum|secret/);
    expect(read(CANVAS).unread.map(({ why }) => why)).toContain(
      'people who are neither student nor teacher: 1',
    );
  });

  it('makes a section of a course in which somebody is enrolled without one', () => {
    const set = setOf(CANVAS);
    expect(set.sections).toMatchObject([
      { code: 'M6-1', name: 'Maths 6 (1)', course: 'Maths 6', school: 'hill', term: 'T1' },
      { code: 'A6', name: 'Art 6', course: 'Art 6', school: 'hill', term: 'T1' },
    ]);
    expect(
      set.enrollments.map(({ student, section, gone }) => `${student} ${section} ${gone}`),
    ).toEqual(['01103 M6-1 false', '01103 A6 false', '13834 M6-1 true', '8 X-1 true']);
  });

  it('takes silence to say nothing, and a term to end at its moment', () => {
    const set = setOf(CANVAS);
    expect(set.scope).toEqual({ students: 'listed', enrollments: 'listed' });
    expect(set.terms).toMatchObject([{ startsOn: '2026-08-17', endsOn: '2026-12-19' }]);
    expect(set.schools).toMatchObject([{ code: 'hill', name: 'Hill School' }]);
  });

  it('does not mix a course with another course’s section of its code', () => {
    const set = setOf({
      ...CANVAS,
      'sections.csv': 'section_id,course_id,name,status\nA6,M6,Maths in A6,active\n',
      'enrollments.csv': 'course_id,user_id,role,section_id,status\nA6,01103,student,,active\n',
    });
    expect(set.sections.map(({ code, name }) => `${code}: ${name}`)).toEqual([
      'A6: Maths in A6',
      'course A6: Art 6',
    ]);
    expect(set.enrollments[0]?.section).toBe('course A6');
  });

  it('says which enrollments it cannot use', () => {
    const enrollments = `course_id,user_id,role,section_id,status
,01103,student,,active
M6,01103,,M6-1,active
M6,01103,mascot,M6-1,active
M6,01103,student,M6-1,perhaps
`;
    expect(said({ ...CANVAS, 'enrollments.csv': enrollments })).toEqual([
      'enrollments.csv 2 section_id missing_value',
      'enrollments.csv 3 role missing_value',
      'enrollments.csv 4 role unknown_role',
      'enrollments.csv 5 status bad_status',
    ]);
  });

  it('leaves what else Canvas has in its packages unread', () => {
    const { unread } = read({
      ...CANVAS,
      'xlists.csv': 'xlist_course_id,section_id,status\nM6,A6,active\n',
      'user_observers.csv': 'observer_id,student_id,status\n9,01103,active\n',
    });
    expect(unread).toContainEqual({
      file: 'xlists.csv',
      why: 'no file of Canvas SIS that pl reads',
    });
    expect(unread).toContainEqual({ file: 'user_observers.csv', why: 'private' });
  });
});

const SDS1_UK = {
  'School.csv': 'DfE Number,Name\n1001,Hill School\n',
  'Section.csv': 'ID,School DfE Number,Section Name\n7A,1001,Year 7 Maths\n',
  'Student.csv':
    'ID,School DfE Number,First Name,Last Name,Username,UPN\n0007,1001,Zoë,Hall,zhall,A1\n',
  'Teacher.csv': 'ID,School DfE Number,First Name,Last Name,Username\n90,1001,Ida,Fair,ifair\n',
  'StudentEnrollment.csv': 'Section ID,ID\n7A,0007\n',
  'TeacherRoster.csv': 'Section ID,ID\n7A,90\n',
};

describe('sds-1', () => {
  it('reads the columns of the United Kingdom', () => {
    expect(found(SDS1_UK)).toBe('sds-1');
    const set = setOf(SDS1_UK);
    expect(set.students).toMatchObject([
      {
        ids: [
          { type: 'sis', value: '0007' },
          { type: 'state', value: 'A1' },
        ],
        given: 'Zoë',
        family: 'Hall',
        schools: ['1001'],
        active: null,
      },
    ]);
    expect(set.enrollments).toMatchObject([{ student: '0007', section: '7A' }]);
    expect(set.teaching).toMatchObject([{ staff: '90', section: '7A' }]);
    expect(read(SDS1_UK).problems).toEqual([]);
  });

  it('closes the enrollments of a section that is not active', () => {
    const set = setOf({
      ...SDS1_UK,
      'Section.csv': 'SIS ID,School SIS ID,Section Name,Status\n7A,1001,Maths,Inactive\n',
    });
    expect(set.sections).toEqual([]);
    expect(set.enrollments).toMatchObject([{ gone: true }]);
  });
});

const SDS2 = {
  'orgs.csv': 'sourcedId,name,type\n1,Hill School,school\n',
  'users.csv': `sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade
007,1,Zoë,Hall,zoe@example.org,secret,Student,7
90,1,Ida,Fair,ida@example.org,secret,Teacher,
`,
  'classes.csv': 'sourcedId,orgSourcedId,title\nc,1,Maths\n',
  'enrollments.csv': 'classSourcedId,userSourcedId,role\nc,007,Student\nc,90,Teacher\n',
};

const SDS21 = {
  ...SDS2,
  'users.csv': `sourcedId,username,givenName,familyName,password
007,zoe@example.org,Zoë,Hall,secret
90,ida@example.org,Ida,Fair,secret
5,dad@example.org,Dad,Hall,secret
`,
  'roles.csv':
    'userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary\n007,1,student,Y,7,TRUE\n90,1,teacher,Y,,TRUE\n',
  'relationships.csv': 'userSourcedId,relationshipUserSourcedId,relationshipRole\n007,5,parent\n',
};

describe('sds-2 and sds-2.1', () => {
  it.each([
    ['sds-2', SDS2],
    ['sds-2.1', SDS21],
  ])('%s has the roles of its users, with or without roles.csv', (name, files) => {
    expect(found(files)).toBe(name);
    const set = setOf(files);
    expect(set.students).toMatchObject([
      {
        ids: [{ type: 'sourcedid', value: '007' }],
        given: 'Zoë',
        family: 'Hall',
        grade: '7',
        email: 'zoe@example.org',
        schools: ['1'],
      },
    ]);
    expect(set.staff).toMatchObject([{ code: '90', name: 'Ida Fair' }]);
    expect(set.enrollments).toMatchObject([{ student: '007', section: 'c' }]);
    expect(set.teaching).toMatchObject([{ staff: '90', section: 'c' }]);
    expect(JSON.stringify(set)).not.toContain('secret');
  });

  it('tells how many it does not store', () => {
    expect(read(SDS21).unread.map(({ file, why }) => `${file}: ${why}`)).toEqual([
      'users.csv (password): private columns',
      'relationships.csv: private',
      'users.csv (in part): people who are neither student nor teacher: 1',
    ]);
  });

  it.each([
    ['a manifest', { ...SDS21, 'manifest.csv': 'propertyName,value\nmanifest.version,1.0\n' }],
    [
      'a status',
      {
        ...SDS2,
        'users.csv':
          'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName\n1,,,true,1,student,z,Zoë,Hall\n',
      },
    ],
  ])('is not what has %s', (_, files) => {
    expect(found(files) ?? '').not.toContain('sds');
  });
});

const ASM = {
  'locations.csv': 'location_id,location_name\n1,Hill School\n',
  'students.csv': `person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,location_id
p1,0041,Zoë,,Hall,7,zoe@example.org,zhall,1
`,
  'staff.csv':
    'person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id\np9,,Ida,,Fair,,,1\n',
  'courses.csv': 'course_id,course_number,course_name,location_id\nm,M7,Maths 7,1\n',
  'classes.csv':
    'class_id,class_number,course_id,instructor_id,instructor_id_2,location_id\nk,2,m,p9,,1\n',
  'rosters.csv': 'roster_id,class_id,student_id\nr1,k,p1\n',
};

describe('asm', () => {
  it('is known by its columns and gives the whole', () => {
    expect(found(ASM)).toBe('asm');
    const set = setOf(ASM);
    expect(set.sections).toMatchObject([
      { code: 'k', name: 'Maths 7 2', course: 'Maths 7', school: '1' },
    ]);
    expect(set.students).toMatchObject([
      {
        ids: [
          { type: 'person', value: 'p1' },
          { type: 'personnumber', value: '0041' },
        ],
        grade: '7',
        schools: ['1'],
      },
    ]);
    expect(set.enrollments).toMatchObject([{ student: 'p1', section: 'k' }]);
    expect(set.teaching).toMatchObject([{ staff: 'p9', section: 'k' }]);
    expect(read(ASM).problems).toEqual([]);
  });
});

describe('one file of a set', () => {
  it.each([
    ['students.csv', CLEVER],
    ['Student.csv', SDS1_UK],
    ['sections.csv', CLEVER],
  ])('%s alone is no set', (name, files: Readonly<Record<string, string>>) => {
    expect(found({ [name]: files[name] ?? '' })).toBe(null);
  });

  it.each([
    ['users.csv', CANVAS, 'enrollments.csv is missing'],
    ['users.csv', SDS21, 'roles.csv is missing'],
  ])('%s alone is refused, as it does not say who is a student', (name, files, why) => {
    const some: Readonly<Record<string, string>> = files;
    const { set, problems } = read({ [name]: some[name] ?? '' });
    expect(set).toBe(null);
    expect(problems.map(({ message }) => message).join()).toContain(why);
  });
});
