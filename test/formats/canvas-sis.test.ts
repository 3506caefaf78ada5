/** Canvas SIS import files: what has changed, with users of every role. */
import { describe, expect, it } from 'vitest';
import { read, said, setOf } from '../support/roster-sets.js';
import { CANVAS as SCHOOL } from '../support/vendor-schools.js';

/** With a section and a student of the course that is gone. */
const CANVAS = {
  ...SCHOOL,
  'sections.csv':
    'section_id,course_id,name,status\nM6-1,M6,Maths 6 (1),active\nX-1,X,Gone 1,active\n',
  'enrollments.csv': `${SCHOOL['enrollments.csv']}X,8,student,X-1,active,\n`,
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
      email: 'zoe@school.example',
      schools: ['hill'],
    });
    expect(set.students[1]?.email).toBe('ben@school.example');
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

  it('is refused as users.csv alone, which does not say who is a student', () => {
    const { set, problems } = read({ 'users.csv': CANVAS['users.csv'] });
    expect(set).toBe(null);
    expect(problems.map(({ message }) => message).join()).toContain('enrollments.csv is missing');
  });
});
