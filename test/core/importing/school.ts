/** A roster after a plan: what writing it would leave standing, for planning the same file again. */

import type { RosterRecord, Source } from '../../../src/core/importing/records.js';
import type { Ref } from '../../../src/core/importing/refs.js';
import {
  planRosterSet,
  type RosterPlan,
  type StandingRoster,
} from '../../../src/core/importing/roster.js';
import { setOfRows } from '../../../src/core/importing/roster-flat.js';
import type { PlannedNamed, SchoolFacts } from '../../../src/core/importing/roster-named.js';
import type { RosterOptions } from '../../../src/core/importing/roster-options.js';
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

/** A roster as it usually comes, on a day in October. */
export const USUAL: RosterOptions = {
  today: '2026-10-01',
  isPartial: false,
  withdrawMissing: false,
  mayRename: false,
  takesZeros: false,
  maxChange: null,
  isNewYear: false,
};

/** The plan of a flat roster. */
export function planRoster(
  source: Source,
  records: readonly RosterRecord[],
  standing: StandingRoster,
  options: RosterOptions,
): RosterPlan {
  return planRosterSet(
    setOfRows([{ source, records }], () => true),
    standing,
    options,
  );
}

export function applied(standing: StandingRoster, plan: RosterPlan): StandingRoster {
  const ids = new Map<string, Id>();
  let last = Math.max(0, ...Object.values(standing).flatMap((rows) => rows.map(idOf)));
  const known = (noun: string, ref: Ref): Id => {
    if ('id' in ref) return ref.id;
    const key = `${noun} ${ref.key.toLowerCase()}`;
    if (!ids.has(key)) ids.set(key, ++last);
    return ids.get(key) ?? 0;
  };
  const named = <F extends SchoolFacts>(noun: string, things: readonly PlannedNamed<F>[]) =>
    things.map(({ ref, facts }) => ({ ...facts, id: known(noun, ref) }));
  const pairs = <A extends string, B extends string>(
    a: A,
    b: B,
    rows: readonly Readonly<Record<A | B, Ref>>[],
  ) => rows.map((row) => ({ [a]: known(a, row[a]), [b]: known(b, row[b]) }) as Record<A | B, Id>);
  const joined = plan.joins.map(({ student, section, ...dates }) => ({
    student: known('student', student),
    section: known('section', section),
    ...dates,
  }));
  const said = [...plan.leaves, ...joined];
  const moved = new Set(said.map(({ student, section }) => `${student} ${section}`));
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
    schools: merged(standing.schools, named('school', plan.schools)),
    terms: merged(
      standing.terms,
      named('term', plan.terms).map((term) => ({
        ...term,
        parent: term.parent === null ? null : known('term', term.parent),
      })),
    ),
    staff: merged(standing.staff, named('staff', plan.staff)),
    enrollments: [
      ...standing.enrollments.filter((one) => !moved.has(`${one.student} ${one.section}`)),
      ...said,
    ],
    teaching: [
      ...without(standing.teaching, plan.noLongerTeaches),
      ...pairs('staff', 'section', plan.teaches),
    ],
    schoolStudents: [
      ...without(standing.schoolStudents, plan.noLongerAttends),
      ...pairs('student', 'school', plan.attends),
    ],
  };
}

function idOf(row: object): Id {
  return 'id' in row && typeof row.id === 'number' ? row.id : 0;
}

function merged<T extends { readonly id: Id }>(before: readonly T[], changed: readonly T[]): T[] {
  const ids = new Set(changed.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...changed];
}

function without<T>(rows: readonly T[], gone: readonly T[]): T[] {
  const texts = new Set(gone.map((one) => JSON.stringify(one)));
  return rows.filter((one) => !texts.has(JSON.stringify(one)));
}
