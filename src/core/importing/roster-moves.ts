/** Who is where by a roster: sections and their teachers, and the schools that students attend. */
import type { Id, Section } from '../model.js';
import type { Counts } from './records.js';
import { pairText, type Ref, refText } from './refs.js';
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
    const school = left.size === 0 ? null : (schoolOf.get(section) ?? null);
    return school !== null && left.has(pairText({ id: student }, { id: school }));
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
  const known = new Set(changed.map(({ ref }) => refText(ref)));
  const others = moved.filter((ref) => 'id' in ref && !known.has(refText(ref)));
  const more = new Set(others.flatMap((ref) => ('id' in ref ? ref.id : [])));
  const were = [...more].filter((id) => spoken.has(id)).length;
  return {
    ...counts,
    update: counts.update + more.size,
    unchanged: counts.unchanged - were,
  };
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
  return enrollments.flatMap((record) => {
    const student = students.refOf(record.student);
    const section = sections.refOf(record.section);
    if (student !== null && section !== null) return [{ record, student, section }];
    if (record.gone) return [];
    if (student === null && !students.isNamed(record.student))
      orphan(record, 'student_id', 'student', faults);
    if (section === null && !sections.isAmbiguous(record.section))
      orphan(record, 'section', 'section', faults);
    return [];
  });
}

function planTeaching(
  { teaching }: RosterSet,
  standing: StandingMoves,
  { staff, sections }: Named,
  ends: SpokenFor,
  faults: RosterFaults,
): Pick<Moves, 'teaches' | 'noLongerTeaches'> {
  const known = new Map(
    standing.teaching.map((one) => [pairText({ id: one.staff }, { id: one.section }), one]),
  );
  const said = new Map<string, { staff: Ref; section: Ref }>();
  const gone = new Set<string>();
  for (const record of teaching) {
    const [teacher, section] = [staff.refOf(record.staff), sections.refOf(record.section)];
    if (teacher !== null && section !== null) {
      const pair = pairText(teacher, section);
      if (record.gone) gone.add(pair);
      else said.set(pair, { staff: teacher, section });
    } else if (!record.gone) {
      if (teacher === null) orphan(record, 'teacher', 'teacher', faults);
      if (section === null && !sections.isAmbiguous(record.section))
        orphan(record, 'section', 'section', faults);
    }
  }
  const isOver = (pair: string, { section }: Teaching) =>
    !said.has(pair) && (gone.has(pair) || ends(section));
  return {
    teaches: [...said].filter(([pair]) => !known.has(pair)).map(([, one]) => one),
    noLongerTeaches: [...known].filter(([pair, one]) => isOver(pair, one)).map(([, one]) => one),
  };
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
): Pick<Moves, 'attends' | 'noLongerAttends'> & { readonly left: ReadonlySet<string> } {
  const known = new Set(
    standing.schoolStudents.map((one) => pairText({ id: one.student }, { id: one.school })),
  );
  const said = new Map<string, { student: Ref; school: Ref }>();
  const complete = new Set<Id>();
  for (const person of people) {
    const student = students.refOf(person.key);
    if (student === null) continue;
    for (const code of person.schools) {
      const school = schools.refOf(code);
      if (school === null) orphan(person, 'school', 'school', faults);
      else said.set(pairText(student, school), { student, school });
      if (school !== null && 'id' in student) complete.add(student.id);
    }
  }
  const left = new Set<string>();
  for (const record of leaving) {
    const [student, school] = [students.refOf(record.student), schools.refOf(record.school)];
    if (student === null || school === null) continue;
    const pair = pairText(student, school);
    if (!said.has(pair)) left.add(pair);
  }
  const isAll = !isPartial && (scope.schools ?? scope.students) === 'all';
  return {
    left,
    attends: [...said].filter(([pair]) => !known.has(pair)).map(([, one]) => one),
    noLongerAttends: standing.schoolStudents.filter(({ student, school }) => {
      const pair = pairText({ id: student }, { id: school });
      return !said.has(pair) && (left.has(pair) || (isAll && complete.has(student)));
    }),
  };
}
