/** At which school the students of a section are, where a file does not say which section it means. */
import { groupBy } from '../grouping.js';
import type { Id, Section } from '../model.js';
import type { ById } from './roster-finding.js';
import type { StandingMoves } from './roster-moves.js';
import type { EnrollmentRecord, RosterSet } from './roster-set.js';

interface Standing extends StandingMoves {
  readonly sections: readonly Section[];
}

/**
 * The schools of those whom the set puts into a section: those that they attend and those of their
 * sections. Nobody's where none of them stands yet.
 */
export function whereabouts(
  { enrollments }: RosterSet,
  standing: Standing,
  byId: ById,
): (code: string) => ReadonlySet<Id> {
  // Only an ambiguous section asks: then all is gone through once.
  let known: ReadonlyMap<Id, ReadonlySet<Id>> | null = null;
  let bySection: ReadonlyMap<string, readonly EnrollmentRecord[]> | null = null;
  return (code) => {
    known ??= schoolsOfStudents(standing);
    bySection ??= groupBy(enrollments, ({ section }) => section);
    const found = new Set<Id>();
    for (const { student } of bySection.get(code) ?? []) {
      const one = byId(student);
      for (const school of (one && known.get(one.id)) ?? []) found.add(school);
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
