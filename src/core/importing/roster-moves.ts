/** Who is where by a roster: sections and their teachers, and the schools that students attend. */
import type { Id, Section } from '../model.js';
import type { Counts } from './records.js';
import { type Pairs, pairs, type Ref } from './refs.js';
import {
  type Enrollments,
  planEnrollments,
  type SaidEnrollment,
  type StandingEnrollment,
} from './roster-enrollments.js';
import type { RosterFaults } from './roster-faults.js';
import { type NamedPlan, orphan } from './roster-named.js';
import type { RosterOptions } from './roster-options.js';
import { keyOf, type Person } from './roster-people.js';
import type { SpokenFor } from './roster-scope.js';
import type { SectionsPlan } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';
import type { StudentsPlan } from './roster-students.js';

interface Teaching {
  readonly staff: Id;
  readonly section: Id;
}

interface Attending {
  readonly student: Id;
  readonly school: Id;
}

/** Who is where as it stands, also what is over. */
export interface StandingMoves {
  readonly enrollments: readonly StandingEnrollment[];
  readonly teaching: readonly Teaching[];
  readonly schoolStudents: readonly Attending[];
}

export interface Moves extends Pick<Enrollments, 'joins' | 'leaves'> {
  readonly teaches: readonly { readonly staff: Ref; readonly section: Ref }[];
  readonly noLongerTeaches: readonly Teaching[];
  readonly attends: readonly { readonly student: Ref; readonly school: Ref }[];
  readonly noLongerAttends: readonly Attending[];
}

/** What the records name. */
export interface Named {
  readonly students: StudentsPlan;
  readonly sections: SectionsPlan;
  readonly staff: NamedPlan<unknown>;
  readonly schools: NamedPlan<unknown>;
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
): Pick<Enrollments, 'counts' | 'ended'> & { readonly moves: Moves } {
  const said = saidEnrollments(set, named, faults);
  const closed = closedSections(set, named.sections);
  const { left, ...attending } = planSchools(
    set,
    people,
    standing,
    named,
    options.isPartial,
    faults,
  );
  const schoolOf = new Map(standing.sections.map(({ id, school }) => [id, school]));
  const isLeft = (section: Id, student: Id) => {
    const school = schoolOf.get(section) ?? null;
    return school !== null && left.has({ id: student }, { id: school });
  };
  const isSpokenFor: SpokenFor = (section, student) =>
    closed.has(section) ||
    spokenFor(section, student) ||
    (student !== undefined && isLeft(section, student));
  const { counts, joins, leaves, ended } = planEnrollments(
    said,
    standing.enrollments,
    isSpokenFor,
    options,
  );
  const teaches = set.teaching.length > 0;
  const isFull = !options.isPartial && set.scope.enrollments === 'all';
  // Who taught a section of last year did so.
  const ends: SpokenFor = (section) =>
    closed.has(section) ||
    (isFull &&
      teaches &&
      (options.isNewYear ? named.sections.standing.has(section) : spokenFor(section)));
  return {
    counts,
    ended,
    moves: {
      joins,
      leaves,
      ...planTeaching(set, standing, named, ends, faults),
      ...attending,
    },
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

function planTeaching(
  { teaching }: RosterSet,
  standing: StandingMoves,
  { staff, sections }: Named,
  ends: SpokenFor,
  faults: RosterFaults,
): Pick<Moves, 'teaches' | 'noLongerTeaches'> {
  const known = pairs<true>();
  for (const one of standing.teaching) known.set({ id: one.staff }, { id: one.section }, true);
  const said = pairs<true>();
  const gone = pairs<true>();
  const teaches: { staff: Ref; section: Ref }[] = [];
  for (const record of teaching) {
    const [teacher, section] = [staff.refOf(record.staff), sections.refOf(record.section)];
    if (teacher !== null && section !== null) {
      if (record.gone) gone.set(teacher, section, true);
      else if (!said.has(teacher, section)) {
        said.set(teacher, section, true);
        if (!known.has(teacher, section)) teaches.push({ staff: teacher, section });
      }
    } else if (!record.gone) {
      if (teacher === null) orphan(record, 'teacher', 'teacher', faults);
      if (section === null && !sections.isAmbiguous(record.section))
        orphan(record, 'section', 'section', faults);
    }
  }
  const noLongerTeaches = standing.teaching.filter((one) => {
    const [teacher, section] = [{ id: one.staff }, { id: one.section }];
    return !said.has(teacher, section) && (gone.has(teacher, section) || ends(one.section));
  });
  return { teaches, noLongerTeaches };
}

/**
 * Where a student's record names all her schools, she no longer attends the others. `left` are the pairs of
 * student and school of which the set says by itself that they are over.
 */
function planSchools(
  { scope, leaving = [] }: RosterSet,
  people: readonly Person[],
  standing: StandingMoves,
  { students, schools }: Named,
  isPartial: boolean,
  faults: RosterFaults,
): Pick<Moves, 'attends' | 'noLongerAttends'> & { readonly left: Pick<Pairs<true>, 'has'> } {
  const known = pairs<true>();
  for (const one of standing.schoolStudents)
    known.set({ id: one.student }, { id: one.school }, true);
  const said = pairs<true>();
  const attends: { student: Ref; school: Ref }[] = [];
  const complete = new Set<Id>();
  for (const person of people) {
    const student = students.refOf(keyOf(person));
    if (student === null) continue;
    for (const code of person.schools) {
      const school = schools.refOf(code);
      if (school === null) {
        orphan(person, 'school', 'school', faults);
        continue;
      }
      if ('id' in student) complete.add(student.id);
      if (said.has(student, school)) continue;
      said.set(student, school, true);
      if (!known.has(student, school)) attends.push({ student, school });
    }
  }
  const left = pairs<true>();
  for (const record of leaving) {
    const [student, school] = [students.refOf(record.student), schools.refOf(record.school)];
    if (student === null || school === null) continue;
    if (!said.has(student, school)) left.set(student, school, true);
  }
  const isAll = !isPartial && (scope.schools ?? scope.students) === 'all';
  return {
    left,
    attends,
    noLongerAttends: standing.schoolStudents.filter((one) => {
      const [student, school] = [{ id: one.student }, { id: one.school }];
      const isOver = left.has(student, school) || (isAll && complete.has(one.student));
      return isOver && !said.has(student, school);
    }),
  };
}
