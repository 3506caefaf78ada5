/** Who the users of a OneRoster set are: students and those who teach; nobody else is kept. */
import type {
  LeavingRecord,
  StaffRecord,
  StudentRecord,
  UnsaidRecord,
} from '../../core/importing/roster-set.js';
import { listIn, wordIn } from './oneroster-cells.js';
import { studentIds } from './oneroster-ids.js';
import type { OneRosterPackage } from './oneroster-package.js';
import type { Orgs } from './oneroster-places.js';
import { leavingSchools, type Role, readRoles } from './oneroster-roles.js';
import type { SheetRow } from './oneroster-rows.js';
import type { OneRosterSheet } from './oneroster-sheet.js';

export interface People {
  readonly students: readonly StudentRecord[];
  readonly staff: readonly StaffRecord[];
  readonly unsaid: readonly UnsaidRecord[];
  readonly leaving: readonly LeavingRecord[];
  /** What the set says of a user; null: it does not list her. */
  readonly standing: (user: string) => Standing | null;
}

interface Standing {
  readonly isStudent: boolean;
  readonly teaches: boolean;
  readonly gone: boolean;
}

/** `roles.csv` says who a user is; where there is none, `users.role`; else what she is enrolled as. */
export function readPeople(set: OneRosterPackage, orgs: Orgs): People {
  const users = set.sheet('users');
  const leaving = leavingSchools(set.sheet('roles'));
  if (users === null) return { students: [], staff: [], unsaid: [], leaving, standing: () => null };
  const rolesOf = readRoles(set, users);
  const students: StudentRecord[] = [];
  const staff = new Map<string, StaffRecord>();
  const unsaid: UnsaidRecord[] = [];
  const standings = new Map<string, Standing>();
  for (const row of users.rows) {
    const roles = rolesOf(row);
    const learns = roles.filter(({ role }) => role === 'student');
    const teaches = roles.some(({ role, gone }) => role === 'teacher' && !gone);
    const isStudent = learns.length > 0;
    const user = row.get('sourcedId');
    sayEnabled(users, row);
    if (roles.length === 0 && !row.gone) {
      unsaid.push({ student: student(users, row, [], orgs), staff: teacher(users, row) });
      continue;
    }
    const before = standings.get(user) ?? { isStudent, teaches, gone: row.gone };
    standings.set(user, {
      isStudent: isStudent || before.isStudent,
      teaches: teaches || before.teaches,
      gone: row.gone && before.gone,
    });
    if (row.gone) {
      if (isStudent || roles.length === 0) students.push(leaver(users, row));
    } else if (learns.some((role) => !role.gone)) students.push(student(users, row, learns, orgs));
    else if (isStudent) sayRoleGone(users, row);
    if (teaches && !row.gone && !staff.has(user)) staff.set(user, teacher(users, row));
  }
  return {
    students,
    staff: [...staff.values()],
    unsaid,
    leaving,
    standing: (user) => standings.get(user) ?? null,
  };
}

function student(
  users: OneRosterSheet,
  row: SheetRow,
  learns: readonly Role[],
  orgs: Orgs,
): StudentRecord {
  const here = learns.filter(({ gone }) => !gone);
  const schools = here.map(({ org }) => org).filter((org) => org !== '' && !orgs.isOther(org));
  const grades = listIn(row.get('grades'));
  if (grades.length > 1) {
    const message = 'a student is of one grade here: the first is taken';
    users.notes.aside(row.line, 'grades', 'several_grades', message);
  }
  return {
    file: users.file,
    line: row.line,
    ids: studentIds(users, row),
    given: row.get('givenName'),
    family: row.get('familyName'),
    preferred: row.get('preferredGivenName'),
    grade: grades[0] ?? '',
    email: emailOf(row),
    active: row.get('status') === '' ? null : true,
    schools: [...new Set(schools)],
  };
}

/** Of one who is gone her id says enough: where the gradebook does not know her, she is not made. */
function leaver({ file }: OneRosterSheet, row: SheetRow): StudentRecord {
  const ids = [{ type: 'sourcedid', value: row.get('sourcedId') }];
  const blank = { given: '', family: '', preferred: '', grade: '', email: '', schools: [] };
  return { file, line: row.line, ids, ...blank, active: false };
}

function teacher({ file }: OneRosterSheet, row: SheetRow): StaffRecord {
  const given = row.get('preferredGivenName') || row.get('givenName');
  return {
    file,
    line: row.line,
    code: row.get('sourcedId'),
    name: `${given} ${row.get('familyName')}`.trim(),
    email: emailOf(row),
  };
}

/** She may be a student elsewhere still, of which a delta need not speak. */
function sayRoleGone({ notes }: OneRosterSheet, { line }: SheetRow): void {
  const message =
    'what roles.csv says of this student is to be deleted: her place in that school ends, as do her enrollments there, and she stays until her own row is deleted';
  notes.drift(line, null, 'role_deleted', message);
}

/** A login name is no id of hers, but it may be her address. */
function emailOf(row: SheetRow): string {
  const login = row.get('username');
  return row.get('email') || (login.includes('@') ? login : '');
}

function sayEnabled(users: OneRosterSheet, row: SheetRow): void {
  if (wordIn(users, row, 'enabledUser', ['true', 'false']) !== 'false' || row.gone) return;
  const message = 'an account that is not enabled changes nothing: she is still on the roster';
  users.notes.aside(row.line, 'enabledUser', 'account_disabled', message);
}
