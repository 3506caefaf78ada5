/** The ids of a student of OneRoster: `sourcedId` is the id, the others are kept by type. */
import type { StudentId } from '../../core/model.js';
import { idsIn } from './oneroster-cells.js';
import type { SheetRow } from './oneroster-rows.js';
import type { OneRosterSheet } from './oneroster-sheet.js';

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
