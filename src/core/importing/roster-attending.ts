/** Which schools students attend by a roster, and which no longer. */
import type { Id } from '../model.js';
import { type Pairs, pairs, type Ref } from './refs.js';
import type { RosterFaults } from './roster-faults.js';
import { type NamedPlan, orphan } from './roster-named.js';
import { keyOf, type Person } from './roster-people.js';
import type { RosterSet } from './roster-set.js';
import type { StudentsPlan } from './roster-students.js';

export interface Attending {
  readonly student: Id;
  readonly school: Id;
}

export interface AttendingMoves {
  readonly attends: readonly { readonly student: Ref; readonly school: Ref }[];
  readonly noLongerAttends: readonly Attending[];
}

interface Named {
  readonly students: StudentsPlan;
  readonly schools: NamedPlan<unknown>;
}

/**
 * Where a student's record names all her schools, she no longer attends the others. `left` are the pairs of
 * student and school of which the set says by itself that they are over.
 */
export function planAttending(
  set: RosterSet,
  people: readonly Person[],
  standing: readonly Attending[],
  named: Named,
  isPartial: boolean,
  faults: RosterFaults,
): AttendingMoves & { readonly left: Pick<Pairs<true>, 'has'> } {
  const known = pairs<true>();
  for (const one of standing) known.set({ id: one.student }, { id: one.school }, true);
  const said = pairs<true>();
  const attends: AttendingMoves['attends'][number][] = [];
  const complete = new Set<Id>();
  for (const { student, school } of saidSchools(people, named, faults)) {
    if ('id' in student) complete.add(student.id);
    if (said.has(student, school)) continue;
    said.set(student, school, true);
    if (!known.has(student, school)) attends.push({ student, school });
  }
  const left = leftSchools(set, named, said);
  const isAll = !isPartial && (set.scope.schools ?? set.scope.students) === 'all';
  const noLongerAttends = standing.filter((one) => {
    const [student, school] = [{ id: one.student }, { id: one.school }];
    const isOver = left.has(student, school) || (isAll && complete.has(one.student));
    return isOver && !said.has(student, school);
  });
  return { left, attends, noLongerAttends };
}

/** The schools of the records of students; one that is not there is a fault. */
function* saidSchools(
  people: readonly Person[],
  { students, schools }: Named,
  faults: RosterFaults,
): Iterable<AttendingMoves['attends'][number]> {
  for (const person of people) {
    const student = students.refOf(keyOf(person));
    if (student === null) continue;
    for (const code of person.schools) {
      const school = schools.refOf(code);
      if (school === null) orphan(person, 'school', 'school', faults);
      else yield { student, school };
    }
  }
}

/** Who is said by itself to leave a school, and not said to attend it. */
function leftSchools(
  { leaving = [] }: RosterSet,
  { students, schools }: Named,
  said: Pick<Pairs<true>, 'has'>,
): Pick<Pairs<true>, 'has'> {
  const left = pairs<true>();
  for (const record of leaving) {
    const [student, school] = [students.refOf(record.student), schools.refOf(record.school)];
    if (student === null || school === null) continue;
    if (!said.has(student, school)) left.set(student, school, true);
  }
  return left;
}
