/** A roster as a flat table: one row a student, or one row a student and section. */
import type { RosterRecord } from '../../core/importing/records.js';
import { type GivenAndFamily, splitName } from '../../core/names.js';
import type { Columns, Field } from '../headers.js';
import { normalHeader } from '../names.js';
import type { TableRow, TextTable } from '../table.js';
import { at, field, firstLine, isMapped, type Read, sheetOf } from './sheet.js';
import { idColumns } from './student-ids.js';

export const FIELDS: readonly Field[] = [
  field(
    'first_name',
    'givenname',
    'first',
    'fname',
    'studentfirstname',
    'studentfirst',
    'forename',
  ),
  field('last_name', 'familyname', 'last', 'lname', 'studentlastname', 'surname', 'studentlast'),
  field(
    'name',
    'studentname',
    'fullname',
    'lastfirst',
    'lastfirstmi',
    'sortablename',
    'displayname',
    'student',
  ),
  field('preferred_name', 'prefname', 'preferredgivenname', 'preferredfirstname', 'nickname'),
  field(
    'grade',
    'gradelevel',
    'grades',
    'grlvl',
    'gr',
    'currentgrade',
    'studentgrade',
    'yearlevel',
    'year',
  ),
  field('email', 'emailaddress', 'studentemail', 'secondaryemail', 'mail', 'primaryemail'),
  field(
    'section',
    'sectionid',
    'classsourcedid',
    'sectionsisid',
    'classid',
    'class',
    'homeroom',
    'period',
    'coursesection',
    'group',
    'tracker',
  ),
  field('section_name', 'classname', 'classes'),
  field('course', 'coursename', 'coursetitle'),
  field('teacher', 'teachername', 'teachers', 'instructor', 'classteachers', 'teacherid'),
  field('school', 'schoolid', 'schoolsisid', 'schoolname', 'building', 'buildingname'),
  field('term', 'termname'),
  field('status', 'enrollmentstatus', 'studentstatus', 'enrolled', 'active'),
];

const HEADERS = 'student_id, first_name and last_name or name';

const LOGINS = ['username', 'loginid', 'sisloginid'];

export function readRoster(table: TextTable, maps: readonly string[]): Read<RosterRecord> {
  const fields = [
    ...FIELDS.filter(({ name }) => name !== 'grade' || !gradesAreMarks(table, maps)),
    field('student_id'),
  ];
  const mapped = isMapped(maps, 'student_id');
  const login = loginColumn(table);
  const first = sheetOf(table, fields, maps, []);
  const nameOf = (row: TableRow) => Object.values(nameIn(row, first.columns)).join(' ');
  const ids = idColumns(
    table,
    mapped
      ? {
          header: first.columns.header('student_id') ?? '',
          read: (row) => first.cell(row, 'student_id'),
        }
      : null,
    nameOf,
  );
  const emails = first.columns.has('email') || login === null ? null : login;
  const used = new Set([...ids.used, ...(emails === null ? [] : [emails.header])]);
  const sheet = sheetOf(table, fields, maps, [['name', 'first_name', 'last_name']], used);
  const { cell } = sheet;
  const isHeader =
    FIELDS.some(({ name }) => first.columns.has(name)) ||
    !ids.problems.some(({ code }) => code === 'missing_column');
  const header = (name: string) =>
    name === 'student_id'
      ? ids.header
      : (sheet.source.header(name) ?? (name === 'name' ? sheet.source.header('last_name') : null));
  return {
    source: { file: table.file, header },
    problems: isHeader
      ? [...ids.problems, ...sheet.problems, ...marksTold(table, maps)]
      : [firstLine(table, HEADERS)],
    records: table.rows.map((row) => ({
      line: row.line,
      ids: ids.read(row),
      ...nameIn(row, sheet.columns),
      preferred: cell(row, 'preferred_name'),
      grade: cell(row, 'grade'),
      email: emails === null ? cell(row, 'email') : emails.read(row),
      section: cell(row, 'section'),
      sectionName: cell(row, 'section_name'),
      course: cell(row, 'course'),
      teacher: cell(row, 'teacher'),
      school: cell(row, 'school'),
      term: cell(row, 'term'),
      status: cell(row, 'status'),
    })),
  };
}

/** First and last name where the file has them apart, else the full name split. */
function nameIn(row: TableRow, columns: Columns): GivenAndFamily {
  const [given, family] = [columns.get(row, 'first_name'), columns.get(row, 'last_name')];
  if (given !== '' && family !== '') return { given, family };
  const whole = columns.get(row, 'name');
  return whole === '' ? { given, family } : splitName(whole);
}

/** A column headed "grade" may hold marks (A-, 93 %): those are not the grade that a child is in. */
function gradesAreMarks(table: TextTable, maps: readonly string[]): boolean {
  if (isMapped(maps, 'grade')) return false;
  const index = table.headers.findIndex((header) =>
    ['grade', 'grades'].includes(normalHeader(header)),
  );
  return (
    index >= 0 &&
    table.rows.some(({ cells }) => /^[A-F][+-]?$|%$|^\d+\.\d|^\d{3}/i.test(cells[index] ?? ''))
  );
}

function marksTold(table: TextTable, maps: readonly string[]) {
  if (!gradesAreMarks(table, maps)) return [];
  return [
    at(
      table,
      'grade_is_a_mark',
      'warning',
      'the grade column holds marks and not grade levels, and is not used: --map "grade=HEADER" says otherwise',
    ),
  ];
}

/** Login names that are e-mail addresses on every row stand in for the e-mail. */
function loginColumn(table: TextTable) {
  const index = table.headers.findIndex((header) => LOGINS.includes(normalHeader(header)));
  const header = table.headers[index];
  if (header === undefined || !table.rows.every(({ cells }) => (cells[index] ?? '').includes('@')))
    return null;
  return { header, read: (row: TableRow) => row.cells[index] ?? '' };
}
