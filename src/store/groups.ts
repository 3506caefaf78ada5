/** Groups of students: read to count by, and written by an import. Nothing about one student reads them. */
import type { GroupsPlan, GroupValue } from '../core/importing/groups.js';
import type { Id } from '../core/model.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

/** Every value of every student, by group and student. */
export function loadGroupValues(book: Gradebook, view: View = NOW): GroupValue[] {
  return book.db
    .prepare(
      `SELECT student, name AS "group", value FROM student_groups g WHERE ${holds('g')}
       ORDER BY name, student`,
    )
    .all(bound(view)) as GroupValue[];
}

/** What can be counted by, in the order of their names. */
export function groupNames(book: Gradebook, view: View = NOW): string[] {
  return book.db
    .prepare(`SELECT DISTINCT name FROM student_groups g WHERE ${holds('g')} ORDER BY name`)
    .pluck()
    .all(bound(view)) as string[];
}

/** The value of each student who has one in this group. */
export function valuesOfGroup(book: Gradebook, name: string, view: View): ReadonlyMap<Id, string> {
  const rows = book.db
    .prepare(`SELECT student, value FROM student_groups g WHERE name = @name AND ${holds('g')}`)
    .raw()
    .all({ ...bound(view), name }) as [Id, string][];
  return new Map(rows);
}

export function applyGroups(writer: Writer, { says, ended }: GroupsPlan): void {
  for (const { student, group } of [...ended, ...says])
    writer.end('student_groups', { student, name: group });
  for (const { student, group, value } of says)
    writer.make('student_groups', { student, name: group, value });
}
