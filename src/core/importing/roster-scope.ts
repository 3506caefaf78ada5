/** What a roster speaks for, and so what its silence means. */
import type { Id, Section } from '../model.js';
import type { NamedPlan, SchoolFacts } from './roster-named.js';
import type { RosterOptions } from './roster-options.js';
import type { SectionsPlan } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';

/** It says what is new, what has changed and what is gone, and of all else nothing. */
export function isDelta({ scope }: RosterSet): boolean {
  return scope.students === 'listed' && scope.enrollments === 'listed';
}

/** Flat files speak for their sections; a person may say that they are all of a school or of a year. */
export function asAsked(
  set: RosterSet,
  { withdrawMissing, isNewYear }: Pick<RosterOptions, 'withdrawMissing' | 'isNewYear'>,
): RosterSet {
  if (set.scope.enrollments !== 'sections') return set;
  if (isNewYear) return { ...set, scope: { students: 'all', enrollments: 'all' } };
  return withdrawMissing ? { ...set, scope: { ...set.scope, students: 'all' } } : set;
}

/** Whether a student of whom nothing is said is gone. No roster is so full that it has no students. */
export function isSilenceMeant(
  { scope, students }: RosterSet,
  { isPartial }: RosterOptions,
): boolean {
  return !isPartial && scope.students === 'all' && students.length > 0;
}

/** The schools for which a roster speaks. */
export interface Here {
  /** A school that stands; one that is new has nobody yet of whom the roster could be silent. */
  readonly hasSchool: (school: Id) => boolean;
  /** Who attends one of them or, as far as the gradebook knows, none. */
  readonly hasStudent: (student: Id) => boolean;
}

/** A roster that names no school speaks for all. */
export function schoolsSpokenFor(
  set: RosterSet,
  { refOf }: NamedPlan<SchoolFacts>,
  attending: readonly { readonly student: Id; readonly school: Id }[],
): Here {
  if (set.schools.length === 0) return { hasSchool: () => true, hasStudent: () => true };
  const refs = set.schools.map(({ code }) => refOf(code));
  const schools = new Set(refs.flatMap((ref) => (ref !== null && 'id' in ref ? [ref.id] : [])));
  const elsewhere = new Set<Id>();
  const here = new Set<Id>();
  for (const { student, school } of attending)
    (schools.has(school) ? here : elsewhere).add(student);
  return {
    hasSchool: (school) => schools.has(school),
    hasStudent: (student) => here.has(student) || !elsewhere.has(student),
  };
}

/** Whether the roster speaks for a section that stands; in a section of no school, for a student. */
export type SpokenFor = (section: Id, student?: Id) => boolean;

/** Whose enrollments end where the roster does not say them. */
export function sectionsSpokenFor(
  { scope, enrollments, schools }: RosterSet,
  standing: readonly Section[],
  { standing: named }: SectionsPlan,
  here: Here,
  { isPartial, isNewYear }: RosterOptions,
): SpokenFor {
  if (isPartial || scope.enrollments === 'listed') return () => false;
  if (scope.enrollments === 'sections') return (section) => named.has(section);
  const schoolOf = new Map(standing.map(({ id, school }) => [id, school]));
  const isHere = (section: Id) => {
    const school = schoolOf.get(section) ?? null;
    return school !== null && here.hasSchool(school);
  };
  if (isNewYear)
    return (section, student) =>
      named.has(section) ||
      ((schoolOf.get(section) ?? null) === null
        ? student === undefined || here.hasStudent(student)
        : isHere(section));
  if (enrollments.length === 0) return () => false;
  const namesSchools = schools.length > 0;
  return (section) => named.has(section) || (namesSchools && isHere(section));
}
