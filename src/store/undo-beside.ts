/**
 * Taking back what several gradebooks had said of the same: what another one says of it stands again, what another
 * one has ended stays so, and what stands in another one's words is no longer said by this entry. Nobody's
 * judgement goes with a colleague's.
 */
import { groupBy } from '../core/grouping.js';
import type { Id } from '../core/model.js';
import {
  besideWriter,
  type Kept,
  keptBeside,
  restoredBy,
  tablesBesideBy,
} from './merging/beside.js';
import { unite } from './merging/facts.js';
import { saidReader } from './merging/read.js';
import { type Cells, endOf, keyOf, type Layout, layoutOf } from './merging/tables.js';
import type { Writer } from './writing.js';

/** To be called when what the entry said has ended in the tables themselves. */
export function takeBackBeside(writer: Writer, target: Id): void {
  for (const table of tablesBesideBy(writer.db, target)) {
    const layout = layoutOf(writer.db, table);
    const say = sayerOf(writer, layout, target);
    const kept = groupBy(keptBeside(writer.db, layout), ({ row }) => keyOf(layout, row));
    for (const own of kept.values()) if (own.some(({ row }) => isBy(layout, row, target))) say(own);
  }
}

/** It says, or has ended, what is kept. */
function isBy(layout: Layout, row: Cells, target: Id): boolean {
  const end = endOf(layout, row);
  return end === target || (end === null && row[layout.entry] === target);
}

/** Writes the rows about one thing anew, as they are when one entry has said and ended nothing of it. */
function sayerOf(
  { db, entry, wrote }: Writer,
  layout: Layout,
  target: Id,
): (kept: readonly Kept[]) => void {
  const { table, columns } = layout;
  const restored = restoredBy(db);
  const isTakenBack = (one: Id) => restored.has(one);
  // With the student the rows of a piece are found without reading all.
  const match = [...new Set([...layout.key, columns.indexOf('student')])].filter((at) => at >= 0);
  const where = match.map((place) => `"${columns[place]}" IS ?`).join(' AND ');
  const names = columns.map((name) => `"${name}"`).join(', ');
  const find = db.prepare(`SELECT ${names} FROM ${table} WHERE ${where}`).raw();
  const clear = db.prepare(`DELETE FROM ${table} WHERE ${where}`);
  const insert = db.prepare(
    `INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const { keep, forget } = besideWriter(db);
  return (kept) => {
    const thing = match.map((place) => kept[0]?.row[place]);
    const rows = (find.all(...thing) as Cells[]).filter((row) => row[layout.made] !== entry);
    for (const row of rows) if (endOf(layout, row) === entry) row[layout.ended] = null;
    const said = saidReader(layout, kept, restored)(rows, () => true);
    const all = withoutTarget(layout, said, target, entry, isTakenBack);
    const { rows: standing, beside } = unite(layout, all, isTakenBack);
    clear.run(...thing);
    for (const row of standing) insert.run(row);
    for (const one of kept) forget(one);
    for (const row of beside) keep(layout, row, entry);
    wrote(table);
  };
}

/** What was said, when what the target said has ended and what it alone had ended is said again. */
function withoutTarget(
  layout: Layout,
  said: readonly Cells[],
  target: Id,
  undo: Id,
  isTakenBack: (entry: Id) => boolean,
): Cells[] {
  const { entry, made, ended } = layout;
  const left = said.map((row) => {
    const isOwn = row[entry] === target || row[made] === target;
    return isOwn && endOf(layout, row) === null ? row.with(ended, undo) : row;
  });
  const same = groupBy(said, (row) => JSON.stringify(row.with(ended, null)));
  const again = [...same.values()].flatMap((own) => {
    const ends = own.flatMap((row) => endOf(layout, row) ?? []);
    const isHeld = ends.some((end) => !isTakenBack(end));
    const [fact] = own;
    if (fact === undefined || isHeld || !ends.includes(target)) return [];
    return [fact.with(made, undo).with(ended, null)];
  });
  return [...left, ...again];
}
