/**
 * Taking back what several gradebooks had said of the same: what another one says of it stands again, and what
 * stands in another one's words is no longer said by this entry. Nobody's judgement goes with a colleague's.
 */
import { groupBy } from '../core/grouping.js';
import { standing } from '../core/merging/standing.js';
import type { Id } from '../core/model.js';
import { rowOf, saidBy } from './merging/facts.js';
import { PARTLY } from './merging/read.js';
import {
  type Cell,
  type Cells,
  cellsOf,
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
    // Of a piece or a note all that is kept was said by one entry, which is taken back whole.
    if (layout.key.includes(layout.entry)) continue;
    const kept = keptOf(writer, layout);
    for (const own of groupBy(kept, ({ row }) => keyOf(layout, row)).values())
      if (own.some(({ row }) => row[layout.entry] === target))
        sayWithout(writer, layout, own, target);
  }
}

interface Kept {
  readonly id: number;
  readonly upto: Id;
  readonly row: Cells;
}

function tablesBeside({ db }: Writer, target: Id): VersionedTable[] {
  return db
    .prepare(
      `SELECT DISTINCT fact_of FROM beside
       WHERE fact_of <> ? AND fact ->> '$.entry' = ? AND fact ->> '$.ended' IS NULL`,
    )
    .pluck()
    .all(PARTLY, target) as VersionedTable[];
}

function keptOf({ db }: Writer, layout: Layout): Kept[] {
  const rows = db
    .prepare('SELECT id, fact, upto FROM beside WHERE fact_of = ? ORDER BY id')
    .all(layout.table) as { id: number; fact: string; upto: Id }[];
  return rows.map(({ id, fact, upto }) => ({
    id,
    upto,
    row: cellsOf(layout, JSON.parse(fact) as Record<string, Cell>),
  }));
}

/** The rows about one thing, as they are when one entry's part of what is kept has ended. */
function sayWithout(writer: Writer, layout: Layout, kept: readonly Kept[], target: Id): void {
  const { db, entry } = writer;
  const [{ row: first, upto } = { row: [], upto: 0 }] = kept;
  const match = layout.key.map((place) => `"${layout.columns[place]}" IS ?`).join(' AND ');
  const key = layout.key.map((place) => first[place]);
  const later = db.prepare(
    `SELECT 1 FROM ${layout.table} WHERE ${match} AND made > ? AND made <> ?`,
  );
  // Somebody who knew all of it has said something since: that is what is taken back, or stands.
  if (later.get(...key, upto, entry) !== undefined) return;
  for (const { row } of kept) if (row[layout.entry] === target) row[layout.ended] ??= entry;
  db.prepare(`DELETE FROM ${layout.table} WHERE ${match}`).run(...key);
  const insert = db.prepare(
    `INSERT INTO ${layout.table} (${layout.columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${layout.columns.map(() => '?').join(', ')})`,
  );
  for (const stretch of standing(kept.map(({ row }) => saidBy(layout, row))))
    insert.run(rowOf(layout, stretch));
  const note = db.prepare('UPDATE beside SET upto = ?, fact = ? WHERE id = ?');
  for (const { id, row } of kept) note.run(entry, JSON.stringify(objectOf(layout, row)), id);
  writer.wrote(layout.table);
}
