/** What a roster speaks for, and so what its silence means. */
import type { Id, Section } from '../model.js';
import type { SpokenFor } from './roster-moves.js';
import type { RosterOptions } from './roster-options.js';
import type { SectionsPlan } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';

/** It says what is new, what has changed and what is gone, and of all else nothing. */
export function isDelta({ scope }: RosterSet): boolean {
  return scope.students === 'listed' && scope.enrollments === 'listed';
}

/** Whether a student of whom nothing is said is gone. No roster is so full that it has no students. */
export function isSilenceMeant(
  { scope, students }: RosterSet,
  { isPartial }: RosterOptions,
): boolean {
  return !isPartial && scope.students === 'all' && students.length > 0;
}

/** Whose enrollments end where the roster does not say them. */
export function sectionsSpokenFor(
  { scope, enrollments }: RosterSet,
  standing: readonly Section[],
  { standing: named }: SectionsPlan,
  schools: ReadonlySet<Id>,
  { isPartial, isNewYear }: RosterOptions,
): SpokenFor {
  if (isPartial || scope.enrollments === 'listed') return () => false;
  if (isNewYear) return () => true;
  if (scope.enrollments === 'sections') return (section) => named.has(section);
  if (enrollments.length === 0) return () => false;
  const schoolOf = new Map(standing.map(({ id, school }) => [id, school]));
  return (section) => named.has(section) || schools.has(schoolOf.get(section) ?? 0);
}
