/** Of whom a full roster is silent, and how much of a school one import would change. */
import type { Id, Student } from '../model.js';
import type { PlannedStudent } from './roster-students.js';

/**
 * The active students of whom the roster does not speak: those who attend one of its schools or, as
 * far as the gradebook knows, none. A roster that names no school speaks for all.
 */
export function missingStudents(
  students: readonly Student[],
  found: ReadonlySet<Id>,
  schools: ReadonlySet<Id>,
  attending: readonly { readonly student: Id; readonly school: Id }[],
): readonly Student[] {
  const elsewhere = new Set<Id>();
  const here = new Set<Id>();
  for (const { student, school } of attending) {
    (schools.has(school) ? here : elsewhere).add(student);
  }
  const isSpokenFor = ({ id }: Student) => schools.size === 0 || here.has(id) || !elsewhere.has(id);
  return students.filter((one) => one.active && !found.has(one.id) && isSpokenFor(one));
}

export function withdrawn(student: Student): PlannedStudent {
  const { id, given, family, preferred, grade, email } = student;
  const facts = { given, family, preferred, grade, email, active: false };
  return { ref: { id }, isNew: false, facts, ids: null };
}

/** The active students whom an import would change for the worse, were it a mistake. */
export interface Upheaval {
  readonly withdrawn: ReadonlySet<Id>;
  readonly renamed: ReadonlySet<Id>;
  readonly moved: ReadonlySet<Id>;
}

/** How many different students that are. */
export function upheavalSize({ withdrawn, renamed, moved }: Upheaval): number {
  return new Set([...withdrawn, ...renamed, ...moved]).size;
}
