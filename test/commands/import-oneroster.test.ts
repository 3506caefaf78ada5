/** OneRoster through `pl import`: rosters night after night. */
import { beforeEach, describe, expect, it } from 'vitest';
import { imported } from '../support/importing-files.js';
import {
  changed,
  edited,
  manifest11,
  manifest12,
  SCHOOL_1_1,
  SCHOOL_1_2,
} from '../support/oneroster.js';
import { at, ok } from '../support/pl.js';

beforeEach(async () => {
  await ok('init');
});

describe.each([
  ['1.1', SCHOOL_1_1],
  ['1.2', SCHOOL_1_2],
])('a OneRoster %s set', (version, files) => {
  it('never repeats a person who stands where the headers should', async () => {
    const users = files['users.csv']?.split('\n').slice(1).join('\n') ?? '';
    const { code, problems } = await imported('roster', { ...files, 'users.csv': users });
    expect(code).toBe(3);
    expect(JSON.stringify(problems)).not.toMatch(/Ada|Lovelace|@/);
  });

  it('is written whole, and twice is once', async () => {
    const first = await imported('roster', files);
    expect(first).toMatchObject({
      code: 0,
      format: `oneroster-${version}`,
      written: true,
      problems: [],
    });
    expect((await ok('status --json')).json()).toMatchObject({
      schools: 2,
      students: 2,
      active_students: 2,
      teachers: 1,
      sections: 2,
      enrollments: 3,
    });
    const second = await imported('roster', files);
    expect(Object.values(second.counts).map(({ add, update }) => add + update)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  it('keeps to the letter under --strict', async () => {
    expect(await imported('roster', files, '--strict')).toMatchObject({ code: 0, problems: [] });
  });

  it('finds a student by every id of hers', async () => {
    await imported('roster', files);
    for (const id of ['ada', '0012', 'ada.l', 'S-12']) {
      expect((await ok(['students', id, '--json'])).json()).toMatchObject([{ student_id: 'ada' }]);
    }
  });
});

describe('a later set', () => {
  const STAMP = '2026-09-30T08:00:00.000Z';
  const delta = changed(
    { 'manifest.csv': manifest12({ users: 'delta', enrollments: 'delta' }) },
    {
      'users.csv': `sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns
ada,tobedeleted,${STAMP},true,ada,,Ada,Lovelace,,,,,,,06,,,,,,,
stranger,tobedeleted,${STAMP},true,st,,Not,Here,,,,,,,06,,,,,,,
cleo,active,${STAMP},true,cleo,,Cleo,Osei,,,,,,,06,,,,,,,
`,
      'enrollments.csv': `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e4,tobedeleted,${STAMP},6b,hill,ben,student,,,
e5,active,${STAMP},6b,hill,cleo,student,,,
e6,active,${STAMP},6z,hill,cleo,student,,,
`,
    },
  );

  it('says what has changed and leaves the rest', async () => {
    await imported('roster', SCHOOL_1_2);
    at('2026-10-02T09:00:00');
    const { code, problems, counts } = await imported('roster', delta);
    expect(code).toBe(0);
    expect(counts.students).toEqual({ add: 1, update: 1, unchanged: 1 });
    expect(problems).toMatchObject([
      { file: 'enrollments.csv', line: 4, field: 'classSourcedId', code: 'orphan_reference' },
    ]);
    expect((await ok('students --withdrawn --csv')).out).not.toContain('stranger');
    expect((await ok('status --json')).json()).toMatchObject({ active_students: 2, students: 3 });
    expect((await ok('students --section 6b --csv')).out).toContain('Osei');
    expect((await ok('students --section 6b --csv')).out).not.toContain('Okri');
    expect((await ok('students --section 6a --csv')).out).toContain('Okri');
  });

  it('may give a student the name of another, as her sourcedId is sure', async () => {
    await imported('roster', SCHOOL_1_1);
    const namesake = edited(SCHOOL_1_1, 'users.csv', ',Anna,Lovelace', ',Anna,Byron');
    const twin = edited(namesake, 'users.csv', 'Ben,Okri', 'Ada,Okri');
    expect((await imported('roster', twin, '--rename')).code).toBe(0);
    const married = edited(twin, 'users.csv', 'Ada,Okri', 'Ada,Lovelace');
    const { code, problems } = await imported('roster', married);
    expect([code, problems]).toMatchObject([
      0,
      [{ code: 'renamed', message: expect.stringContaining('also the name of another') }],
    ]);
  });

  it('that only ends a role ends her sections in that school, and no others', async () => {
    const places = edited(SCHOOL_1_2, 'classes.csv', 'scheduled,,hill,s1,', 'scheduled,,lake,s1,');
    await imported('roster', places);
    at('2026-10-02T09:00:00');
    const { code, counts } = await imported('roster', {
      'manifest.csv': manifest12({ roles: 'delta' }),
      'roles.csv': `sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
r2,tobedeleted,${STAMP},ben,secondary,student,,,lake,
`,
    });
    expect([code, counts.students?.update, counts.enrollments?.update]).toEqual([0, 1, 1]);
    expect((await ok('students --section 6b --csv')).out).not.toContain('Okri');
    expect((await ok('students --section 6a --csv')).out).toContain('Okri');
  });

  it('that deletes a school says that it stays', async () => {
    await imported('roster', SCHOOL_1_1);
    const { code, problems } = await imported('roster', {
      'manifest.csv': manifest11({ orgs: 'delta' }),
      'orgs.csv': `sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
lake,tobedeleted,${STAMP},Lake School,school,,d1
d1,tobedeleted,${STAMP},Valley District,district,,
`,
    });
    expect([code, problems]).toMatchObject([0, [{ line: 2, code: 'school_stays' }]]);
    expect((await ok('status --json')).json()).toMatchObject({ schools: 2 });
  });

  it('that is full tells who is missing', async () => {
    await imported('roster', SCHOOL_1_1);
    const without = edited(
      SCHOOL_1_1,
      'users.csv',
      'ben,,,true,"hill,lake",student',
      'ben,,,true,"hill,lake",parent',
    );
    const { problems } = await imported('roster', without);
    expect(problems.map(({ code }) => code)).toContain('missing_students');
  });
});

describe('a set that cannot be taken', () => {
  it('is refused with file, line and column, and nothing is written', async () => {
    const files = edited(SCHOOL_1_2, 'enrollments.csv', '2026-08-17', 'soon');
    expect(await imported('roster', files)).toMatchObject({
      code: 3,
      written: false,
      problems: [{ file: 'enrollments.csv', line: 3, field: 'beginDate', code: 'bad_date' }],
    });
    expect((await ok('status --json')).json()).toMatchObject({ students: 0, sections: 0 });
  });

  it('may go without its bad rows, which end nothing by their silence', async () => {
    await imported('roster', SCHOOL_1_2);
    const late = edited(
      SCHOOL_1_2,
      'enrollments.csv',
      'e3,,,6a,hill,ben,student,,,',
      'e3,,,6a,hill,ben,student,,soon,',
    );
    const { code, problems } = await imported('roster', late, '--skip-bad');
    expect(code).toBe(4);
    expect(problems).toMatchObject([{ line: 4, field: 'beginDate', code: 'bad_date' }]);
    expect((await ok('status --json')).json()).toMatchObject({ enrollments: 3 });
  });

  it('is one with a file that is none, also with --skip-bad', async () => {
    const files = edited(SCHOOL_1_2, 'users.csv', 'familyName', 'shoeSize');
    expect(await imported('roster', files, '--skip-bad')).toMatchObject({
      code: 3,
      written: false,
    });
  });
});
