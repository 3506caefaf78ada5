/** OneRoster rosters: what a whole set says, in either version, and what of it is nobody's business. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Files, members } from '../support/members.js';
import {
  changed,
  edited,
  readOneRoster as read,
  SCHOOL_1_1,
  SCHOOL_1_2,
} from '../support/oneroster.js';
import { found, knownBy, readAll } from '../support/roster-sets.js';

const BOTH: [string, Files][] = [
  ['1.1', SCHOOL_1_1],
  ['1.2', SCHOOL_1_2],
];

/** The set, without where its records stand. */
function facts(files: Files) {
  const { set } = read(files);
  const text = JSON.stringify(set, (key, value) => (key === 'line' ? undefined : value));
  return JSON.parse(text);
}

describe('which version it is', () => {
  it.each(BOTH)('is said by the manifest: %s', (version, files) => {
    expect(knownBy(members(files))).toMatchObject({
      format: { name: `oneroster-${version}` },
      why: `manifest.csv says ${version}`,
    });
  });

  it.each(BOTH)('is told by the files where there is no manifest: %s', (version, files) => {
    const bare = changed(files, { 'manifest.csv': null });
    expect(found(bare)).toBe(`oneroster-${version}`);
    expect(read(bare)).toMatchObject({ codes: ['manifest_missing'], errors: [] });
  });

  it('may be 1.0, which had no manifest and fewer columns', () => {
    const files: Files = {
      'users.csv': `sourcedId,status,dateLastModified,orgSourcedIds,role,username,userId,givenName,familyName,identifier,email,sms,phone,agents
ada,active,2016-09-01,hill,student,ada,0012,Ada,Lovelace,,,,,
`,
      'enrollments.csv': `sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,status,dateLastModified,primary
e1,6a,hill,ada,student,active,2016-09-01,false
`,
    };
    expect(found(files)).toBe('oneroster-1.1');
    const { set, errors, codes } = read(files);
    expect(errors).toEqual([]);
    expect(codes).toContain('manifest_missing');
    expect(set?.students).toMatchObject([
      { ids: [{ value: 'ada' }, { type: 'user', value: '0012' }] },
    ]);
    expect(set?.enrollments).toMatchObject([{ student: 'ada', section: '6a' }]);
  });

  it('is not that of School Data Sync, whose files have the same names', () => {
    const users = 'sourcedId,username,givenName,familyName,password\n';
    const roles = 'userSourcedId,orgSourcedId,role\n';
    const orgs = 'sourcedId,name,type\n';
    expect(found({ 'users.csv': users, 'roles.csv': roles, 'orgs.csv': orgs })).toBe('sds-2.1');
  });

  it('is refused where it is not known', () => {
    const later = edited(
      SCHOOL_1_2,
      'manifest.csv',
      'oneroster.version,1.2',
      'oneroster.version,2.0',
    );
    expect(read(later).errors).toMatchObject([
      { file: 'manifest.csv', line: 3, field: 'value', code: 'manifest_version' },
    ]);
  });
});

