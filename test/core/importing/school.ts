/** A roster after a plan: what writing it would leave standing, for planning the same file again. */
import type { Ref } from '../../../src/core/importing/refs.js';
import type { RosterPlan, StandingRoster } from '../../../src/core/importing/roster.js';
import type { Id, Section, Student } from '../../../src/core/model.js';

export const NOBODY: StandingRoster = {
  students: [],
  sections: [],
  schools: [],
  terms: [],
  staff: [],
  enrollments: [],
  teaching: [],
  schoolStudents: [],
};

export function applied(standing: StandingRoster, plan: RosterPlan): StandingRoster {
  const ids = new Map<string, Id>();
  let last = Math.max(0, ...Object.values(standing).flatMap((rows) => rows.map(idOf)));
  const known = (noun: string, ref: Ref): Id => {
    if ('id' in ref) return ref.id;
    const key = `${noun} ${ref.key.toLowerCase()}`;
    if (!ids.has(key)) ids.set(key, ++last);
    return ids.get(key) ?? 0;
  };
  const named = (noun: string, names: readonly string[]) =>
    names.map((name) => ({ id: known(noun, { key: name }), code: name, name }));
  const pairs = <A extends string, B extends string>(
    a: A,
    b: B,
    rows: readonly Readonly<Record<A | B, Ref>>[],
  ) => rows.map((row) => ({ [a]: known(a, row[a]), [b]: known(b, row[b]) }) as Record<A | B, Id>);
  const gone = new Set(plan.leaves.map(({ student, section }) => `${student} ${section}`));
  return {
    students: merged(
      standing.students,
      plan.students.map(({ ref, facts, ids: own }): Student => {
        const id = known('student', ref);
        const before = standing.students.find((student) => student.id === id);
        const blank = {
          given: '',
          family: '',
          preferred: null,
          grade: null,
          email: null,
          active: true,
        };
        return {
          ...blank,
          ids: [],
          ...before,
          ...facts,
          ...(own === null ? {} : { ids: own }),
          id,
        };
      }),
    ),
    sections: merged(
      standing.sections,
      plan.sections.map(
        ({ ref, facts }): Section => ({
          ...facts,
          id: known('section', ref),
          school: facts.school === null ? null : known('school', facts.school),
          term: facts.term === null ? null : known('term', facts.term),
        }),
      ),
    ),
    schools: [...standing.schools, ...named('school', plan.schools)],
    terms: [...standing.terms, ...named('term', plan.terms)],
    staff: [...standing.staff, ...named('staff', plan.staff)],
    enrollments: [
      ...standing.enrollments.filter(({ student, section }) => !gone.has(`${student} ${section}`)),
      ...pairs('student', 'section', plan.joins),
    ],
    teaching: [...standing.teaching, ...pairs('staff', 'section', plan.teaches)],
    schoolStudents: [...standing.schoolStudents, ...pairs('student', 'school', plan.attends)],
  };
}

function idOf(row: object): Id {
  return 'id' in row && typeof row.id === 'number' ? row.id : 0;
}

function merged<T extends { readonly id: Id }>(before: readonly T[], changed: readonly T[]): T[] {
  const ids = new Set(changed.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...changed];
}
