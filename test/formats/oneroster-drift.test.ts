/** OneRoster as it is met: not by the letter, with blanks, and with what cannot be read at all. */
import { describe, expect, it } from 'vitest';
import { edited, readOneRoster as read, SCHOOL_1_1, STAMP } from '../support/oneroster.js';

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
