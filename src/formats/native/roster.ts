/** A roster as a flat table: one row a student, or one row a student and section. */
import type { Problem } from '../../core/errors.js';
import type { RosterRecord } from '../../core/importing/records.js';
import { oneText } from '../../core/importing/texts.js';
import type { Columns } from '../headers.js';
import { normalHeader } from '../names.js';
import type { TableRow, TextTable } from '../table.js';
import { ROSTER_FIELDS } from './roster-fields.js';
import { rosterNames } from './roster-names.js';
import { withoutOthers } from './roster-others.js';
import { at, field, firstLine, isMapped, type Read, sheetOf } from './sheet.js';
import { idColumns } from './student-ids.js';

const HEADERS = 'student_id, first_name and last_name or name';

const LOGINS = ['username', 'loginid', 'sisloginid'];

export function readRoster(whole: TextTable, maps: readonly string[]): Read<RosterRecord> {
  const all = [...ROSTER_FIELDS, field('student_id')];
  const { table, problems: others } = withoutOthers(whole, sheetOf(whole, all, maps, []).columns);
  const marks = gradesAreMarks(table, maps);
  const fields = all.filter(({ name }) => name !== 'grade' || !marks);
  const login = loginColumn(table);
  const first = sheetOf(table, fields, maps, []);
  const names = rosterNames(table, first.columns);
  const nameOf = (row: TableRow) => Object.values(names.of(row)).join(' ');
  const mapped = isMapped(maps, 'student_id')
    ? {
        header: first.columns.header('student_id') ?? '',
        read: (row: TableRow) => first.cell(row, 'student_id'),
      }
    : null;
  const ids = idColumns(table, mapped, nameOf, first.columns.header('email'));
  const emails = first.columns.has('email') || login === null ? null : login;
  const used = new Set([...ids.used, ...(emails === null ? [] : [emails.header])]);
  const sheet = sheetOf(table, fields, maps, [['name', 'first_name', 'last_name']], used);
  const { cell } = sheet;
  const isHeader = first.isHeader || !ids.problems.some(({ code }) => code === 'missing_column');
  const header = (name: string) =>
    name === 'student_id'
      ? ids.header
      : (sheet.source.header(name) ?? (name === 'name' ? sheet.source.header('last_name') : null));
  const found = [...ids.problems, ...names.problems, ...sheet.problems];
  const one = oneText();
  return {
    source: { file: table.file, header },
    problems: isHeader
      ? [...found, ...(marks ? [marksTold(table)] : []), ...others]
      : [firstLine(table, HEADERS)],
    records: table.rows.map((row) => {
      const { given, family } = names.of(row);
      return {
        line: row.line,
        ids: ids.read(row),
        given: one(given),
        family: one(family),
        preferred: cell(row, 'preferred_name'),
        grade: one(cell(row, 'grade')),
        email: emails === null ? cell(row, 'email') : emails.read(row),
        section: one(saying(cell(row, 'section'))),
        sectionName: one(saying(cell(row, 'section_name'))),
        course: one(cell(row, 'course')),
        teacher: one(teacherIn(row, sheet.columns)),
        school: one(cell(row, 'school')),
        term: one(cell(row, 'term')),
        status: one(cell(row, 'status') || enrollStatus(cell(row, 'enroll_status'))),
      };
    }),
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
