/** What is new to the gradebook that takes others in. */
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import type { UnitedTable } from './united.js';

/** Whether entries, things or facts are others than the first gradebook has, or are called otherwise. */
export function differsFrom(
  [own]: readonly Source[],
  names: Names,
  united: readonly UnitedTable[],
): boolean {
  if (own === undefined || own.uid !== names.uid) return true;
  const same = (a: readonly object[], b: readonly object[]) =>
    a.length === b.length && linesOf(a.map(ordered)) === linesOf(b.map(ordered));
  return (
    !same(own.entries, names.entries) ||
    !same(own.identities, names.identities) ||
    !same(own.aliases, names.aliases) ||
    united.some(({ layout, rows }) => linesOf(own.rows(layout)) !== linesOf(rows))
  );
}

function ordered(row: object): unknown[] {
  return Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
}

function linesOf(rows: readonly unknown[]): string {
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');
}

/** Students of whose decisions or facts something is new, and tables with anything new. */
export function newsIn(united: readonly UnitedTable[]): {
  readonly students: ReadonlySet<Id>;
  readonly tables: readonly string[];
} {
  const students = new Set<Id>();
  const tables: string[] = [];
  for (const { layout, rows, own } of united) {
    const before = new Set(own.map((row) => JSON.stringify(row)));
    const now = new Set(rows.map((row) => JSON.stringify(row)));
    const moved = [
      ...rows.filter((row) => !before.has(JSON.stringify(row))),
      ...own.filter((row) => !now.has(JSON.stringify(row))),
    ];
    if (moved.length === 0) continue;
    tables.push(layout.table);
    const whose = layout.columns.indexOf(layout.table === 'students' ? 'id' : 'student');
    if (!JUDGED.has(layout.table)) continue;
    for (const row of moved) students.add(row[whose] as Id);
  }
  return { students, tables };
}

/** Facts of a student, other than evidence, by which her masteries move. */
const JUDGED: ReadonlySet<VersionedTable> = new Set([
  'students',
  'overrides',
  'excuses',
  'advances',
]);
