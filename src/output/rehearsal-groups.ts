/** How many students of each value of a group would move, for people. */
import type { GroupMoves } from '../core/rehearsal/by-group.js';
import { visible } from './safe.js';
import { countOrHidden, leftOutText } from './summary-page.js';
import { type TableOptions, tableText } from './table.js';

const RIGHT = { align: 'right' as const };

/** A row a value and one for everyone, and what is left out. */
export async function groupMovesPage(
  group: string,
  { everyone, values, someHidden }: GroupMoves,
  size: number,
  options: TableOptions,
): Promise<string> {
  const columns = [
    { title: visible(group) },
    { title: 'Students', ...RIGHT },
    { title: 'Move', ...RIGHT },
  ];
  const all = [
    ...values.map((one) => ({ ...one, name: one.value ?? 'not said' })),
    { ...everyone, name: 'everyone' },
  ];
  const rows = all.map(({ name, students, studentsMoved }) => [
    name,
    countOrHidden(students),
    countOrHidden(studentsMoved),
  ]);
  return `${await tableText(columns, rows, options)}\n${leftOutText(size, someHidden)}`;
}
