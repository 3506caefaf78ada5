/** At which school the students of a section are, where a file does not say which section it means. */
import type { Id, Section, Student } from '../model.js';
import { studentsById } from './roster-finding.js';
import type { StandingMoves } from './roster-moves.js';
import type { RosterSet } from './roster-set.js';

interface Standing extends StandingMoves {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
}

/**
 * The schools of those whom the set puts into a section: those that they attend and those of their
 * sections. Nobody's where none of them stands yet.
 */
export function whereabouts(set: RosterSet, standing: Standing): (code: string) => ReadonlySet<Id> {
  // Only an ambiguous section asks: then all is gone through once.
  let schoolsOf: ReadonlyMap<Id, ReadonlySet<Id>> | null = null;
  const byId = studentsById(standing.students);
  return (code) => {
    schoolsOf ??= schoolsOfStudents(standing);
    const found = new Set<Id>();
    for (const { student, section } of set.enrollments) {
      const one = section === code ? byId(student) : null;
      for (const school of (one && schoolsOf.get(one.id)) ?? []) found.add(school);
    }
    return found;
  };
}

function schoolsOfStudents({
  sections,
  enrollments,
  schoolStudents,
}: Standing): ReadonlyMap<Id, ReadonlySet<Id>> {
  const schools = new Map<Id, Set<Id>>();
  const add = (student: Id, school: Id) => {
    const own = schools.get(student);
    if (own === undefined) schools.set(student, new Set([school]));
    else own.add(school);
  };
  for (const { student, school } of schoolStudents) add(student, school);
  const schoolOf = new Map(sections.map(({ id, school }) => [id, school]));
  for (const { student, section, endsOn } of enrollments) {
    const school = schoolOf.get(section) ?? null;
    if (school !== null && endsOn === null) add(student, school);
  }
  return schools;
}
