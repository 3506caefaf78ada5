/** A district's roster is taken in with little memory, and again: far less than one object a cell would take. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok } from '../support/pl.js';
import { sh } from './shell.js';

const STUDENTS = 20_000;
/** What V8 may hold, in MB. */
const HEAP = 70;

const SET = 'manifest.csv orgs.csv classes.csv users.csv enrollments.csv';

const lines = (header: string, count: number, line: (n: number) => string) =>
  `${[header, ...Array.from({ length: count }, (_, n) => line(n))].join('\n')}\n`;

const imported = (path: string) =>
  sh(`NODE_OPTIONS=--max-old-space-size=${HEAP} pl import roster ${path} --json`);

const counts = (out: string) => JSON.parse(out).counts;

beforeEach(() => ok('init'));

describe('a large roster', () => {
  it('is read from a flat file and compared with itself', () => {
    const path = file(
      'flat.csv',
      lines(
        'student_id,state_id,first_name,last_name,grade,school,section,teacher',
        STUDENTS,
        (n) =>
          `D${100_000 + n},${900_000_000 + n * 7},Given${n % 97},Family${n},7,School ${n % 20},M-${n % 800},Teacher ${n % 90}`,
      ),
    );
    expect(counts(imported(path).out).students.add).toBe(STUDENTS);
    expect(counts(imported(path).out).students.unchanged).toBe(STUDENTS);
  });

  it('is read from OneRoster and compared with itself', () => {
    const start = 'sourcedId,status,dateLastModified';
    file(
      'manifest.csv',
      'propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\nfile.orgs,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n',
    );
    file(
      'orgs.csv',
      lines(
        `${start},name,type,identifier,parentSourcedId`,
        20,
        (n) => `o${n},,,School ${n},school,,`,
      ),
    );
    file(
      'classes.csv',
      lines(
        `${start},title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods`,
        800,
        (n) => `c${n},,,Class ${n},,,,scheduled,,o${n % 20},,,,`,
      ),
    );
    file(
      'users.csv',
      lines(
        `${start},enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password`,
        STUDENTS,
        (n) =>
          `u${n},,,true,o${n % 20},student,user${n},{SIS:${n}},Given${n % 97},Family${n},,,user${n}@example.org,,,,07,`,
      ),
    );
    file(
      'enrollments.csv',
      lines(
        `${start},classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate`,
        3 * STUDENTS,
        (n) =>
          `e${n},,,c${(n + 13 * Math.floor(n / STUDENTS)) % 800},o0,u${n % STUDENTS},student,false,2026-08-01,2027-07-01`,
      ),
    );
    expect(counts(imported(SET).out).enrollments.add).toBe(3 * STUDENTS);
    expect(counts(imported(SET).out).students.unchanged).toBe(STUDENTS);
  });
});
