/** Who is in a class of a OneRoster set, and who teaches it. */
import type { EnrollmentRecord, TeachingRecord } from '../../core/importing/roster-set.js';
import { dayReader, wordIn } from './oneroster-cells.js';
import type { OneRosterPackage } from './oneroster-package.js';
import type { People } from './oneroster-people.js';
import type { Classes } from './oneroster-places.js';

export interface Enrollments {
  readonly enrollments: readonly EnrollmentRecord[];
  readonly teaching: readonly TeachingRecord[];
}

const ROLES = ['administrator', 'proctor', 'student', 'teacher'];

/**
 * A row stands as long as its user and its class do. Whom the set does not list is left to the plan,
 * which knows the gradebook; who is listed as something else than she is enrolled as, is said.
 */
export function readEnrollments(
  { sheet }: OneRosterPackage,
  people: People,
  classes: Classes,
): Enrollments {
  const rows = sheet('enrollments');
  const enrollments: EnrollmentRecord[] = [];
  const teaching: TeachingRecord[] = [];
  if (rows === null) return { enrollments, teaching };
  const { file } = rows;
  const day = dayReader(rows, ['beginDate', 'endDate']);
  for (const row of rows.rows) {
    const user = row.get('userSourcedId');
    const section = row.get('classSourcedId');
    const role = wordIn(rows, row, 'role', ROLES);
    if (role !== 'student' && role !== 'teacher') continue;
    const standing = people.standing(user);
    const errors = rows.notes.errors();
    const startsOn = day(row, 'beginDate');
    const endsOn = day(row, 'endDate');
    if (rows.notes.errors() > errors) continue;
    const gone = row.gone || standing?.gone === true || classes.isGone(section);
    const { line } = row;
    const fits = standing === null || (role === 'student' ? standing.isStudent : standing.teaches);
    if (!fits && !gone) {
      const message = `this user is enrolled as ${role} and is no ${role} by her role: not taken`;
      rows.notes.drift(line, 'role', 'role_mismatch', message);
    }
    if (!fits) continue;
    if (role === 'student') {
      enrollments.push({ file, line, student: user, section, startsOn, endsOn, gone });
    } else teaching.push({ file, line, staff: user, section, gone });
  }
  return { enrollments, teaching };
}
