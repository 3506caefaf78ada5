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
  saysOnce,
} from './merging/tables.js';
import type { VersionedTable } from './schema.js';
import type { Writer } from './writing.js';

/** To be called when what the entry said, or had ended, is taken back in the tables themselves. */
export function takeBackBeside(writer: Writer, target: Id): void {
  for (const table of tablesBeside(writer, target)) {
    const layout = layoutOf(writer.db, table);
    const kept = keptOf(writer, layout);
    // Of a piece or a note all that is kept was said by one entry, which is taken back whole.
    if (saysOnce(layout)) {
      takeBackOneEnd(writer, layout, kept, target);
      continue;
    }
    for (const own of groupBy(kept, ({ row }) => keyOf(layout, row)).values())
      if (own.some(({ row }) => row[layout.entry] === target && row[layout.ended] === null))
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
       WHERE fact_of <> ?
         AND (fact ->> '$.entry' = ? AND fact ->> '$.ended' IS NULL OR fact ->> '$.ended' = ?)`,
    )
    .pluck()
    .all(PARTLY, target, target) as VersionedTable[];
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

/**
 * Pieces and notes that several have taken out, each for herself, hold again when the last of them has taken
 * that back, and not before.
 */
function takeBackOneEnd(
  { db, entry, wrote }: Writer,
  layout: Layout,
  kept: readonly Kept[],
  target: Id,
): void {
  const { table, columns, made, ended } = layout;
  const match = layout.key.map((place) => `"${columns[place]}" IS ?`).join(' AND ');
  const isBack = db.prepare('SELECT 1 FROM entries WHERE undoes = ?');
  for (const own of groupBy(kept, ({ row }) => keyOf(layout, row)).values()) {
    const last = own.filter(({ row }) => row[ended] === target).at(-1)?.row;
    if (last === undefined) continue;
    const key = layout.key.map((place) => last[place]);
    const again = new Set(own.map(({ row }) => row[made]));
    const isOut = own.some(
      ({ row: { [ended]: end = null } }) =>
        end !== null && end !== target && !again.has(end) && isBack.get(end) === undefined,
    );
    const stands = db.prepare(`SELECT made FROM ${table} WHERE ${match} AND ended IS NULL`);
    const since = stands.pluck().get(...key) as Id | undefined;
    if (isOut && since === entry)
      db.prepare(`DELETE FROM ${table} WHERE ${match} AND made = ?`).run(...key, entry);
    if (isOut || since !== undefined) continue;
    const row = [...last];
    [row[made], row[ended]] = [entry, null];
    db.prepare(
      `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})`,
    ).run(row);
    wrote(table);
  }
}
