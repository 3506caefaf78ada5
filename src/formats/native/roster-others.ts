/** Rows of a flat roster that are about nobody who learns: teachers, and lines of gradebooks. */
import type { Problem } from '../../core/errors.js';
import { folded } from '../../core/names.js';
import type { Columns } from '../headers.js';
import type { TableRow, TextTable } from '../table.js';

/** The table without such rows; each is said, in words that are no child's. */
export function withoutOthers(
  table: TextTable,
  columns: Columns,
): { readonly table: TextTable; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const hasRoles = table.rows.some((row) => isKnownRole(roleIn(row, columns)));
  const rows = table.rows.filter((row) => {
    const other = (hasRoles ? byRole(row, columns) : null) ?? byName(row, columns);
    if (other !== null) problems.push({ file: table.file, line: row.line, ...other });
    return other === null;
  });
  if (columns.has('role') && !hasRoles && rows.length > 0) problems.push(noRoles(table, columns));
  return { table: { ...table, rows }, problems };
}

type Other = Omit<Problem, 'file' | 'line'>;

function roleIn(row: TableRow, columns: Columns): string {
  return folded(columns.get(row, 'role')).replace(/[^a-z]/g, '');
}

function isKnownRole(role: string): boolean {
  return STUDENT_ROLES.test(role) || OTHER_ROLES.test(role);
}

function byRole(row: TableRow, columns: Columns): Other | null {
  const role = roleIn(row, columns);
  const field = columns.header('role');
  if (role === '' || STUDENT_ROLES.test(role)) return null;
  if (OTHER_ROLES.test(role)) {
    const message = 'a row of another role than student is left out';
    return { field, code: 'other_role', severity: 'warning', message };
  }
  const message = 'this role is not known: student, or one that is left out such as teacher';
  return { field, code: 'unknown_role', severity: 'error', message };
}

/** A column of that name that is about something else. */
function noRoles(table: TextTable, columns: Columns): Problem {
  const message = 'no row says student or teacher here: the column is not used';
  const { file, headerLine: line } = table;
  return {
    file,
    line,
    field: columns.header('role'),
    code: 'unknown_role',
    severity: 'warning',
    message,
  };
}

function byName(row: TableRow, columns: Columns): Other | null {
  const field = ['name', 'last_name', 'first_name'].find(columns.has);
  if (field === undefined || !isGradebookLine(row, columns)) return null;
  const message =
    'a line of a gradebook that is no student (points, dates or the test student) is left out';
  return { field: columns.header(field), code: 'gradebook_line', severity: 'warning', message };
}

const STUDENT_ROLES =
  /^(primary)?(student|pupil|learner|eleve|etudiant|schuler|schuelerin?|schulerin|alumn[oa]|estudiante|alun[oa]|alunn[oa]|studente|leerling)s?(enrollment)?$|^s$/;

const OTHER_ROLES =
  /teacher|staff|instructor|professor|faculty|lecturer|guardian|parent|relative|observer|designer|aide|admin|principal|counsel|proctor|mentor|lehrer|enseignant|professeur|docente|maestr[oa]|insegnante|docent|leraar|^(ta|contact|other|t|studentview.*)$/;

function isGradebookLine(row: TableRow, columns: Columns): boolean {
  const [first, last, name, email] = ['first_name', 'last_name', 'name', 'email'].map((field) =>
    folded(columns.get(row, field)),
  );
  const said = [first, last, name].filter((part) => part !== '').join(' ');
  if (/^(points possible|max(imum)? points|possible points)$/.test(said)) return true;
  if (/^(date|points|due date)$/.test(said)) return (email ?? '') === '';
  return /^(student, ?test|test student)$/.test(said);
}
