/** Writing a planned roster. */
import type { Ref } from '../core/importing/refs.js';
import type { RosterPlan } from '../core/importing/roster.js';
import type { PlannedNamed, SchoolFacts } from '../core/importing/roster-named.js';
import type { SectionFacts } from '../core/importing/roster-sections.js';
import type { StudentFacts } from '../core/importing/roster-student-facts.js';
import type { Day, Id, StudentId } from '../core/model.js';
import type { Row, Writer } from './writing.js';

/** Makes and ends what a plan says. */
export function applyRoster(writer: Writer, plan: RosterPlan): void {
  const schools = putNamed(writer, 'schools', 'school', plan.schools, namesOf);
  const terms = putNamed(writer, 'terms', 'term', plan.terms, (facts, made) => ({
    ...namesOf(facts),
    starts_on: facts.startsOn,
    ends_on: facts.endsOn,
    kind: facts.kind,
    parent: facts.parent === null ? null : resolve(facts.parent, made),
  }));
  const staff = putNamed(writer, 'staff', 'staff', plan.staff, (facts) => ({
    ...namesOf(facts),
    email: facts.email,
  }));
  const sections = new Map<string, Id>();
  for (const { ref, facts } of plan.sections) {
    const id = 'id' in ref ? ref.id : writer.identity('section');
    if ('key' in ref) sections.set(ref.key, id);
    putSection(writer, id, facts, { schools, terms });
  }
  const students = new Map<string, Id>();
  for (const { ref, facts, ids } of plan.students) {
    const id = 'id' in ref ? ref.id : writer.identity('student');
    if ('key' in ref) students.set(ref.key, id);
    if (facts !== null) putStudent(writer, id, facts);
    if (ids !== null) putStudentIds(writer, id, ids);
  }
  for (const leave of plan.leaves) putEnrollment(writer, leave);
  for (const { student, section, ...dates } of plan.joins) {
    const ends = { student: resolve(student, students), section: resolve(section, sections) };
    putEnrollment(writer, { ...ends, ...dates });
  }
  for (const one of plan.noLongerTeaches) writer.end('teaching', { ...one });
  for (const { staff: teacher, section } of plan.teaches) {
    writer.make('teaching', {
      staff: resolve(teacher, staff),
      section: resolve(section, sections),
    });
  }
  for (const one of plan.noLongerAttends) writer.end('school_students', { ...one });
  for (const { student, school } of plan.attends) {
    writer.make('school_students', {
      student: resolve(student, students),
      school: resolve(school, schools),
    });
  }
}

/** Says the facts of a student, ending what was said before. */
export function putStudent(writer: Writer, id: Id, facts: StudentFacts): void {
  writer.end('students', { id });
  writer.make('students', {
    id,
    given: facts.given,
    family: facts.family,
    preferred: facts.preferred,
    grade: facts.grade,
    email: facts.email,
    active: facts.active ? 1 : 0,
  });
}

/** The ids of a student in the order of places; those that stay as they are stay. */
export function putStudentIds(writer: Writer, student: Id, ids: readonly StudentId[]): void {
  writer.end('student_ids', { student });
  for (const [place, { type, value }] of ids.entries()) {
    writer.make('student_ids', { student, type, value, place });
  }
}

/** She is in the section from now on, undated. */
export function joinSection(writer: Writer, student: Id, section: Id): void {
  putEnrollment(writer, { student, section, startsOn: null, endsOn: null });
}

/** She is no longer in the section from `today` on; that she was stays known. */
export function leaveSection(writer: Writer, student: Id, section: Id, today: Day): void {
  const since = writer.db
    .prepare(
      'SELECT starts_on FROM enrollments WHERE student = ? AND section = ? AND ended IS NULL',
    )
    .pluck()
    .get(student, section) as Day | null | undefined;
  putEnrollment(writer, { student, section, startsOn: since ?? null, endsOn: today });
}

/** Says from when to when she is in a section, ending what was said before. */
function putEnrollment(
  writer: Writer,
  one: {
    readonly student: Id;
    readonly section: Id;
    readonly startsOn: Day | null;
    readonly endsOn: Day | null;
  },
): void {
  const { student, section } = one;
  writer.end('enrollments', { student, section });
  writer.make('enrollments', { student, section, starts_on: one.startsOn, ends_on: one.endsOn });
}

function namesOf({ code, name }: SchoolFacts): { readonly code: string; readonly name: string } {
  return { code, name };
}

/** Says the facts of schools, terms or staff; one may name another that is made with it. */
function putNamed<F>(
  writer: Writer,
  table: 'schools' | 'terms' | 'staff',
  noun: string,
  things: readonly PlannedNamed<F>[],
  rowOf: (facts: F, made: ReadonlyMap<string, Id>) => Row,
): ReadonlyMap<string, Id> {
  const made = new Map<string, Id>();
  for (const { ref } of things) if ('key' in ref) made.set(ref.key, writer.identity(noun));
  for (const { ref, facts } of things) {
    const id = resolve(ref, made);
    writer.end(table, { id });
    writer.make(table, { id, ...rowOf(facts, made) });
  }
  return made;
}

function putSection(
  writer: Writer,
  id: Id,
  facts: SectionFacts,
  places: { readonly schools: ReadonlyMap<string, Id>; readonly terms: ReadonlyMap<string, Id> },
): void {
  writer.end('sections', { id });
  writer.make('sections', {
    id,
    code: facts.code,
    name: facts.name,
    course: facts.course,
    school: facts.school === null ? null : resolve(facts.school, places.schools),
    term: facts.term === null ? null : resolve(facts.term, places.terms),
  });
}

/** The id behind a reference, made by this plan or standing before. */
export function resolve(ref: Ref, made: ReadonlyMap<string, Id>): Id {
  if ('id' in ref) return ref.id;
  const id = made.get(ref.key);
  if (id === undefined) throw new Error(`a plan refers to something it does not make: ${ref.key}`);
  return id;
}
