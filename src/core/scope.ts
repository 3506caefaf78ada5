/** Who and what a list is about: students narrowed by where they are, competencies by where they stand. */
import { fullCode } from './matching/competencies.js';
import type { Competency, Day, Id, Pathway, Section, Student } from './model.js';
import { folded, inNameOrder, normalGrade } from './names.js';
import { type Standards, subtree } from './standards.js';

/** The roster as a list needs it. */
export interface RosterView {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  readonly schools: readonly { readonly id: Id; readonly code: string; readonly name: string }[];
  readonly staff: readonly { readonly id: Id; readonly code: string; readonly name: string }[];
  readonly enrollments: readonly Enrolled[];
  readonly teaching: readonly { readonly staff: Id; readonly section: Id }[];
  readonly schoolStudents: readonly { readonly student: Id; readonly school: Id }[];
}

interface Enrolled {
  readonly student: Id;
  readonly section: Id;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
}

/** What a person asked for; null: not narrowed. */
export interface StudentFilter {
  readonly section: string | null;
  readonly school: string | null;
  readonly teacher: string | null;
  readonly grade: string | null;
  readonly withdrawn: boolean;
}

/** A filter that names nothing there is, with what there is. */
export interface UnknownName {
  readonly noun:
    | 'section'
    | 'school'
    | 'teacher'
    | 'framework'
    | 'competency'
    | 'pathway'
    | 'stage'
    | 'group'
    | 'term';
  readonly name: string;
  readonly known: readonly string[];
}

/** Students in scope, sorted, with the sections in which each is on the day. */
export interface StudentScope {
  readonly students: readonly Student[];
  readonly sectionsOf: (student: Id) => readonly Section[];
}

/** Narrows a roster; `day` decides which dated enrollments hold. */
export function narrowStudents(
  roster: RosterView,
  filter: StudentFilter,
  day: Day,
): StudentScope | UnknownName {
  const current = roster.enrollments.filter(
    ({ startsOn, endsOn }) =>
      (startsOn === null || startsOn <= day) && (endsOn === null || day < endsOn),
  );
  const sectionsOf = sectionReader(roster, current);
  const tests: ((student: Student) => boolean)[] = [
    (student) => filter.withdrawn || student.active,
  ];
  for (const narrow of [bySection, bySchool, byTeacher]) {
    const test = narrow(roster, filter, sectionsOf);
    if (test === null) continue;
    if (typeof test !== 'function') return test;
    tests.push(test);
  }
  const { grade } = filter;
  if (grade !== null) {
    const wanted = normalGrade(grade).toLowerCase();
    tests.push((student) => student.grade?.toLowerCase() === wanted);
  }
  const students = roster.students.filter((student) => tests.every((test) => test(student)));
  return { students: inNameOrder(students), sectionsOf };
}

type SectionsOf = (student: Id) => readonly Section[];
type Test = ((student: Student) => boolean) | UnknownName | null;

function sectionReader(roster: RosterView, current: readonly Enrolled[]): SectionsOf {
  const sections = new Map(roster.sections.map((section) => [section.id, section]));
  const byStudent = new Map<Id, Section[]>();
  for (const { student, section } of current) {
    const found = sections.get(section);
    if (found !== undefined) byStudent.set(student, [...(byStudent.get(student) ?? []), found]);
  }
  return (student) => byStudent.get(student) ?? [];
}

/** Things whose code or name is what was typed, case and accents aside. */
export function named<T extends { readonly code: string; readonly name: string }>(
  things: readonly T[],
  typed: string,
): T[] {
  const wanted = folded(typed);
  const byCode = things.filter(({ code }) => folded(code) === wanted);
  return byCode.length > 0 ? byCode : things.filter(({ name }) => folded(name) === wanted);
}

function bySection(roster: RosterView, filter: StudentFilter, sectionsOf: SectionsOf): Test {
  if (filter.section === null) return null;
  const found = named(roster.sections, filter.section);
  if (found.length === 0)
    return unknown(
      'section',
      filter.section,
      roster.sections.map(({ code }) => code),
    );
  const wanted = new Set(found.map(({ id }) => id));
  return (student) => sectionsOf(student.id).some(({ id }) => wanted.has(id));
}

