/** The importer of groups: what a school counts its students by, kept apart from all else about them. */
import { planGroups } from '../../core/importing/groups.js';
import { readGroups } from '../../formats/native/groups.js';
import type { TextTable } from '../../formats/table.js';
import { forgottenIds } from '../../store/forgetting/forgotten.js';
import { applyGroups, loadGroupValues } from '../../store/groups.js';
import type { Gradebook } from '../../store/open.js';
import { loadStudents } from '../../store/students.js';
import type { Session } from '../session.js';
import type { ImportFlags } from './flags.js';
import { noCounts, type PlannedImport, plannedFile } from './planned.js';

export const NO_GROUPS = noCounts('groups');

export function importGroups(
  session: Session,
  book: Gradebook,
  table: TextTable,
  flags: ImportFlags,
  unread: boolean,
): PlannedImport {
  const { source, records, problems } = readGroups(table, flags.map ?? []);
  const students = loadStudents(book);
  const standing = loadGroupValues(book);
  const forgotten = forgottenIds(book);
  return plannedFile(
    session,
    book,
    'import groups',
    { path: table.file, problems, records },
    flags,
    NO_GROUPS,
    (rows, partial) => planGroups(source, rows, students, standing, partial || unread, forgotten),
    applyGroups,
  );
}
