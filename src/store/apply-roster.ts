/** Writing a planned roster. */
import type { Ref } from '../core/importing/refs.js';
import type { RosterPlan } from '../core/importing/roster.js';
import type { SectionFacts } from '../core/importing/roster-sections.js';
import type { StudentFacts } from '../core/importing/roster-students.js';
import type { Day, Id, StudentId } from '../core/model.js';
import type { Writer } from './writing.js';

/** Makes and ends what a plan says; `today` is the day on which those who left leave. */
export function applyRoster(writer: Writer, plan: RosterPlan, today: Day): void {
  const schools = addNamed(writer, 'schools', 'school', plan.schools);
  const terms = addNamed(writer, 'terms', 'term', plan.terms);
  const staff = addNamed(writer, 'staff', 'staff', plan.staff);
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
  for (const { student, section } of plan.leaves) leaveSection(writer, student, section, today);
  for (const { student, section } of plan.joins) {
    joinSection(writer, resolve(student, students), resolve(section, sections));
  }
  for (const { staff: teacher, section } of plan.teaches) {
    writer.make('teaching', {
      staff: resolve(teacher, staff),
      section: resolve(section, sections),
    });
  }
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
  writer.end('enrollments', { student, section });
  writer.make('enrollments', { student, section, starts_on: null, ends_on: null });
}

/** She is no longer in the section from `today` on; that she was stays known. */
export function leaveSection(writer: Writer, student: Id, section: Id, today: Day): void {
  writer.end('enrollments', { student, section });
  writer.make('enrollments', { student, section, starts_on: null, ends_on: today });
}

function addNamed(
  writer: Writer,
  table: 'schools' | 'terms' | 'staff',
  noun: string,
  names: readonly string[],
): Map<string, Id> {
  const ids = new Map<string, Id>();
  for (const name of names) {
    const id = writer.identity(noun);
    writer.make(table, { id, code: name, name });
    ids.set(name.toLowerCase(), id);
  }
  return ids;
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
