/** What is kept beside the tables: facts as they were said, and who has taken back a part of what. */
import type Database from 'better-sqlite3';
import { groupBy } from '../../core/grouping.js';
import type { TakingBack } from '../../core/merging/taking-back.js';
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import { type Cell, type Cells, cellsOf, type Layout, objectOf } from './tables.js';
import type { Table } from './write.js';

/** A fact that is kept beside, as it was said. */
export interface Kept {
  readonly id: number;
  readonly row: Cells;
  /** The last entry that was known when it was put beside. */
  readonly upto: Id;
}

/** What `beside` calls an entry that took back a part: `{"by", "of"}`. */
const PARTLY = 'entries';

/** The tables of which anything is kept, in the order in which it was. */
export function tablesBeside(db: Database.Database): VersionedTable[] {
  return db
    .prepare('SELECT fact_of FROM beside WHERE fact_of <> ? GROUP BY fact_of ORDER BY min(id)')
    .pluck()
    .all(PARTLY) as VersionedTable[];
}

/** The tables of which anything is kept that an entry said and nobody ended, or that it has ended. */
export function tablesBesideBy(db: Database.Database, entry: Id): VersionedTable[] {
  return db
    .prepare(
      `SELECT DISTINCT fact_of FROM beside
       WHERE fact_of <> @partly
         AND (fact ->> '$.entry' = @entry AND fact ->> '$.ended' IS NULL OR fact ->> '$.ended' = @entry)`,
    )
    .pluck()
    .all({ partly: PARTLY, entry }) as VersionedTable[];
}

/** What is kept of a table: to be read when its turn comes, as ten rosters leave hundreds of thousands. */
export function keptBeside(db: Database.Database, layout: Layout): Kept[] {
  const rows = db
    .prepare('SELECT id, fact, upto FROM beside WHERE fact_of = ? ORDER BY id')
    .iterate(layout.table) as Iterable<{ readonly id: number; fact: string; upto: Id }>;
  return Array.from(rows, ({ id, fact, upto }) => ({
    id,
    row: cellsOf(layout, JSON.parse(fact) as Record<string, Cell>),
    upto,
  }));
}

/** Entries that took back a part of what another one did. */
export function partlyTaken(db: Database.Database): TakingBack[] {
  return db
    .prepare(
      "SELECT fact ->> '$.by' AS by, fact ->> '$.of' AS of FROM beside WHERE fact_of = ? ORDER BY id",
    )
    .all(PARTLY) as TakingBack[];
}

/** Entries that were taken back, each with those that did it, wholly or in a part. */
export type Restored = ReadonlyMap<Id, readonly Id[]>;

export function restoredBy(db: Database.Database): Restored {
  const whole = db
    .prepare('SELECT id AS by, undoes AS of FROM entries WHERE undoes IS NOT NULL')
    .all() as TakingBack[];
  const by = groupBy([...whole, ...partlyTaken(db)], ({ of }) => of);
  return new Map([...by].map(([of, own]) => [of, own.map((one) => one.by)]));
}

/** Keeps facts beside, and forgets them. */
export function besideWriter(db: Database.Database) {
  const insert = db.prepare('INSERT INTO beside (fact_of, fact, upto) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM beside WHERE id = ?');
  return {
    keep: (layout: Layout, row: Cells, upto: Id): void => {
      insert.run(layout.table, JSON.stringify(objectOf(layout, row)), upto);
    },
    keepPartly: (taking: TakingBack, upto: Id): void => {
      insert.run(PARTLY, JSON.stringify(taking), upto);
    },
    forget: ({ id }: Kept): void => {
      remove.run(id);
    },
  };
}

/** All that is kept, for the next time; `partly`: entries that took back a part of another. */
export function writeBeside(
  db: Database.Database,
  tables: readonly Table[],
  partly: readonly TakingBack[],
  upto: Id,
): void {
  db.exec('DELETE FROM beside');
  const { keep, keepPartly } = besideWriter(db);
  for (const { layout, rows } of tables) for (const row of rows) keep(layout, row, upto);
  for (const taking of partly) keepPartly(taking, upto);
}
