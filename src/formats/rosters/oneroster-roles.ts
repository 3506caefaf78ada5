/** Which roles the users of a OneRoster set have, and where. */
import type { LeavingRecord } from '../../core/importing/roster-set.js';
import { listIn, wordIn } from './oneroster-cells.js';
import type { OneRosterPackage } from './oneroster-package.js';
import type { SheetRow } from './oneroster-rows.js';
import type { OneRosterSheet } from './oneroster-sheet.js';

export interface Role {
  /** A word of the standard; others in lower case. */
  readonly role: string;
  /** '' where it is not said. */
  readonly org: string;
  readonly gone: boolean;
}

const ROLES = [
  'student',
  'teacher',
  'aide',
  'administrator',
  'counselor',
  'districtAdministrator',
  'guardian',
  'parent',
  'principal',
  'proctor',
  'relative',
  'siteAdministrator',
  'systemAdministrator',
];

/**
 * The roles of a user, the primary ones first. `roles.csv` has them; where it does not name her,
 * `users.role`, else as what she is enrolled; none where nothing says it, as in a delta, which need not
 * repeat who somebody is.
 */
export function readRoles(
  { sheet }: OneRosterPackage,
  users: OneRosterSheet,
): (user: SheetRow) => readonly Role[] {
  const byUser = listedRoles(sheet('roles'), users);
  const enrolled = enrolledRoles(sheet('enrollments'));
  return (user) => {
    const id = user.get('sourcedId');
    const listed = byUser.get(id);
    if (listed !== undefined) return listed;
    const role = wordIn(users, user, 'role', ROLES);
    if (role !== '') return ownRoles(role, user);
    return enrolled.get(id) ?? [];
  };
}

/** Roles of students that are to be deleted: a delta may say no more of her than that. */
export function leavingSchools(roles: OneRosterSheet | null): readonly LeavingRecord[] {
  const leaving: LeavingRecord[] = [];
  for (const row of roles?.rows ?? []) {
    const [student, school] = [row.get('userSourcedId'), row.get('orgSourcedId')];
    const isLeaving = row.gone && school !== '' && row.get('role').toLowerCase() === 'student';
    if (isLeaving) leaving.push({ file: roles?.file ?? '', line: row.line, student, school });
  }
  return leaving;
}

function ownRoles(role: string, user: SheetRow): Role[] {
  const orgs = listIn(user.get('orgSourcedIds'));
  return (orgs.length === 0 ? [''] : orgs).map((org) => ({ role, org, gone: false }));
}

function listedRoles(
  roles: OneRosterSheet | null,
  users: OneRosterSheet,
): ReadonlyMap<string, readonly Role[]> {
  const byUser = new Map<string, Role[]>();
  const known = new Set<string>();
  for (const row of users.rows) known.add(row.get('sourcedId'));
  for (const row of inRank(roles)) {
    const user = row.get('userSourcedId');
    const role = roles === null ? '' : wordIn(roles, row, 'role', ROLES);
    if (!known.has(user)) {
      if (row.gone) continue;
      const message = 'users.csv does not list this user: not read';
      roles?.notes.drift(row.line, 'userSourcedId', 'unlisted_user', message);
      continue;
    }
    const one = { role, org: row.get('orgSourcedId'), gone: row.gone };
    byUser.set(user, [...(byUser.get(user) ?? []), one]);
  }
  return byUser;
}

/** The primary ones first. */
function* inRank(roles: OneRosterSheet | null): Iterable<SheetRow> {
  const others: SheetRow[] = [];
  for (const row of roles?.rows ?? []) {
    const isPrimary = roles !== null && wordIn(roles, row, 'roleType', RANKS) === 'primary';
    if (isPrimary) yield row;
    else others.push(row);
  }
  yield* others;
}

const RANKS = ['primary', 'secondary'];

function enrolledRoles(enrollments: OneRosterSheet | null): ReadonlyMap<string, readonly Role[]> {
  const byUser = new Map<string, readonly Role[]>();
  for (const row of enrollments?.rows ?? []) {
    const user = row.get('userSourcedId');
    const role = row.get('role').toLowerCase();
    const before = byUser.get(user) ?? [];
    if (!before.some((one) => one.role === role))
      byUser.set(user, [...before, { role, org: '', gone: false }]);
  }
  return byUser;
}
