/** Which marks a report card has: what is taught in the term, of each student. */
import type { Competency, Id, Section, Student } from '../model.js';
import type { Standards } from '../standards.js';

/** What decides about the marks of a term. */
export interface Expecting {
  readonly standards: Standards;
  /** What is taught; null: nobody has listed it. */
  readonly taught: ReadonlySet<Id> | null;
  /** What the flags leave; null: everything. */
  readonly scope: ReadonlySet<Id> | null;
  /** The frameworks in which something was observed or judged of a student in the term. */
  readonly worked: ReadonlyMap<Id, ReadonlySet<Id>>;
  readonly students: readonly Student[];
  readonly sectionsOf: (student: Id) => readonly Section[];
}

/**
 * The competencies that are marked of a student, in their order: those on the term's list; where there
 * is none, all of the frameworks in which she, or anybody of her sections, has evidence in the term.
 */
export function expectedMarks(asked: Expecting): (student: Id) => readonly Competency[] {
  const { standards, taught, scope, worked, sectionsOf } = asked;
  const isTaught = ({ id }: Competency) =>
    (taught === null || taught.has(id)) && (scope === null || scope.has(id));
  const marked = standards.ordered.filter((one) => standards.assessable(one) && isTaught(one));
  if (taught !== null) return () => marked;
  const bySection = frameworksBySection(asked);
  return (student) => {
    const frameworks = new Set([
      ...(worked.get(student) ?? []),
      ...sectionsOf(student).flatMap(({ id }) => [...(bySection.get(id) ?? [])]),
    ]);
    return marked.filter(({ framework }) => frameworks.has(framework));
  };
}

function frameworksBySection({ students, sectionsOf, worked }: Expecting): Map<Id, Set<Id>> {
  const bySection = new Map<Id, Set<Id>>();
  for (const student of students.filter(({ active }) => active)) {
    for (const { id } of sectionsOf(student.id)) {
      const known = bySection.get(id) ?? new Set<Id>();
      for (const framework of worked.get(student.id) ?? []) known.add(framework);
      bySection.set(id, known);
    }
  }
  return bySection;
}
