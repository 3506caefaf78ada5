import { describe, expect, it } from 'vitest';
import { PlError } from '../../src/core/errors.js';
import { type Field, matchColumns, normalHeader } from '../../src/formats/headers.js';
import type { TextTable } from '../../src/formats/table.js';

const FIELDS: readonly Field[] = [
  { name: 'student_id', accepts: ['studentid', 'studentnumber', 'localid', 'id'] },
  { name: 'local_id', accepts: ['localid'] },
  { name: 'email', accepts: ['email', 'studentemail'] },
  { name: 'parent', accepts: ['parent'] },
];

const tableOf = (...headers: string[]): TextTable => ({
  file: 'roster.csv',
  headers,
  headerLine: 1,
  rows: [],
  encoding: 'utf-8',
  delimiter: ',',
  skipped: [],
});

const match = (headers: string[], ...maps: string[]) =>
  matchColumns(tableOf(...headers), FIELDS, maps);

const found = (headers: string[], ...maps: string[]) => {
  const { columns } = match(headers, ...maps);
  const fields = FIELDS.map(({ name }) => name).filter(columns.has);
  return fields.map((field) => `${field}=${columns.header(field)}`);
};

describe('normalHeader', () => {
  it.each([
    ['Student_ID ', 'studentid'],
    ['student id', 'studentid'],
    ['StudentId', 'studentid'],
    ['\ufeff\u00a0Student\u200b-ID', 'studentid'],
    ['STUDENTS.STUDENT_NUMBER', 'studentnumber'],
    ['a.b.Grade', 'grade'],
    ['course.name', 'coursename'],
    ['TEACHERS.Last_Name', 'teacherlastname'],
    ['courseSection.sectionID', 'sectionid'],
    ['[39]Name', 'schoolname'],
    ['[05]TeacherNumber', 'teachernumber'],
    ['[01] STUDENTS.Last_Name', 'lastname'],
    ['Cert. No.', 'certno'],
    ['No. of points', 'noofpoints'],
    ['Quiz [Score]', 'quizscore'],
    ['ＳＩＳ　ＩＤ', 'sisid'],
    ['Prénom', 'prénom'],
    ['Pre\u0301nom', 'prénom'],
    ['学号', '学号'],
    ['...', ''],
    [' # ', ''],
    ['', ''],
  ])('%j is %j', (header, expected) => {
    expect(normalHeader(header)).toBe(expected);
  });

  it('takes a hostile header in a breath', () => {
    expect(normalHeader('.'.repeat(200_000))).toBe('');
    expect(normalHeader(`${'a.'.repeat(100_000)} `)).toBe('a');
  });
});

describe('finding columns', () => {
  it.each([
    ['by name', ['Student ID', 'E-Mail'], ['student_id=Student ID', 'email=E-Mail']],
    ['the best-ranked', ['id', 'Student Number'], ['student_id=Student Number']],
    ['behind a prefix', ['STUDENTS.Email'], ['email=STUDENTS.Email']],
    ['itself before a prefixed one', ['TEACHERS.EMAIL', 'email'], ['email=email']],
    ["not another's own name", ['Local ID', 'id'], ['student_id=id', 'local_id=Local ID']],
    ['a header for one field', ['Local ID'], ['local_id=Local ID']],
    ['none', ['', 'x'], []],
  ])('%s', (_, headers, expected) => {
    expect(found(headers)).toEqual(expected);
    expect(match(headers).problems).toEqual([]);
  });

  it('reads rows', () => {
    const { columns } = match(['email', '', 'id']);
    const row = { line: 2, cells: ['a@b.c', 'x', '7'] };
    expect(columns.get(row, 'student_id')).toBe('7');
    expect(columns.get(row, 'email')).toBe('a@b.c');
    expect(columns.get(row, 'parent')).toBe('');
    expect(columns.header('parent')).toBeNull();
    expect(columns.has('nonsense')).toBe(false);
  });

  it('lists what it does not use, as written', () => {
    expect(match(['Shoe Size', 'id', '', 'Student ID']).columns.unused).toEqual([
      'Shoe Size',
      'id',
    ]);
  });

  it('asks when two headers mean the same', () => {
    const headers = ['PEOPLE.EMAIL', 'id', 'STUDENTS.EMAIL'];
    expect(match(headers).problems).toEqual([
      {
        file: 'roster.csv',
        line: 1,
        field: 'PEOPLE.EMAIL',
        code: 'ambiguous_header',
        severity: 'error',
        message:
          '"PEOPLE.EMAIL" and "STUDENTS.EMAIL" could each be email: say which with --map "email=HEADER"',
      },
    ]);
    const told = match(headers, 'email=students.email');
    expect(told.problems).toEqual([]);
    expect(told.columns.header('email')).toBe('STUDENTS.EMAIL');
  });
});

