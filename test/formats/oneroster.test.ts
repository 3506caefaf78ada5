/** OneRoster rosters: what a set says, in either version, whole or in part, by the letter or not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glimpse } from '../../src/formats/format.js';
import { ROSTER_FORMATS } from '../../src/formats/rosters/index.js';
import { openTable } from '../../src/formats/table.js';
import {
  changed,
  edited,
  type Files,
  manifest12,
  membersOf,
  SCHOOL_1_1,
  SCHOOL_1_2,
} from '../support/oneroster.js';

function found(files: Files) {
  const members = membersOf(files);
  const seen = members.map((one) =>
    glimpse(one, openTable([one.head()], one.path).table?.headers ?? []),
  );
  return ROSTER_FORMATS.flatMap((format) => {
    const why = format.recognise(seen);
    return why === null ? [] : [{ format, why }];
  });
}

function read(files: Files, strict = false) {
  const [one] = found(files);
  if (one === undefined) throw new Error('not recognised');
  const { set, problems, unread } = one.format.read(membersOf(files), { strict });
  return {
    set,
    unread,
    problems,
    codes: [...new Set(problems.map(({ code }) => code))].sort(),
    errors: problems.filter(({ severity }) => severity === 'error'),
  };
}

/** The set, without where its records stand. */
function facts(files: Files) {
  const { set } = read(files);
  const text = JSON.stringify(set, (key, value) => (key === 'line' ? undefined : value));
  return JSON.parse(text);
}

const BOTH: [string, Files][] = [
  ['1.1', SCHOOL_1_1],
  ['1.2', SCHOOL_1_2],
];

