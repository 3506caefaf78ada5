/** Groups of students as a flat table: one row a student and a group. */
import type { GroupRecord } from '../../core/importing/records.js';
import type { Field } from '../headers.js';
import type { TextTable } from '../table.js';
import { field, type Read, sheetOf } from './sheet.js';
import { ID_HEADERS } from './student-id-headers.js';

export const FIELDS: readonly Field[] = [
  {
    name: 'student_id',
    accepts: ['studentid', ...ID_HEADERS.filter((name) => name !== 'studentid')],
  },
  field('group', 'groupname', 'subgroup'),
  field('value', 'groupvalue', 'category'),
];

export function readGroups(table: TextTable, maps: readonly string[]): Read<GroupRecord> {
  const needs = [['student_id'], ['group'], ['value']];
  const { source, problems, cell } = sheetOf(table, FIELDS, maps, needs);
  return {
    source,
    problems,
    records: table.rows.map((row) => ({
      line: row.line,
      studentId: cell(row, 'student_id'),
      group: cell(row, 'group'),
      value: cell(row, 'value'),
    })),
  };
}
