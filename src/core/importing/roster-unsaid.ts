/** Users of whom a roster does not say what they are: the gradebook may know them. */

import type { RosterFaults } from './roster-faults.js';
import type { ById } from './roster-finding.js';
import type { StaffThing } from './roster-named.js';
import type { RosterSet, UnsaidRecord } from './roster-set.js';

/** The set with those whom the gradebook knows, as what it knows them; the others are told of once. */
export function withKnownUsers(
  set: RosterSet,
  byId: ById,
  staff: readonly StaffThing[],
  faults: RosterFaults,
): RosterSet {
  const { unsaid = [] } = set;
  if (unsaid.length === 0) return set;
  const codes = new Set(staff.map(({ code }) => code));
  const learns = ({ student }: UnsaidRecord) => byId(student.ids[0]?.value ?? '') !== null;
  const teaches = (one: UnsaidRecord) => codes.has(one.staff.code);
  const unknown = unsaid.filter((one) => !learns(one) && !teaches(one));
  const [first] = unknown;
  if (first !== undefined) {
    const more = unknown.length > 1 ? ` (${unknown.length} rows, this is the first)` : '';
    const message = `nothing says whether this user is a student: left out${more}`;
    faults.warning(first.student, null, 'no_role', message);
  }
  return {
    ...set,
    students: [...set.students, ...unsaid.filter(learns).map(({ student }) => student)],
    staff: [...set.staff, ...unsaid.filter(teaches).map((one) => one.staff)],
  };
}
