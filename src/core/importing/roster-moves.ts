/** Who is where by a roster: sections and their teachers, and the schools that students attend. */
import type { Id, Section } from '../model.js';
import type { Counts } from './records.js';
import type { Pairs, Ref } from './refs.js';
import { type Attending, type AttendingMoves, planAttending } from './roster-attending.js';
import {
  type Enrollments,
  planEnrollments,
  type SaidEnrollment,
  type StandingEnrollment,
} from './roster-enrollments.js';
import type { RosterFaults } from './roster-faults.js';
import { type NamedPlan, orphan } from './roster-named.js';
import type { RosterOptions } from './roster-options.js';
import type { Person } from './roster-people.js';
import type { SpokenFor } from './roster-scope.js';
import type { SectionsPlan } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';
import type { StudentsPlan } from './roster-students.js';
import {
  lessonsEnding,
  planTeaching,
  type Teaching,
  type TeachingMoves,
} from './roster-teaching.js';

/** Who is where as it stands, also what is over. */
export interface StandingMoves {
  readonly enrollments: readonly StandingEnrollment[];
  readonly teaching: readonly Teaching[];
  readonly schoolStudents: readonly Attending[];
}

export interface Moves
  extends Pick<Enrollments, 'joins' | 'leaves'>,
    TeachingMoves,
    AttendingMoves {}

/** What the records name. */
export interface Named {
  readonly students: StudentsPlan;
  readonly sections: SectionsPlan;
  readonly staff: NamedPlan<unknown>;
  readonly schools: NamedPlan<unknown>;
}

/** Who is where after the roster. */
export interface Placed extends Pick<Enrollments, 'counts' | 'ended'> {
  readonly moves: Moves;
}

/**
 * Plans who is where. Whoever is said to leave a school leaves its sections too; a section that is said to
 * be no more is left by all.
 */
export function planMoves(
  set: RosterSet,
  people: readonly Person[],
  standing: StandingMoves & { readonly sections: readonly Section[] },
  named: Named,
  spokenFor: SpokenFor,
  options: RosterOptions,
  faults: RosterFaults,
): Placed {
  const said = saidEnrollments(set, named, faults);
  const closed = closedSections(set, named.sections);
  const { isPartial } = options;
  const schools = planAttending(set, people, standing.schoolStudents, named, isPartial, faults);
  const { left, attends, noLongerAttends } = schools;
  const isLeft = sectionsLeft(standing.sections, left);
  const isSpokenFor: SpokenFor = (section, student) =>
    closed.has(section) || spokenFor(section, student) || isLeft(section, student);
  const enrolled = planEnrollments(said, standing.enrollments, isSpokenFor, options);
  const { counts, ended, joins, leaves } = enrolled;
  const ends = lessonsEnding(set, closed, named.sections, spokenFor, options);
  const taught = planTeaching(set, standing.teaching, named, ends, faults);
  return { counts, ended, moves: { joins, leaves, ...taught, attends, noLongerAttends } };
}

/** Whether a section is at a school that the student leaves. */
function sectionsLeft(sections: readonly Section[], left: Pick<Pairs<true>, 'has'>): SpokenFor {
  const schoolOf = new Map(sections.map(({ id, school }) => [id, school]));
  return (section, student) => {
    const school = schoolOf.get(section) ?? null;
    return school !== null && student !== undefined && left.has({ id: student }, { id: school });
  };
}

/**
 * Counts in which what keeps its facts and is moved is updated too: a section with other teachers, a
 * student at other schools. `spoken` are those of whom the roster speaks.
 */
export function countsWithMoved(
  counts: Counts,
  changed: readonly { readonly ref: Ref }[],
  spoken: ReadonlySet<Id>,
  moved: readonly Ref[],
): Counts {
  const known = idsIn(changed.map(({ ref }) => ref));
  const more = new Set([...idsIn(moved)].filter((id) => !known.has(id)));
  const were = [...more].filter((id) => spoken.has(id)).length;
  return {
    ...counts,
    update: counts.update + more.size,
    unchanged: counts.unchanged - were,
  };
}

/** Of those that stand. */
function idsIn(refs: readonly Ref[]): ReadonlySet<Id> {
  const ids = new Set<Id>();
  for (const ref of refs) if ('id' in ref) ids.add(ref.id);
  return ids;
}

/** Sections that stand and are said to be no more. */
function closedSections({ closed = [] }: RosterSet, { refOf }: SectionsPlan): ReadonlySet<Id> {
  const refs = closed.map(({ section }) => refOf(section));
  return new Set(refs.flatMap((ref) => (ref !== null && 'id' in ref ? [ref.id] : [])));
}

/** Those whose student and section are there; the others are faults, said once each. */
function saidEnrollments(
  { enrollments }: RosterSet,
  { students, sections }: Named,
  faults: RosterFaults,
): SaidEnrollment[] {
  const said: SaidEnrollment[] = [];
  for (const record of enrollments) {
    const student = students.refOf(record.student);
    const section = sections.refOf(record.section);
    if (student !== null && section !== null) said.push({ record, student, section });
    else if (!record.gone) {
      if (student === null && !students.isNamed(record.student))
        orphan(record, 'student_id', 'student', faults);
      if (section === null && !sections.isAmbiguous(record.section))
        orphan(record, 'section', 'section', faults);
    }
  }
  return said;
}
