/** Which student of the gradebook each student of a roster is, and whose ids are whose then. */

import type { Id, Student, StudentId } from '../model.js';
import type { RosterFaults } from './roster-faults.js';
import { repeatedIn } from './roster-finding.js';
import { type Owner, refuseTwoOwners } from './roster-ids.js';
import type { Person } from './roster-people.js';
import type { PlannedStudent } from './roster-student-facts.js';

/** Who of the roster a student of the gradebook is, and the ids that she then has. */
export interface Claim extends Owner {
  readonly person: Person;
}

/** Refuses a second person of the roster who is the same student. */
export function refuseSecond(person: Person, other: Person, faults: RosterFaults): void {
  const message = `this row and line ${other.line} are the same student in the gradebook`;
  faults.error(person, 'student_id', 'student_twice', message);
}

/**
 * Refuses what would give one id to two students, or leave a student shown by an id that is another's too.
 * `idsNow` are the ids of those of the gradebook who will have other ones.
 */
export function refuseSharedIds(
  standing: readonly Student[],
  claimed: ReadonlyMap<Id, Claim>,
  changed: readonly PlannedStudent[],
  newcomers: readonly Owner[],
  idsNow: ReadonlyMap<Id, readonly StudentId[]>,
  faults: RosterFaults,
): void {
  const owners = standing.map(({ id, ids }) => claimed.get(id) ?? { person: null, ids });
  refuseTwoOwners([...owners, ...newcomers], faults);
  refuseShownTwice(changed, idsNow, claimed, standing, faults);
}

/** Refuses a further id of the roster that would take the place of the shown id and be another's too. */
function refuseShownTwice(
  changed: readonly PlannedStudent[],
  idsNow: ReadonlyMap<Id, readonly StudentId[]>,
  claimed: ReadonlyMap<Id, Claim>,
  standing: readonly Student[],
  faults: RosterFaults,
): void {
  const shown = (student: Student) => (idsNow.get(student.id) ?? student.ids)[0]?.value ?? '';
  const moved = standing.filter((student) => shown(student) !== (student.ids[0]?.value ?? ''));
  if (moved.length === 0) return;
  const added = changed.flatMap(({ ref }) => ('key' in ref ? ref.key : []));
  const repeated = repeatedIn([...standing.map(shown), ...added]);
  for (const student of moved) {
    const person = claimed.get(student.id)?.person;
    if (person === undefined || !repeated.has(shown(student))) continue;
    const message = 'this student would be shown by an id that is another student’s too';
    faults.error(person, 'student_id', 'id_on_two_students', message);
  }
}