function bySchool(roster: RosterView, filter: StudentFilter, sectionsOf: SectionsOf): Test {
  if (filter.school === null) return null;
  const found = named(roster.schools, filter.school);
  if (found.length === 0)
    return unknown(
      'school',
      filter.school,
      roster.schools.map(({ name }) => name),
    );
  const wanted = new Set<Id | null>(found.map(({ id }) => id));
  const attends = new Set(
    roster.schoolStudents.filter(({ school }) => wanted.has(school)).map(({ student }) => student),
  );
  return (student) =>
    attends.has(student.id) ||
    sectionsOf(student.id).some(({ school }) => school !== null && wanted.has(school));
}

function byTeacher(roster: RosterView, filter: StudentFilter, sectionsOf: SectionsOf): Test {
  if (filter.teacher === null) return null;
  const found = named(roster.staff, filter.teacher);
  if (found.length === 0)
    return unknown(
      'teacher',
      filter.teacher,
      roster.staff.map(({ name }) => name),
    );
  const teachers = new Set(found.map(({ id }) => id));
  const taught = new Set(
    roster.teaching.filter(({ staff }) => teachers.has(staff)).map(({ section }) => section),
  );
  return (student) => sectionsOf(student.id).some(({ id }) => taught.has(id));
}

function unknown(noun: UnknownName['noun'], name: string, known: readonly string[]): UnknownName {
  return { noun, name, known };
}

/** What a person asked for; null: not narrowed. */
export interface CompetencyFilter {
  readonly framework: string | null;
  readonly under: string | null;
  readonly pathway: string | null;
  /** What is taught in the term that was asked for; null: everything. */
  readonly taught: ReadonlySet<Id> | null;
}

/** The competencies and headings in scope; null: all, as nothing was asked. */
export function narrowCompetencies(
  standards: Standards,
  pathways: readonly Pathway[],
  { taught, framework, under, pathway }: CompetencyFilter,
): ReadonlySet<Id> | null | UnknownName {
  const asked = [
    taught,
    framework === null ? null : inFramework(standards, framework),
    under === null ? null : underHeading(standards, under),
    pathway === null ? null : onPathway(pathways, pathway),
  ];
  let scope: ReadonlySet<Id> | null = null;
  for (const ids of asked) {
    if (ids === null) continue;
    if ('noun' in ids) return ids;
    const before: ReadonlySet<Id> = scope ?? ids;
    scope = new Set([...before].filter((id) => ids.has(id)));
  }
  return scope;
}

type Named = ReadonlySet<Id> | UnknownName;

function inFramework(standards: Standards, name: string): Named {
  const found = frameworkNamed(standards, name);
  if (found === null) {
    const known = [...standards.frameworks.values()].map((one) => one.name);
    return unknown('framework', name, known);
  }
  const own = standards.ordered.filter(({ framework }) => framework === found.id);
  return new Set(own.map(({ id }) => id));
}

function underHeading(standards: Standards, name: string): Named {
  const roots = headingsNamed(standards, name);
  if (roots.length === 0) {
    const headings = standards.ordered.filter(standards.isHeading);
    return unknown(
      'competency',
      name,
      headings.map(({ code }) => code),
    );
  }
  return new Set(roots.flatMap(({ id }) => [...subtree(standards, id)]));
}

function onPathway(pathways: readonly Pathway[], name: string): Named {
  const pathway = pathways.find((one) => folded(one.name) === folded(name));
  if (pathway === undefined) {
    const known = pathways.map((one) => one.name);
    return unknown('pathway', name, known);
  }
  const required = pathway.stages.flatMap(({ requirements }) => requirements);
  return new Set(required.map(({ competency }) => competency));
}

export function frameworkNamed(standards: Standards, name: string) {
  return (
    [...standards.frameworks.values()].find((one) => folded(one.name) === folded(name)) ?? null
  );
}

/** Exact codes, without regard to case, in any framework; `FRAMEWORK:code` for one. */
function headingsNamed(standards: Standards, typed: string): Competency[] {
  const wanted = folded(typed);
  return standards.ordered.filter(
    (one) => folded(one.code) === wanted || folded(fullCode(standards, one)) === wanted,
  );
}
