/** A small school in the files of other systems. */
import type { Files } from './members.js';

/** Canvas SIS: users of every role, and a course that is gone. */
export const CANVAS = {
  'accounts.csv':
    'account_id,parent_account_id,name,status\nhill,,Hill School,active\nold,,Old,deleted\n',
  'terms.csv':
    'term_id,name,status,start_date,end_date\nT1,Autumn,active,2026-08-17T00:00:00Z,2026-12-18T23:59:00Z\n',
  'courses.csv':
    'course_id,short_name,long_name,account_id,term_id,status\nM6,M6,Maths 6,hill,T1,active\nA6,A6,Art 6,hill,T1,active\nX,X,Gone,hill,T1,deleted\n',
  'sections.csv':
    'section_id,course_id,name,status\nM6-1,M6,Maths 6 (1),active\nM6-2,M6,Maths 6 (2),active\n',
  'users.csv': `user_id,integration_id,login_id,password,first_name,last_name,full_name,sortable_name,email,status
01103,i1,zoe,secret,Zoë,O'Brien,,,zoe@school.example,active
13834,,ben@school.example,secret,,,Ben Okri,"Okri, Ben",,active
13aa3,,ida,secret,Ida,Fair,,,ida@school.example,active
9,,mum,secret,Mum,O'Brien,,,mum@home.example,active
8,,gone,secret,Gone,Girl,,,,deleted
`,
  'enrollments.csv': `course_id,user_id,role,section_id,status,associated_user_id
M6,01103,student,M6-1,active,
A6,01103,student,,active,
,13834,StudentEnrollment,M6-1,completed,
M6,13aa3,teacher,M6-1,active,
M6,9,observer,M6-1,active,01103
`,
} satisfies Files;

/** Microsoft School Data Sync, version 1, as it is in the United Kingdom. */
export const SDS1_UK = {
  'School.csv': 'DfE Number,Name\n1001,Hill School\n',
  'Section.csv': 'ID,School DfE Number,Section Name\n7A,1001,Year 7 Maths\n',
  'Student.csv':
    'ID,School DfE Number,First Name,Last Name,Username,UPN\n0007,1001,Zoë,Hall,zhall,A1\n',
  'Teacher.csv': 'ID,School DfE Number,First Name,Last Name,Username\n90,1001,Ida,Fair,ifair\n',
  'StudentEnrollment.csv': 'Section ID,ID\n7A,0007\n',
  'TeacherRoster.csv': 'Section ID,ID\n7A,90\n',
} satisfies Files;
