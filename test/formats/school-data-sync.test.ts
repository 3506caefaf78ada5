/** Microsoft School Data Sync, in its first version and in both forms of its second. */
import { describe, expect, it } from 'vitest';
import { found, read, setOf } from '../support/roster-sets.js';
import { SDS1_UK } from '../support/vendor-schools.js';

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

  it('is not Student.csv alone', () => {
    expect(found({ 'Student.csv': SDS1_UK['Student.csv'] })).toBe(null);
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

  it('is refused as users.csv alone, which does not say who is a student', () => {
    const { set, problems } = read({ 'users.csv': SDS21['users.csv'] });
    expect(set).toBe(null);
    expect(problems.map(({ message }) => message).join()).toContain('roles.csv is missing');
  });
});
