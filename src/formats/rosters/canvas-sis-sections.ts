/** The sections of a Canvas SIS import, and of its courses where somebody is enrolled in no section. */
import type { SectionRecord } from '../../core/importing/roster-set.js';
import type { CANVAS_PARTS } from './canvas-sis-parts.js';
import type { FoundPart, FoundParts, PartRow } from './parts.js';
import * as people from './people.js';

export type CanvasParts = FoundParts<keyof typeof CANVAS_PARTS>['parts'];

/** Whether the row is not one of something deleted. */
export function stands(row: PartRow): boolean {
  return people.statusOf(row) !== false || !/^deleted$/i.test(row.get('status'));
}

export interface Course {
  readonly row: PartRow;
  readonly name: string;
  readonly school: string;
  readonly term: string;
  readonly stands: boolean;
}

export function coursesOf({ courses, accounts, terms }: CanvasParts): ReadonlyMap<string, Course> {
  const codes = ({ rows }: FoundPart) => new Set(rows.map(({ get }) => get('id')));
  const [schools, allTerms] = [codes(accounts), codes(terms)];
  return new Map(
    courses.rows.map((row) => [
      row.get('id'),
      {
        row,
        name: row.get('long') || row.get('short'),
        school: schools.size === 0 ? '' : row.get('account'),
        term: allTerms.size === 0 ? '' : row.get('term'),
        stands: stands(row),
      },
    ]),
  );
}

export interface Sections {
  readonly listed: readonly SectionRecord[];
  /** One for each course, in which those are who are enrolled in the course and no section. */
  readonly ofCourses: readonly SectionRecord[];
  readonly ofCourse: (course: string) => string;
  /** Deleted themselves or with their course. */
  readonly deleted: ReadonlySet<string>;
}

export function sectionsOf(
  { sections }: CanvasParts,
  courses: ReadonlyMap<string, Course>,
): Sections {
  const courseOf = new Map(sections.rows.map(({ get }) => [get('id'), get('course')]));
  const holds = (row: PartRow) => stands(row) && courses.get(row.get('course'))?.stands !== false;
  const ofCourse = (course: string) =>
    (courseOf.get(course) ?? course) === course ? course : `course ${course}`;
  const standing = [...courses].filter(
    ([code, course]) => course.stands && courseOf.get(code) !== code,
  );
  return {
    listed: sections.rows.filter(holds).map((row) => {
      const { name, school, term } = courses.get(row.get('course')) ?? NO_COURSE;
      const code = row.get('id');
      return {
        ...people.placeOf(row),
        code,
        name: row.get('name') || code,
        course: name,
        school,
        term,
      };
    }),
    ofCourses: standing.map(([code, { row, name, school, term }]) => {
      const place = people.placeOf(row);
      return { ...place, code: ofCourse(code), name: name || code, course: name, school, term };
    }),
    ofCourse,
    deleted: new Set([
      ...sections.rows.filter((row) => !holds(row)).map(({ get }) => get('id')),
      ...[...courses].filter(([, course]) => !course.stands).map(([code]) => ofCourse(code)),
    ]),
  };
}

const NO_COURSE = { name: '', school: '', term: '' };
