/** Apple School Manager: the files of its upload, the whole of a school. */
import { describe, expect, it } from 'vitest';
import { found, read, setOf } from '../support/roster-sets.js';

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