describe('which version it is', () => {
  it.each(BOTH)('is said by the manifest: %s', (version, files) => {
    expect(found(files)).toMatchObject([
      { format: { name: `oneroster-${version}` }, why: `manifest.csv says ${version}` },
    ]);
  });

  it.each(BOTH)('is told by the files where there is no manifest: %s', (version, files) => {
    const bare = changed(files, { 'manifest.csv': null });
    expect(found(bare).map(({ format }) => format.name)).toEqual([`oneroster-${version}`]);
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
    expect(found(files)).toMatchObject([{ format: { name: 'oneroster-1.1' } }]);
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
    expect(
      found({ 'users.csv': users, 'roles.csv': roles, 'orgs.csv': 'sourcedId,name,type\n' }).map(
        ({ format }) => format.name,
      ),
    ).toEqual(['sds-2.1']);
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

const STAMP = '2026-11-20T08:00:00.000Z';

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

/** A change of the school in 1.1, the problems that it brings, and whether the roster stays the same. */
const DRIFT: [string, string, string, string, string][] = [
  ['capitals of a flag', 'users.csv', ',true,', ',TRUE,', 'loose_word'],
  ['capitals of a status', 'users.csv', 'ada,,', 'ada,Active,', 'loose_status'],
  ['capitals of a type', 'classes.csv', 'scheduled', 'Scheduled', 'loose_word'],
  ['capitals of a role', 'users.csv', ',student,', ',Student,', 'loose_word'],
  ['a misspelt column', 'users.csv', 'dateLastModified', 'dataLastModified', 'loose_header'],
  ['the columns of 1.0', 'users.csv', 'userIds', 'userId', 'loose_header'],
  ['a column in capitals', 'orgs.csv', 'sourcedId,', 'SOURCEDID,', 'loose_header'],
  ['an own column', 'orgs.csv', 'identifier', 'ext_identifier', 'unused_columns'],
  ['a column without a name', 'classes.csv', 'periods', '', 'unnamed_column'],
  ['a date the British way', 'academicSessions.csv', '2026-08-17', '17/08/2026', 'loose_date'],
  ['a date with a time', 'enrollments.csv', '2026-08-17', '2026-08-17T00:00:00.000Z', 'loose_date'],
  [
    'a misspelt property',
    'manifest.csv',
    'file.demographics',
    'fiel.demographics',
    'manifest_property',
  ],
  [
    'a property that is missing',
    'manifest.csv',
    'file.results,absent\n',
    '',
    'manifest_property_missing',
  ],
  ['a mode in capitals', 'manifest.csv', 'users,bulk', 'users,Bulk', 'manifest_mode'],
  ['a file that is promised', 'manifest.csv', 'results,absent', 'results,bulk', 'file_missing'],
  ['a file that is denied', 'manifest.csv', 'orgs,bulk', 'orgs,absent', 'file_unexpected'],
  ['ids without braces', 'users.csv', '"{LDAP:ada.l},{SIS:0012}"', 'ada.l', 'loose_ids'],
  ['an id with a blank', 'enrollments.csv', 'e1,', 'e 1,', ''],
];

describe('drift', () => {
  it.each(DRIFT)('is read with a warning: %s', (_, name, from, to, code) => {
    const files = edited(SCHOOL_1_1, name, from, to);
    const { set, codes, errors } = read(files);
    expect(errors).toEqual([]);
    expect(codes).toEqual(expect.arrayContaining(code === '' ? [] : [code]));
    expect([set?.students.length, set?.enrollments.length, set?.sections.length]).toEqual([
      2, 3, 2,
    ]);
    expect(set?.terms[0]).toMatchObject({ startsOn: '2026-08-17' });
    expect(set?.enrollments[0]).toMatchObject({ startsOn: '2026-08-17' });
  });

  it.each(
    DRIFT.filter(([what]) => what !== 'capitals of a type'),
  )('is an odd thing to say by the letter: %s', (_, name, from, to) => {
    expect(read(edited(SCHOOL_1_1, name, from, to), true).problems).not.toEqual([]);
  });

  it('is said once a file with the number of rows', () => {
    const { problems } = read(edited(SCHOOL_1_1, 'users.csv', ',true,', ',TRUE,'));
    expect(problems).toMatchObject([
      {
        file: 'users.csv',
        line: 2,
        field: 'enabledUser',
        message: expect.stringContaining('(4 rows'),
      },
    ]);
  });
});

describe('what is good to know', () => {
  it.each([
    ['an account that is not enabled', 'ada,,,true', 'ada,,,false', 'account_disabled'],
    ['a student of two grades', ',mum,06,', ',mum,"06,07",', 'several_grades'],
  ])('is said, and no matter of the letter: %s', (_, from, to, code) => {
    const files = edited(SCHOOL_1_1, 'users.csv', from, to);
    expect(read(files)).toMatchObject({ codes: [code], errors: [] });
    expect(read(files).set?.students[0]).toMatchObject({ active: null, grade: '06' });
    expect(read(files, true).problems).toEqual([]);
  });
});

describe('what is blank', () => {
  it('is no fault of people who are not kept, nor of rows that are to be deleted', () => {
    const nameless = edited(SCHOOL_1_1, 'users.csv', 'mum,,Anna,Lovelace', 'mum,,,');
    const files = edited(
      nameless,
      'enrollments.csv',
      'e4,,,6b,hill,ben',
      `e4,tobedeleted,${STAMP},,,`,
    );
    const { errors, codes, set } = read(files);
    expect(errors).toEqual([]);
    expect(codes).toEqual(['missing_value', 'mode_mismatch']);
    expect(set?.enrollments).toHaveLength(2);
  });

  it('is a fault where it says whom a row is about', () => {
    const files = edited(SCHOOL_1_1, 'enrollments.csv', 'e4,,,6b,hill,ben', 'e4,,,6b,hill,');
    expect(read(files).errors).toMatchObject([
      { file: 'enrollments.csv', line: 5, field: 'userSourcedId', code: 'missing_value' },
    ]);
  });
});

describe('what cannot be read', () => {
  it('is a date that has two readings', () => {
    const files = edited(SCHOOL_1_1, 'enrollments.csv', '2026-08-17', '05/06/2026');
    expect(read(files).errors).toMatchObject([
      { file: 'enrollments.csv', line: 3, field: 'beginDate', code: 'ambiguous_date' },
    ]);
  });

  it('is two rows under one id, unless they are the same', () => {
    const twice = edited(SCHOOL_1_1, 'orgs.csv', 'lake,,,Lake School', 'hill,,,Lake School');
    expect(read(twice).errors).toMatchObject([
      { file: 'orgs.csv', line: 4, field: 'sourcedId', code: 'duplicate_sourced_id' },
    ]);
    const same = edited(
      SCHOOL_1_1,
      'orgs.csv',
      'lake,,,Lake School,school,,d1',
      'hill,,,Hill School,school,,d1',
    );
    expect(read(same)).toMatchObject({ errors: [], codes: ['repeated_row'] });
  });

  it('is a file without the column that says who', () => {
    const files = edited(SCHOOL_1_1, 'users.csv', 'familyName', 'shoeSize');
    expect(read(files).errors).toMatchObject([
      { file: 'users.csv', line: 1, field: null, code: 'missing_column' },
    ]);
  });

  it('never stands in what is said of it', () => {
    const odd = edited(
      SCHOOL_1_1,
      'users.csv',
      'ada,,,true,hill,student',
      'ada,Xyzzy,Xyzzy,Xyzzy,hill,Xyzzy',
    );
    const { problems } = read(edited(odd, 'enrollments.csv', '2026-08-17', 'Xyzzy'));
    expect(problems.length).toBeGreaterThan(1);
    expect(JSON.stringify(problems).toLowerCase()).not.toContain('xyzzy');
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
    const members = membersOf(files).map((one) =>
      one.name === 'demographics.csv' ? { ...one, open, bytes: open } : one,
    );
    const [one] = found(files);
    const result = one?.format.read(members, { strict: false });
    expect(result?.unread).toEqual([
      { file: 'demographics.csv', why: 'demographics never are' },
      { file: 'users.csv (column password)', why: 'passwords never are' },
    ]);
  });
});
