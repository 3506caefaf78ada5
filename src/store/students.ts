/** Reading students, each with her ids. */
import { oneText } from '../core/importing/texts.js';
import type { Id, Student, StudentId } from '../core/model.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';

/** Everybody, or those whose ids `among` lists as JSON. */
export function loadStudents(
  book: Gradebook,
  view: View = NOW,
  among: string | null = null,
): Student[] {
  const idsOf = loadIds(book, view, among);
  const rows = book.db
    .prepare(
      `SELECT id, given, family, preferred, grade, email, active FROM students s
       WHERE ${holds('s')}${amongThese('id', among)} ORDER BY id`,
    )
    .raw()
    .iterate({ ...bound(view), among }) as Iterable<StudentRow>;
  const one = oneText();
  const students = Array.from(
    rows,
    ([id, given, family, preferred, grade, email, active]): Student => ({
      id,
      given: one(given),
      family: one(family),
      preferred,
      grade: grade === null ? null : one(grade),
      email,
      active: active === 1,
      ids: idsOf.get(id) ?? [],
    }),
  );
  return book.hooks.asShown(students);
}

type Text = string | null;
type StudentRow = [Id, string, string, Text, Text, Text, number];

/** The ids of each student, the shown one first. */
function loadIds(
  book: Gradebook,
  view: View,
  among: string | null,
): ReadonlyMap<Id, readonly StudentId[]> {
  const rows = book.db
    .prepare(
      `SELECT student, type, value FROM student_ids i WHERE ${holds('i')}${amongThese('student', among)}
       ORDER BY student, place, type`,
    )
    .raw()
    .iterate({ ...bound(view), among }) as Iterable<[Id, string, string]>;
  const one = oneText();
  const idsOf = new Map<Id, StudentId[]>();
  for (const [student, type, value] of rows) {
    const id = { type: one(type), value };
    const ids = idsOf.get(student);
    if (ids === undefined) idsOf.set(student, [id]);
    else ids.push(id);
  }
  return idsOf;
}

/** Narrows to those students whose ids the parameter `among` lists as JSON; null: everybody. */
export function amongThese(column: string, among: string | null): string {
  return among === null ? '' : ` AND ${column} IN (SELECT value FROM json_each(@among))`;
}