describe.each(BOTH)('a bulk set of OneRoster %s', (_, files) => {
  it('is the school, and nobody else', () => {
    const { set } = read(files);
    expect(set).toMatchObject({
      scope: { students: 'all', schools: 'all', enrollments: 'all' },
      schools: [{ code: 'hill' }, { code: 'lake', name: 'Lake School' }],
      staff: [{ code: 'fair', name: 'Nora Fair', email: 'fair@hill.example' }],
      teaching: [{ staff: 'fair', section: '6a', gone: false }],
    });
    expect(JSON.stringify(set)).not.toContain('mum');
    expect(JSON.stringify(set)).not.toContain('555');
  });

  it('has its students with all their ids and schools', () => {
    expect(read(files).set?.students).toMatchObject([
      {
        ids: [
          { type: 'sourcedid', value: 'ada' },
          { type: 'ldap', value: 'ada.l' },
          { type: 'sis', value: '0012' },
          { type: 'identifier', value: 'S-12' },
        ],
        given: 'Ada',
        family: 'Lovelace',
        grade: '06',
        email: 'ada@hill.example',
        active: null,
        schools: ['hill'],
      },
      { given: 'Ben', email: 'ben@hill.example', schools: ['hill', 'lake'] },
    ]);
  });

  it('has terms within terms, and classes in the term that holds all of theirs', () => {
    const { set } = read(files);
    expect(set?.terms).toMatchObject([
      { code: 'y27', kind: 'schoolYear', parent: '', startsOn: '2026-08-17', endsOn: '2027-06-12' },
      { code: 's1', kind: 'semester', parent: 'y27' },
      { code: 's2' },
    ]);
    expect(set?.sections).toMatchObject([
      { code: '6a', name: 'Room 6A', course: 'Maths 6', school: 'hill', term: 'y27' },
      { code: '6b', term: 's1' },
    ]);
  });

  it('has enrollments with their days', () => {
    expect(read(files).set?.enrollments).toMatchObject([
      { student: 'ada', section: '6a', startsOn: '2026-08-17', endsOn: '2027-01-16', gone: false },
      { student: 'ben', section: '6a', startsOn: '', endsOn: '' },
      { student: 'ben', section: '6b' },
    ]);
  });

  it('keeps to the letter', () => {
    expect(read(files).problems).toEqual([]);
    expect(read(files, true).problems).toEqual([]);
  });

  it('says the same in any order of columns, with columns that nobody knows', () => {
    const whole = facts(files);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(999)), fc.boolean(), (places, extra) => {
        const shuffled = Object.entries(files).map(([name, text]) => {
          if (name === 'manifest.csv') return [name, text];
          const rows = text
            .trimEnd()
            .split('\n')
            .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []);
          const width = (rows[0]?.length ?? 1) - 1;
          const order = Array.from({ length: width }, (_, at) => ({
            at,
            by: places.next().value ?? 0,
          }))
            .sort((a, b) => a.by - b.by)
            .map(({ at }) => at);
          const lines = rows.map((cells, row) => {
            const cell = (at: number) => (cells[at] ?? '').replace(/,$/, '');
            const more = extra ? [row === 0 ? 'ext_shoe' : '38'] : [];
            return [...more, ...order.map(cell)].join(',');
          });
          return [name, `${lines.join('\n')}\n`];
        });
        expect(facts(Object.fromEntries(shuffled))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});

describe('people with more than one part to play', () => {
  it('may stand on a row a school', () => {
    const twice = edited(
      SCHOOL_1_1,
      'users.csv',
      'fair,,,true,hill,teacher,fair,,Nora,Fair,,,fair@hill.example,,,,,',
      'ben,,,true,lake,teacher,ben,,Ben,Okri,,,,,,,,',
    );
    const { set, codes, errors } = read(twice);
    expect(errors).toEqual([]);
    expect(codes).toContain('repeated_row');
    expect(set?.staff).toMatchObject([{ code: 'ben' }]);
    expect(set?.students.map(({ given }) => given)).toEqual(['Ada', 'Ben']);
  });

  it('are student and teacher at once', () => {
    const both = edited(
      SCHOOL_1_2,
      'roles.csv',
      'r5,,,mum,primary,parent',
      'r5,,,ben,secondary,teacher',
    );
    const { set } = read(both);
    expect(set?.students.map(({ given }) => given)).toEqual(['Ada', 'Ben']);
    expect(set?.staff.map(({ code }) => code)).toEqual(['ben', 'fair']);
  });

  it('do not teach as students, and are not taught as teachers', () => {
    const swapped = edited(SCHOOL_1_1, 'enrollments.csv', 'fair,teacher', 'ada,teacher');
    const both = edited(swapped, 'enrollments.csv', 'hill,ben,student', 'hill,fair,student');
    const { set, problems } = read(both);
    expect(set?.teaching).toEqual([]);
    expect(set?.enrollments).toHaveLength(1);
    expect(problems).toMatchObject([
      { line: 2, field: 'role', code: 'role_mismatch', severity: 'warning' },
      { line: 4, field: 'role', code: 'role_mismatch', message: expect.stringContaining('2 rows') },
    ]);
  });
});

describe('what is nobody’s business', () => {
  it('is not opened, and that is said', () => {
    const open = () => {
      throw new Error('opened');
    };
    const files = changed(SCHOOL_1_2, {
      'demographics.csv': 'sourcedId,birthDate\nada,2014-01-01\n',
    });
    const all = members(files).map((one) =>
      one.name === 'demographics.csv' ? { ...one, open, bytes: open } : one,
    );
    expect(readAll(all).unread).toEqual([
      { file: 'demographics.csv', why: 'demographics never are' },
      { file: 'users.csv (column password)', why: 'passwords never are' },
    ]);
  });
});
