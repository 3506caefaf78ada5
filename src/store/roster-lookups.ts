/** Looking up one student among a hundred thousand, by keys of the tables. */
import type { Id, Student } from '../core/model.js';
import { displayName } from '../core/names.js';
import type { Gradebook } from './open.js';
import { loadStudents } from './students.js';
import { bound, holds, NOW, type View } from './view.js';

/** The students who have an id just as typed, case aside: at most a few. */
export function studentsWithId(book: Gradebook, typed: string, view: View = NOW): Student[] {
  const ids = book.db
    .prepare(
      `SELECT DISTINCT student FROM student_ids i
       WHERE value = @value COLLATE NOCASE AND ${holds('i')}`,
    )
    .pluck()
    .all({ ...bound(view), value: typed.trim() }) as Id[];
  return ids.length === 0 ? [] : loadStudents(book, view, JSON.stringify(ids));
}

/** Whether another active student is shown by the same name: asked of one, without reading the others. */
export function namesakeTest(book: Gradebook, view: View = NOW): (student: Student) => boolean {
  const statement = book.db
    .prepare(
      `SELECT 1 FROM students s
       WHERE trim(coalesce(preferred, given) || ' ' || family) = @name AND id <> @id
         AND active = 1 AND ${holds('s')}`,
    )
    .pluck();
  return (student) => {
    const name = displayName(student);
    return statement.get({ ...bound(view), name, id: student.id }) !== undefined;
  };
}