describe('--map', () => {
  it.each([
    ['beats finding', ['id', 'Pupil'], ['student_id=Pupil'], ['student_id=Pupil']],
    [
      'spells freely',
      ['STUDENTS.Pupil No'],
      ['Student ID=pupil_no'],
      ['student_id=STUDENTS.Pupil No'],
    ],
    ['takes a column from others', ['id', 'Local'], ['parent=id'], ['parent=id']],
    [
      'prefers what is written',
      ['a.email', 'email'],
      ['parent=a.email'],
      ['email=email', 'parent=a.email'],
    ],
    ['keeps = in a header', ['a=b'], ['parent=a=b'], ['parent=a=b']],
    ['keeps braces in a header', ['{x', 'x'], ['parent={x'], ['parent={x']],
    [
      'borrows for templates',
      ['id', 'x'],
      ['parent={id}-{x}'],
      ['student_id=id', 'parent={id}-{x}'],
    ],
  ])('%s', (_, headers, maps, expected) => {
    expect(found(headers, ...maps)).toEqual(expected);
  });

  it('uses the columns that it names', () => {
    const { columns } = match(['a', 'b', 'c', 'd'], 'parent={a}.{c}', 'email=d');
    expect(columns.unused).toEqual(['b']);
  });

  it.each([
    ['{a}.{b}.{c}', '1 2 3', '1.2.3'],
    ['{a}.{b}.{c}', '1 - 3', '1.3'],
    ['{a}.{b}.{c}', '- 2 3', '2.3'],
    ['{a}.{b}.{c}', '- - 3', '3'],
    ['{a}.{b}.{c}', '1 - -', '1'],
    ['{a}.{b}.{c}', '- - -', ''],
    ['{A} / {b}{c}', '1 2 3', '1 / 23'],
    ['Math.{a}.{b}', '- 2 -', 'Math.2'],
    ['Math.{a}', '- 2 -', ''],
    ['{a} ({b})', '1 2 -', '1 (2)'],
    ['{a} ({b})', '1 - -', '1'],
  ])('%s of %s is %s', (template, cells, expected) => {
    const { columns } = match(['a', 'b', 'c'], `parent=${template}`);
    const row = { line: 2, cells: cells.split(' ').map((cell) => (cell === '-' ? '' : cell)) };
    expect(columns.get(row, 'parent')).toBe(expected);
    expect(columns.header('parent')).toBe(template);
  });

  it.each([
    ['nonsense', '--map "nonsense": write FIELD=HEADER'],
    [
      'colour=a',
      '--map: there is no field "colour"; the fields are student_id, local_id, email, parent',
    ],
    ['=a', '--map: there is no field ""; the fields are student_id, local_id, email, parent'],
    ['parent=z', '--map: there is no column "z"; the columns are "a", "x.b", "y.b"'],
    ['parent=', '--map: there is no column ""; the columns are "a", "x.b", "y.b"'],
    ['parent={a}.{z}', '--map: there is no column "z"; the columns are "a", "x.b", "y.b"'],
    ['parent={}', '--map: there is no column ""; the columns are "a", "x.b", "y.b"'],
    ['parent={a', '--map "{a": write a template as "{header}.{header}"'],
    ['parent={a}}', '--map "{a}}": write a template as "{header}.{header}"'],
    ['parent=b', '--map: "b" fits more than one column: "x.b", "y.b"'],
  ])('refuses %s', (map, message) => {
    const asked = () => match(['a', '', 'x.b', 'y.b'], map);
    expect(asked).toThrow(message);
    expect(asked).toThrow(PlError);
  });

  it('refuses to fill a field twice', () => {
    expect(() => match(['a', 'b'], 'parent=a', 'Parent=b')).toThrow('--map fills parent twice');
  });
});
