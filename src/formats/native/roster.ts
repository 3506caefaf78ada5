/** A roster as a flat table: one row a student, or one row a student and section. */
import type { Problem } from '../../core/errors.js';
import type { RosterRecord } from '../../core/importing/records.js';
import { oneText } from '../../core/importing/texts.js';
import type { Columns, Field } from '../headers.js';
import { normalHeader } from '../names.js';
import type { TableRow, TextTable } from '../table.js';
import { ROSTER_FIELDS } from './roster-fields.js';
import { type RosterNames, rosterNames } from './roster-names.js';
import { withoutOthers } from './roster-others.js';
import { at, field, firstLine, isMapped, type Read, type Sheet, sheetOf } from './sheet.js';
import { type IdColumns, idColumns } from './student-ids.js';

const HEADERS = 'student_id, first_name and last_name or name';

const LOGINS = ['username', 'loginid', 'sisloginid'];

const FIELDS = [...ROSTER_FIELDS, field('student_id')];

export function readRoster(whole: TextTable, maps: readonly string[]): Read<RosterRecord> {
  const { columns } = sheetOf(whole, FIELDS, maps, []);
  const { table, problems: others } = withoutOthers(whole, columns);
  const marks = gradesAreMarks(table, maps);
  const fields = FIELDS.filter(({ name }) => name !== 'grade' || !marks);
  const found = columnsOf(table, fields, maps);
  const { ids, names, sheet } = found;
  const said = [...ids.problems, ...names.problems, ...sheet.problems];
  return {
    source: { file: table.file, header: headerReader(found) },
    problems: found.isHeader
      ? [...said, ...(marks ? [marksTold(table)] : []), ...others]
      : [firstLine(table, HEADERS)],
    records: table.rows.map(recordReader(found)),
  };
}

/** Where a flat roster has what. */
interface RosterColumns {
  readonly ids: IdColumns;
  readonly names: RosterNames;
  readonly email: (row: TableRow) => string;
  readonly sheet: Sheet;
  /** Whether the first line names columns, and is no pupil. */
  readonly isHeader: boolean;
}

function columnsOf(
  table: TextTable,
  fields: readonly Field[],
  maps: readonly string[],
): RosterColumns {
  const first = sheetOf(table, fields, maps, []);
  const names = rosterNames(table, first.columns);
  const nameOf = (row: TableRow) => Object.values(names.of(row)).join(' ');
  const ids = idColumns(table, mappedId(first, maps), nameOf, first.columns.header('email'));
  const login = first.columns.has('email') ? null : loginColumn(table);
  const used = new Set([...ids.used, ...(login === null ? [] : [login.header])]);
  const sheet = sheetOf(table, fields, maps, [['name', 'first_name', 'last_name']], used);
  return {
    ids,
    names,
    sheet,
    email: login?.read ?? ((row) => sheet.cell(row, 'email')),
    isHeader: first.isHeader || !ids.problems.some(({ code }) => code === 'missing_column'),
  };
}

/** The column of ids that `--map` names; null where it names none. */
function mappedId({ columns, cell }: Sheet, maps: readonly string[]) {
  if (!isMapped(maps, 'student_id')) return null;
  const header = columns.header('student_id') ?? '';
  return { header, read: (row: TableRow) => cell(row, 'student_id') };
}

/** How the file calls a field; the family name stands for the name where there is no whole one. */
function headerReader({ ids, sheet }: RosterColumns): (name: string) => string | null {
  const { header } = sheet.columns;
  return (name) => {
    if (name === 'student_id') return ids.header;
    return header(name) ?? (name === 'name' ? header('last_name') : null);
  };
}

function recordReader({
  ids,
  names,
  email,
  sheet,
}: RosterColumns): (row: TableRow) => RosterRecord {
  const { cell, columns } = sheet;
  const one = oneText();
  return (row) => {
    const { given, family } = names.of(row);
    return {
      line: row.line,
      ids: ids.read(row),
      given: one(given),
      family: one(family),
      preferred: cell(row, 'preferred_name'),
      grade: one(cell(row, 'grade')),
      email: email(row),
      section: one(saying(cell(row, 'section'))),
      sectionName: one(saying(cell(row, 'section_name'))),
      course: one(cell(row, 'course')),
      teacher: one(teacherIn(row, columns)),
      school: one(cell(row, 'school')),
      term: one(cell(row, 'term')),
      status: one(cell(row, 'status') || enrollStatus(cell(row, 'enroll_status'))),
    };
  };
}

/** The numbers of PowerSchool, in which 0 is enrolled and every other one is not; other words stay. */
function enrollStatus(cell: string): string {
  return /^-?\d+$/.test(cell) ? (Number(cell) === 0 ? 'active' : 'withdrawn') : cell;
}

/** A dash in a cell says nothing. */
function saying(cell: string): string {
  return /[\p{L}\p{N}]/u.test(cell) ? cell : '';
}

/** Her teacher: in one column, or given and family name in two. */
function teacherIn(row: TableRow, { get }: Columns): string {
  const apart = `${get(row, 'teacher_first_name')} ${get(row, 'teacher_last_name')}`.trim();
  return apart || get(row, 'teacher');
}

/**
 * A column headed "grade" may hold marks (A-, 93 %), and one headed "year" calendar years: those are
 * not the grade that a child is in.
 */
function gradesAreMarks(table: TextTable, maps: readonly string[]): boolean {
  if (isMapped(maps, 'grade')) return false;
  const index = table.headers.findIndex((header) =>
    ['grade', 'grades', 'year', 'ano', 'anno'].includes(normalHeader(header)),
  );
  return (
    index >= 0 &&
    table.rows.some(({ cells }) => /^[A-F][+-]?$|%$|^\d+\.\d|^\d{3}/i.test(cells[index] ?? ''))
  );
}

function marksTold(table: TextTable): Problem {
  return at(
    table,
    'grade_is_a_mark',
    'warning',
    'the grade column holds marks or calendar years and not grade levels, and is not used: --map "grade=HEADER" says otherwise',
  );
}

/** Login names that are e-mail addresses on every row stand in for the e-mail. */
function loginColumn(table: TextTable) {
  const index = table.headers.findIndex((header) => LOGINS.includes(normalHeader(header)));
  const header = table.headers[index];
  if (header === undefined || !table.rows.every(({ cells }) => (cells[index] ?? '').includes('@')))
    return null;
  return { header, read: (row: TableRow) => row.cells[index] ?? '' };
}
