/** Which student of the gradebook a student of a roster is: known by her ids, and never by her name alone. */
import { groupBy, onlyOne } from '../grouping.js';
import type { Student } from '../model.js';
import { folded } from '../names.js';
import { isOtherName, isRenamed } from './name-agreement.js';
import type { RosterFaults } from './roster-faults.js';
import { hasNoName, type Person } from './roster-people.js';

/** By a chosen id, or any id that is one student's alone. */
export type ById = (value: string) => Student | null;

export function studentsById(students: readonly Student[]): ById {
  const held = students.flatMap((student) =>
    student.ids.map(({ value }, place) => ({ value, place, student })),
  );
  const shown = new Map(
    held.filter(({ place }) => place === 0).map(({ value, student }) => [value, student]),
  );
  const byAny = groupBy(held, ({ value }) => value);
  return (value) => shown.get(value) ?? onlyOne(byAny.get(value) ?? [])?.student ?? null;
}

/**
 * A student stands already when one of hers is the roster's chosen id. A further id of the roster
 * finds her too, where it is one child's alone in both and her name agrees.
 */
export function studentFinder(
  byId: ById,
  people: readonly Person[],
): (person: Person) => Student | null {
  const inSet = groupBy(
    people.flatMap(({ ids }) => ids),
    ({ value }) => value,
  );
  return (person) => {
    const chosen = byId(person.key);
    if (chosen !== null) return chosen;
    for (const { value } of person.ids.slice(1)) {
      const student = inSet.get(value)?.length === 1 ? byId(value) : null;
      if (student !== null && nameOf(student) === nameOf(person)) return student;
    }
    return null;
  };
}

/** Refuses who would join two students into one. */
export function refuseJoined(
  person: Person,
  student: Student,
  byId: ById,
  faults: RosterFaults,
): void {
  const others = person.ids.slice(1).map((id) => ({ id, other: byId(id.value) }));
  const joins = others.some(
    ({ id, other }) =>
      other !== null &&
      other !== student &&
      other.ids.some(({ type, value }) => type === id.type && value === id.value),
  );
  if (!joins) return;
  const message = 'its ids are those of two students in the gradebook';
  faults.error(person, 'student_id', 'two_students', message);
}

/** Says of a name that has changed, and refuses one child's name over another's. */
export function tellName(
  person: Person,
  student: Student,
  mayRename: boolean,
  faults: RosterFaults,
): 'same' | 'renamed' {
  if (hasNoName(person) || !isRenamed(student, person)) return 'same';
  if (!mayRename && isOtherName(student, person)) {
    const message =
      'this id stands for a student of another name in the gradebook: --rename accepts the name';
    faults.error(person, 'name', 'other_name', message);
  } else {
    const message = 'the name of this student in the gradebook is another: it is changed';
    faults.warning(person, 'name', 'renamed', message);
  }
  return 'renamed';
}

/** Says of a new student for whom she may have been mistaken. */
export function twinTeller(
  standing: readonly Student[],
  faults: RosterFaults,
): (person: Person) => void {
  const named = groupBy(standing, nameOf);
  return (person) => {
    const twin = onlyOne(named.get(nameOf(person)) ?? []);
    if (twin !== null) tellTwin(person, twin, faults);
  };
}

/** Spreadsheets take the zeros off ids: that makes no second child of the same name. */
function tellTwin(person: Person, twin: Student, faults: RosterFaults): void {
  const bare = (id: string) => id.toLowerCase().replace(/^0+/, '');
  if (twin.ids.some(({ value }) => bare(value) === bare(person.key))) {
    const message =
      'a student of this name is there under the same id but for zeros in front or capitals: keep the id as it was';
    faults.error(person, 'student_id', 'id_zeros', message);
    return;
  }
  const message = 'a student of this name is there under another id: a second one is added';
  faults.warning(person, 'student_id', 'same_name', message);
}

function nameOf({ given, family }: { readonly given: string; readonly family: string }): string {
  return folded(`${given} ${family}`);
}
