/** `pl export roster`: one row a student, section and teacher; further ids in columns of their own. */
import type { Section, Student } from '../../core/model.js';
import { shownId } from '../../core/names.js';
import type { StudentScope } from '../../core/scope.js';
import type { Value } from '../../output/csv.js';
import { loadRoster, nameIn, type Roster } from '../../store/roster.js';
import { type Asked, type ExportTable, studentsAsked } from './exporter.js';

export function exportRoster(asked: Asked): ExportTable {
  const roster = loadRoster(asked.book, asked.view);
  const scope = studentsAsked(asked, roster);
  const types = furtherIdTypes(scope.students);
  const rows = scope.students.flatMap((student) => {
    const first = nameCells(student);
    const last = [student.active ? 'active' : 'withdrawn', ...furtherIds(student, types)];
    return placesOf(student, roster, scope).map((place): Value[] => [...first, ...place, ...last]);
  });
  return { columns: [...COLUMNS, ...types.map(headerOfType)], rows };
}

const COLUMNS = [
  'student_id',
  'first_name',
  'last_name',
  'preferred_name',
  'grade',
  'email',
  'section',
  'section_name',
  'course',
  'teacher',
  'school',
  'term',
  'status',
];

/** `student_id` is the id that is shown: a further one of that type has another name. */
function headerOfType(type: string): string {
  return type === 'student' ? 'former_id' : `${type}_id`;
}

/** The types of ids beside those that are shown. */
function furtherIdTypes(students: readonly Student[]): string[] {
  const further = students.flatMap(({ ids }) => ids.slice(1));
  return [...new Set(further.map(({ type }) => type))].sort();
}

function furtherIds({ ids }: Student, types: readonly string[]): Value[] {
  return types.map((type) => ids.slice(1).find((id) => id.type === type)?.value ?? null);
}

function nameCells(student: Student): Value[] {
  const { given, family, preferred, grade, email } = student;
  return [shownId(student), given, family, preferred, grade, email];
}

type Place = readonly (string | null)[];

/**
 * Section, its name, course, teacher, school and term; one blank place where there is none. In an order
 * of their own words, so that a gradebook that was made from the file gives the same file.
 */
function placesOf(student: Student, roster: Roster, scope: StudentScope): readonly Place[] {
  const sections = scope.sectionsOf(student.id);
  const covered = new Set(sections.map(({ school }) => school));
  const schools = roster.schoolStudents.filter(
    (one) => one.student === student.id && !covered.has(one.school),
  );
  const places = [
    ...sections.flatMap((section) => sectionPlaces(section, roster)),
    ...schools.map(({ school }) => [null, null, null, null, nameIn(roster.schools, school), null]),
  ];
  return places.length === 0 ? [[null, null, null, null, null, null]] : places.sort(compareWords);
}

/** Cell by cell, a blank one first. */
function compareWords(a: Place, b: Place): number {
  for (const [i, cell] of a.entries()) {
    const [own, other] = [cell ?? '', b[i] ?? ''];
    if (own !== other) return own < other ? -1 : 1;
  }
  return 0;
}

/** One place a teacher; one without a teacher where nobody teaches it. */
function sectionPlaces(section: Section, roster: Roster): Place[] {
  const teachers = roster.teaching
    .filter((one) => one.section === section.id)
    .map(({ staff }) => nameIn(roster.staff, staff));
  return (teachers.length === 0 ? [null] : teachers).map((teacher) => [
    section.code,
    section.name,
    section.course,
    teacher,
    nameIn(roster.schools, section.school),
    nameIn(roster.terms, section.term),
  ]);
}
