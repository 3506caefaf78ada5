/** Reading the roster: students, sections, schools, staff, and who is where. */
import { oneText } from '../core/importing/texts.js';
import type { Day, Id, Section, Student } from '../core/model.js';
import { named } from '../core/scope.js';
import type { Gradebook } from './open.js';
import { amongThese, loadStudents } from './students.js';
import { bound, holds, NOW, type View } from './view.js';

/** Somebody who teaches, or a school, or a term: something with a code and a name. */
export interface Named {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
}

export interface StaffMember extends Named {
  readonly email: string | null;
}

export interface Term extends Named {
  readonly startsOn: Day | null;
  /** The first day that is no longer of it. */
  readonly endsOn: Day | null;
  readonly kind: string | null;
  /** The longer term of which it is part. */
  readonly parent: Id | null;
}

export function nameIn(things: readonly Named[], id: Id | null): string | null {
  return things.find((thing) => thing.id === id)?.name ?? null;
}

export interface Enrollment {
  readonly student: Id;
  readonly section: Id;
  readonly startsOn: Day | null;
  /** The first day on which it no longer holds. */
  readonly endsOn: Day | null;
}

/** The whole roster as one value. */
export interface Roster {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  readonly schools: readonly Named[];
  readonly terms: readonly Term[];
  readonly staff: readonly StaffMember[];
  readonly enrollments: readonly Enrollment[];
  readonly teaching: readonly { readonly staff: Id; readonly section: Id }[];
  readonly schoolStudents: readonly { readonly student: Id; readonly school: Id }[];
  /** The withdrawn whom a roster has withdrawn, and no person. */
  readonly leftByRoster: ReadonlySet<Id>;
}

export function loadRoster(book: Gradebook, view: View = NOW): Roster {
  return {
    ...loadPlaces(book, view),
    students: loadStudents(book, view),
    enrollments: loadEnrollments(book, view),
    schoolStudents: loadPairs(book, view, 'school_students', 'student, school'),
    leftByRoster: loadLeftByRoster(book, view),
  };
}

/**
 * The roster as a list of one section's students needs it: without the students of others. Of the whole
 * where `section` is null, or names nothing. `section` is what was typed: an id or a name.
 */
export function loadRosterOf(book: Gradebook, section: string | null, view: View = NOW): Roster {
  const places = loadPlaces(book, view);
  const wanted = section === null ? [] : named(places.sections, section);
  if (wanted.length === 0) return loadRoster(book, view);
  const students = JSON.stringify(studentsIn(book, wanted, view));
  return {
    ...places,
    students: loadStudents(book, view, students),
    enrollments: loadEnrollments(book, view, students),
    schoolStudents: loadPairs(book, view, 'school_students', 'student, school', students),
    leftByRoster: new Set(),
  };
}

/** Where students can be, and who teaches there. */
function loadPlaces(book: Gradebook, view: View) {
  return {
    sections: loadSections(book, view),
    schools: loadNamed(book, view, 'schools'),
    terms: loadTerms(book, view),
    staff: loadStaff(book, view),
    teaching: loadPairs<Roster['teaching'][number]>(book, view, 'teaching', 'staff, section'),
  };
}

/** Who was ever in one of the sections. */
function studentsIn(book: Gradebook, sections: readonly Section[], view: View): Id[] {
  return book.db
    .prepare(
      `SELECT DISTINCT student FROM enrollments e
       WHERE section IN (SELECT value FROM json_each(@sections)) AND ${holds('e')}`,
    )
    .pluck()
    .all({ ...bound(view), sections: JSON.stringify(sections.map(({ id }) => id)) }) as Id[];
}

/** By whom a student was withdrawn, says the first of her facts since she was last active. */
function loadLeftByRoster(book: Gradebook, view: View): ReadonlySet<Id> {
  const ids = book.db
    .prepare(
      `SELECT s.id FROM students s WHERE ${holds('s')} AND s.active = 0 AND (
         SELECT e.command FROM students o JOIN entries e ON e.id = o.entry
         WHERE o.id = s.id AND o.active = 0 AND o.made <= s.made AND o.made > (
           SELECT coalesce(max(p.made), 0) FROM students p
           WHERE p.id = s.id AND p.active = 1 AND p.made <= s.made)
         ORDER BY o.made LIMIT 1
       ) IN ('import roster', 'year start')`,
    )
    .pluck()
    .all({ horizon: view.horizon }) as Id[];
  return new Set(ids);
}

export function loadSections(book: Gradebook, view: View = NOW): Section[] {
  return book.db
    .prepare(
      `SELECT id, code, name, course, school, term FROM sections s WHERE ${holds('s')} ORDER BY id`,
    )
    .all(bound(view)) as Section[];
}

export function loadEnrollments(
  book: Gradebook,
  view: View = NOW,
  among: string | null = null,
): Enrollment[] {
  const rows = book.db
    .prepare(
      `SELECT student, section, starts_on, ends_on FROM enrollments e
       WHERE ${holds('e')}${amongThese('student', among)} ORDER BY student, section`,
    )
    .raw()
    .iterate({ ...bound(view), among }) as Iterable<[Id, Id, Day | null, Day | null]>;
  const one = oneText();
  const day = (text: Day | null) => (text === null ? null : one(text));
  return Array.from(rows, ([student, section, startsOn, endsOn]) => ({
    student,
    section,
    startsOn: day(startsOn),
    endsOn: day(endsOn),
  }));
}

/** Whether an enrollment holds on a day. */
export function holdsOn(enrollment: Enrollment, day: Day): boolean {
  const begun = enrollment.startsOn === null || enrollment.startsOn <= day;
  return begun && (enrollment.endsOn === null || day < enrollment.endsOn);
}

function loadNamed(book: Gradebook, view: View, table: 'schools' | 'terms' | 'staff'): Named[] {
  return book.db
    .prepare(`SELECT id, code, name FROM ${table} n WHERE ${holds('n')} ORDER BY id`)
    .all(bound(view)) as Named[];
}

export function loadTerms(book: Gradebook, view: View = NOW): Term[] {
  return book.db
    .prepare(
      `SELECT id, code, name, starts_on AS startsOn, ends_on AS endsOn, kind, parent FROM terms t
       WHERE ${holds('t')} ORDER BY id`,
    )
    .all(bound(view)) as Term[];
}

function loadStaff(book: Gradebook, view: View): StaffMember[] {
  return book.db
    .prepare(`SELECT id, code, name, email FROM staff s WHERE ${holds('s')} ORDER BY id`)
    .all(bound(view)) as StaffMember[];
}

function loadPairs<Pair>(
  book: Gradebook,
  view: View,
  table: string,
  columns: string,
  among: string | null = null,
): Pair[] {
  return book.db
    .prepare(
      `SELECT ${columns} FROM ${table} n
       WHERE ${holds('n')}${amongThese('student', among)} ORDER BY ${columns}`,
    )
    .all({ ...bound(view), among }) as Pair[];
}
