/** A delta of OneRoster: what has changed, and nothing by silence. */
import { describe, expect, it } from 'vitest';
import type { Files } from '../support/members.js';
import {
  edited,
  manifest12,
  readOneRoster as read,
  SCHOOL_1_1,
  STAMP,
} from '../support/oneroster.js';

/** A delta of 1.2: only what differs. */
const DELTA: Files = {
  'manifest.csv': manifest12({
    users: 'delta',
    roles: 'delta',
    classes: 'delta',
    enrollments: 'delta',
  }),
  'users.csv': `sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,grades
ada,tobedeleted,${STAMP},true,ada,,Ada,Lovelace,06
ben,active,${STAMP},true,ben,,Benjamin,Okri,07
cleo,active,${STAMP},true,cleo,,Cleo,Osei,06
gone,tobedeleted,${STAMP},true,gone,,Go,Ne,
`,
  'roles.csv': `sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
r1,active,${STAMP},ada,primary,student,,,hill,
r2,tobedeleted,${STAMP},ben,primary,student,,,hill,
r3,active,${STAMP},ben,primary,student,,,lake,
`,
  'classes.csv': `sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
6b,tobedeleted,${STAMP},Room 6B,06,m6,,scheduled,,hill,s1,,,
`,
  'enrollments.csv': `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e2,tobedeleted,${STAMP},6a,hill,ada,student,,,
e4,active,${STAMP},6b,hill,ben,student,,,
e9,active,${STAMP},6a,hill,cleo,student,,,
e10,active,${STAMP},6a,hill,dan,student,,,
`,
};

describe('a delta', () => {
  const { set, errors } = read(DELTA);

  it('says nothing by its silence', () => {
    expect(errors).toEqual([]);
    expect(set?.scope).toEqual({ students: 'listed', schools: 'listed', enrollments: 'listed' });
  });

  it('marks who is to be deleted as gone, also whose role it does not repeat', () => {
    const of = (student: string) => set?.students.find(({ ids }) => ids[0]?.value === student);
    expect(of('ada')).toMatchObject({ active: false });
    expect(of('gone')).toMatchObject({ active: false });
    expect(of('ben')).toMatchObject({ active: true, schools: ['lake'], given: 'Benjamin' });
  });

  it('knows a student by her enrollment where no role is repeated', () => {
    const cleo = set?.students.find(({ given }) => given === 'Cleo');
    expect(cleo).toMatchObject({ active: true, schools: [] });
  });

  it('ends enrollments that are deleted, and those of a class that is', () => {
    expect(set?.sections).toEqual([]);
    expect(set?.enrollments).toMatchObject([
      { student: 'ada', section: '6a', gone: true },
      { student: 'ben', section: '6b', gone: true },
      { student: 'cleo', section: '6a', gone: false },
      { student: 'dan', section: '6a', gone: false },
    ]);
  });

  it('is what rows with a status are, whatever the manifest says', () => {
    const said = edited(SCHOOL_1_1, 'enrollments.csv', 'e3,,', `e3,active,${STAMP}`);
    const { set, problems } = read(said);
    expect(set?.scope).toMatchObject({ students: 'all', enrollments: 'listed' });
    expect(problems).toMatchObject([
      {
        file: 'enrollments.csv',
        line: 4,
        field: 'status',
        code: 'mode_mismatch',
        severity: 'warning',
      },
    ]);
  });

  it('is what the manifest calls one, though its rows lack the status', () => {
    const said = edited(SCHOOL_1_1, 'manifest.csv', 'users,bulk', 'users,delta');
    expect(read(said)).toMatchObject({
      codes: ['mode_mismatch'],
      set: { scope: { students: 'listed', enrollments: 'all' }, students: [{ active: null }, {}] },
    });
  });

  it('has no silence that speaks where a row could not be read', () => {
    const said = edited(SCHOOL_1_1, 'users.csv', 'ben,,', 'ben,perhaps,');
    const { set, errors } = read(said);
    expect(errors).toMatchObject([{ line: 3, field: 'status', code: 'bad_status' }]);
    expect(set?.scope.students).toBe('listed');
    expect(set?.students).toHaveLength(1);
  });
});
