/** Seeds of rosters in the formats of other systems: a small school in all the files of each. */
import type { Files } from '../../support/members.js';
import { SCHOOL_1_1, SCHOOL_1_2 } from '../../support/oneroster.js';
import { CANVAS, SDS1_UK } from '../../support/vendor-schools.js';
import type { Seed } from './seed.js';

const CLEVER: Files = {
  'schools.csv': 'School_id,School_name\n1,Hill School\n2,Lake School\n',
  'students.csv': `School_id,Student_id,Student_number,State_id,Last_name,First_name,Grade,DOB,Student_email,Contact_type,Contact_email
1,s1,0041,,O'Brien,Zoë,6,2/3/2014,zoe@school.example,Parent,a@home.example
1,s1,0041,,O'Brien,Zoë,6,2/3/2014,zoe@school.example,Parent,b@home.example
2,s2,0042,99,"de la Cruz, Jr.",José,7,2/3/2013,,,
1,s3,0043,98,Owusu,Kofi,6,2/3/2013,,,
`,
  'teachers.csv':
    'School_id,Teacher_id,First_name,Last_name,Teacher_email\n1,t1,Ida,Fair,i@school.example\n2,t2,Bo,Stone,\n',
  'sections.csv': `School_id,Section_id,Teacher_id,Teacher_2_id,Name,Section_number,Course_name,Term_name,Term_start,Term_end
1,c1,t1,t2,,2,Maths 6,Autumn,08/17/2026,12/18/2026
2,c2,t2,,Choir,,,Autumn,08/17/2026,12/18/2026
`,
  'enrollments.csv': 'School_id,Section_id,Student_id\n1,c1,s1\n2,c2,s2\n1,c1,s2\n1,c1,s3\n',
};

const SDS1: Files = {
  'School.csv': 'SIS ID,Name\n1001,Hill School\n',
  'Section.csv':
    'SIS ID,School SIS ID,Section Name,Term Name,Term StartDate,Term EndDate,Status\n7A,1001,Year 7 Maths,Autumn,8/17/2026,12/18/2026,Active\n7B,1001,Year 7 Art,Autumn,8/17/2026,12/18/2026,Active\n',
  'Student.csv':
    'SIS ID,School SIS ID,First Name,Last Name,Username,Grade,State ID\n0007,1001,Zoë,Hall,zhall,7,A1\n0008,1001,Ugo,Bassi,ubassi,7,A2\n',
  'Teacher.csv': 'SIS ID,School SIS ID,First Name,Last Name,Username\n90,1001,Ida,Fair,ifair\n',
  'StudentEnrollment.csv': 'Section SIS ID,SIS ID\n7A,0007\n7A,0008\n7B,0008\n',
  'TeacherRoster.csv': 'Section SIS ID,SIS ID\n7A,90\n7B,90\n',
};

const SDS2_PLACES: Files = {
  'orgs.csv': 'sourcedId,name,type\n1,Hill School,school\n2,Lake School,school\n',
  'classes.csv': 'sourcedId,orgSourcedId,title\nc,1,Maths\nd,2,Art\n',
  'enrollments.csv':
    'classSourcedId,userSourcedId,role\nc,007,Student\nc,90,Teacher\nd,008,Student\n',
};

const SDS2: Files = {
  ...SDS2_PLACES,
  'users.csv': `sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade
007,1,Zoë,Hall,zoe@school.example,secret,Student,7
008,"1,2",Ugo,Bassi,ugo@school.example,secret,Student,7
90,1,Ida,Fair,ida@school.example,secret,Teacher,
`,
};

const SDS21: Files = {
  ...SDS2_PLACES,
  'academicSessions.csv':
    'sourcedId,title,type,schoolYear,startDate,endDate\nY,2026-27,schoolYear,2027,2026-08-17,2027-06-12\n',
  'users.csv': `sourcedId,username,givenName,familyName,password
007,zoe@school.example,Zoë,Hall,secret
008,ugo@school.example,Ugo,Bassi,secret
90,ida@school.example,Ida,Fair,secret
5,dad@home.example,Dad,Hall,secret
`,
  'roles.csv': `userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary
007,1,student,Y,7,TRUE
008,2,student,Y,7,TRUE
90,1,teacher,Y,,TRUE
`,
  'relationships.csv': 'userSourcedId,relationshipUserSourcedId,relationshipRole\n007,5,parent\n',
};

const ASM: Files = {
  'locations.csv': 'location_id,location_name\n1,Hill School\n',
  'students.csv': `person_id,person_number,first_name,middle_name,last_name,grade_level,email_address,sis_username,location_id
p1,0041,Zoë,,Hall,7,zoe@school.example,zhall,1
p2,0042,Ugo,,Bassi,7,,,1
`,
  'staff.csv':
    'person_id,person_number,first_name,middle_name,last_name,email_address,sis_username,location_id\np9,,Ida,,Fair,,,1\n',
  'courses.csv': 'course_id,course_number,course_name,location_id\nm,M7,Maths 7,1\n',
  'classes.csv':
    'class_id,class_number,course_id,instructor_id,instructor_id_2,location_id\nk,2,m,p9,,1\n',
  'rosters.csv': 'roster_id,class_id,student_id\nr1,k,p1\nr2,k,p2\n',
};

const set = (name: string, format: string, files: Files): Seed => ({
  name,
  kind: 'roster',
  format,
  files,
});

export const ROSTER_SEEDS: readonly Seed[] = [
  set('a OneRoster 1.1 set', 'oneroster-1.1', SCHOOL_1_1),
  set('a OneRoster 1.2 set', 'oneroster-1.2', SCHOOL_1_2),
  set('files of Clever', 'clever', CLEVER),
  set('files of Canvas', 'canvas-sis', CANVAS),
  set('files of SDS 1', 'sds-1', SDS1),
  set('files of SDS 1 in the United Kingdom', 'sds-1', SDS1_UK),
  set('files of SDS 2', 'sds-2', SDS2),
  set('files of SDS 2.1', 'sds-2.1', SDS21),
  set('files of Apple School Manager', 'asm', ASM),
];
