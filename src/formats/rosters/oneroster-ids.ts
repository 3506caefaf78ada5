/** The ids of a student of OneRoster: `sourcedId` is the id, the others are kept by type. */
import type { StudentRecord } from '../../core/importing/roster-set.js';
import type { StudentId } from '../../core/model.js';
import { idsIn } from './oneroster-cells.js';
import type { OneRosterSheet, SheetRow } from './oneroster-sheet.js';

export function studentIds({ notes }: OneRosterSheet, row: SheetRow): StudentId[] {
  const userIds = row.get('userIds');
  if (userIds !== '' && !/^(\{[^{}:]+:[^{}]*\}[,;]?\s*)+$/.test(userIds)) {
    notes.drift(row.line, 'userIds', 'loose_ids', 'ids are written {TYPE:ID},{TYPE:ID}');
  }
  const further = [
    ...idsIn(userIds),
    { type: 'identifier', value: row.get('identifier') },
    { type: 'master', value: row.get('userMasterIdentifier') },
  ].filter(({ value }) => value !== '');
  const types = further.map(({ type }) => type);
  return [
    { type: 'sourcedid', value: row.get('sourcedId') },
    ...further.filter(({ type }, at) => types.indexOf(type) === at && type !== 'sourcedid'),
  ];
}

/** An id that several students have, such as `N/A` or `0`, tells none of them: it is kept for none. */
export function withoutShared(
  students: readonly StudentRecord[],
  { notes }: OneRosterSheet,
): readonly StudentRecord[] {
  const key = ({ type, value }: StudentId) => `${type}\n${value}`;
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const { ids } of students) {
    const owner = ids[0]?.value ?? '';
    for (const id of ids) {
      const before = owners.get(key(id));
      if (before !== undefined && before !== owner) shared.add(key(id));
      owners.set(key(id), owner);
    }
  }
  if (shared.size === 0) return students;
  return students.map((student) => {
    const own = student.ids.filter((id) => !shared.has(key(id)));
    if (own.length < student.ids.length) {
      const message = 'several students have one further id (userIds, identifier): kept for none';
      notes.drift(student.line, null, 'shared_id', message);
    }
    return { ...student, ids: own };
  });
}
