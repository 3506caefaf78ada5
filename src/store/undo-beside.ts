/**
 * Taking back what several gradebooks had said of the same: what another one says of it stands again, what another
 * one has ended stays so, and what stands in another one's words is no longer said by this entry. Nobody's
 * judgement goes with a colleague's.
 */
import { groupBy } from '../core/grouping.js';
import type { Id } from '../core/model.js';
import { unite } from './merging/facts.js';
import { type Kept, PARTLY, restoredBy, saidReader } from './merging/read.js';
import {
  type Cell,
  type Cells,
  cellsOf,
  endOf,
  keyOf,
  type Layout,
  layoutOf,
  objectOf,
} from './merging/tables.js';
import type { VersionedTable } from './schema.js';
import type { Writer } from './writing.js';

/** To be called when what the entry said has ended in the tables themselves. */
export function takeBackBeside(writer: Writer, target: Id): void {
  for (const table of tablesBeside(writer, target)) {
    const layout = layoutOf(writer.db, table);
    const say = sayerOf(writer, layout, target);
    for (const own of groupBy(keptOf(writer, layout), ({ row }) => keyOf(layout, row)).values())
      if (own.some(({ row }) => isBy(layout, row, target))) say(own);
  }
}

interface Noted extends Kept {
  readonly id: number;
}

function tablesBeside({ db }: Writer, target: Id): VersionedTable[] {
  return db
    .prepare(
      `SELECT DISTINCT fact_of FROM beside
       WHERE fact_of <> @partly
         AND (fact ->> '$.entry' = @target AND fact ->> '$.ended' IS NULL OR fact ->> '$.ended' = @target)`,
    )
    .pluck()
    .all({ partly: PARTLY, target }) as VersionedTable[];
}

function keptOf({ db }: Writer, layout: Layout): Noted[] {
  const rows = db
    .prepare('SELECT id, fact, upto FROM beside WHERE fact_of = ? ORDER BY id')
    .all(layout.table) as { id: number; fact: string; upto: Id }[];
  return rows.map(({ id, fact, upto }) => ({
    id,
    upto,
    row: cellsOf(layout, JSON.parse(fact) as Record<string, Cell>),
  }));
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
): (kept: readonly Noted[]) => void {
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
  const forget = db.prepare('DELETE FROM beside WHERE id = ?');
  const note = db.prepare('INSERT INTO beside (fact_of, fact, upto) VALUES (?, ?, ?)');
  return (kept) => {
    const thing = match.map((place) => kept[0]?.row[place]);
    const rows = (find.all(...thing) as Cells[]).filter((row) => row[layout.made] !== entry);
    for (const row of rows) if (endOf(layout, row) === entry) row[layout.ended] = null;
    const said = saidReader(layout, kept, restored)(rows, () => true);
    const all = withoutTarget(layout, said, target, entry, isTakenBack);
    const { rows: standing, beside } = unite(layout, all, isTakenBack);
    clear.run(...thing);
    for (const row of standing) insert.run(row);
    for (const { id } of kept) forget.run(id);
    for (const row of beside) note.run(table, JSON.stringify(objectOf(layout, row)), entry);
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
    return isOwn && endOf(layout, row) === null ? withCell(row, ended, undo) : row;
  });
  const same = groupBy(said, (row) => JSON.stringify(withCell(row, ended, null)));
  const again = [...same.values()].flatMap((own) => {
    const ends = own.flatMap((row) => endOf(layout, row) ?? []);
    const isHeld = ends.some((end) => !isTakenBack(end));
    const [fact] = own;
    if (fact === undefined || isHeld || !ends.includes(target)) return [];
    return [withCell(withCell(fact, made, undo), ended, null)];
  });
  return [...left, ...again];
}

function withCell(row: Cells, place: number, cell: Cell): Cells {
  return row.map((own, at) => (at === place ? cell : own));
}
