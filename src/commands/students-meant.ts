/** The students that a command is about, read without all the others where that can be. */
import type { Student } from '../core/model.js';
import { narrowStudents, type StudentFilter, type StudentScope } from '../core/scope.js';
import type { Gradebook } from '../store/open.js';
import { loadRosterOf } from '../store/roster.js';
import { studentsWithId } from '../store/roster-lookups.js';
import { loadStudents } from '../store/students.js';
import { NOW, type View } from '../store/view.js';
import { type Asker, findStudent, narrowed } from './finding.js';
import { dayOf } from './options.js';
import type { Session } from './session.js';

/**
 * The student of a view that is meant: an id as it is written is looked up, and only for a name everybody
 * is read. Throws `PlError`: `ambiguous` with the candidates, or `not_found`.
 */
export async function studentMeant(
  session: Asker,
  book: Gradebook,
  typed: string,
  view: View = NOW,
): Promise<Student> {
  const withId = studentsWithId(book, typed, view);
  const students = withId.length > 0 ? withId : loadStudents(book, view);
  return findStudent(session, students, typed, view);
}

/** The students that the flags leave, sorted. Throws `PlError('not_found')` for a name that nothing has. */
export function studentsInScope(
  session: Session,
  book: Gradebook,
  filter: StudentFilter,
  view: View,
): StudentScope {
  const roster = loadRosterOf(book, filter.section, view);
  return narrowed(narrowStudents(roster, filter, dayOf(session, view)));
}
