/** Writing what several gradebooks are together: the rows of every table but evidence, and the caches. */
import type Database from 'better-sqlite3';
import type { Id } from '../../core/model.js';
import type { Gradebook } from '../open.js';
import { lastRollup } from '../rollup/report.js';
import { rulesHash } from '../rollup/rules.js';
import { RULES } from '../schema.js';
import { loadPathways, loadStandards } from '../standards.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import type { Cells, Layout } from './tables.js';

/** The rows of a table as they are to stand. */
export interface Table {
  readonly layout: Layout;
  readonly rows: readonly Cells[];
}

/** Entries, identities and their other names. */
export function writeNames(db: Database.Database, names: Names): void {
  const { entries, identities, aliases, uid } = names;
  db.exec('DELETE FROM aliases; DELETE FROM identities; DELETE FROM entries');
  putAll(db, 'entries', entries);
  putAll(db, 'identities', identities);
  putAll(db, 'aliases', aliases);
  db.prepare('UPDATE gradebook SET uid = ?').run(uid);
}

export function writeTable(db: Database.Database, { layout, rows }: Table): void {
  const { table, columns } = layout;
  db.exec(`DELETE FROM ${table}`);
  const insert = db.prepare(
    `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(row);
}

/** Who was forgotten in any of them. */
export function writeForgotten(
  db: Database.Database,
  sources: readonly Source[],
  names: Names,
): void {
  db.exec('DELETE FROM forgotten_ids; DELETE FROM forgotten');
  for (const [place, source] of sources.entries()) {
    const ids = names.renamed[place];
    for (const table of ['forgotten', 'forgotten_ids'])
      for (const row of source.db.prepare(`SELECT * FROM ${table}`).all() as Forgotten[]) {
        const { entry } = row;
        const student = ids?.identities.get(row.student) ?? row.student;
        const own = { ...row, student };
        const known =
          entry === undefined || entry === null ? own : { ...own, entry: ids?.entries.get(entry) };
        putAll(db, table, [known], 'OR IGNORE');
      }
  }
}

type Forgotten = { readonly student: Id; readonly entry?: Id | null };

function putAll(
  db: Database.Database,
  table: string,
  rows: readonly object[],
  otherwise = '',
): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const insert = db.prepare(
    `INSERT ${otherwise} INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(Object.values(row));
}

/** Tables of the rollup, with their columns that name identities. */
const CACHES = {
  touched: ['student'],
  mastery: ['student', 'competency'],
  ready: ['student', 'pathway', 'stage'],
  rollup_changes: ['student', 'competency'],
  rollup_ready: ['student', 'pathway', 'stage'],
  rollup_disputed: ['student', 'competency'],
} as const;

/** The caches keep what the last rollup of this gradebook said, under the new ids. */
export function renameInCaches(db: Database.Database, names: Names): void {
  const [own] = names.renamed;
  if (own === undefined) return;
  renameHorizons(db, own.entries);
  const moved = [...own.identities].filter(([before, now]) => before !== now);
  if (moved.length === 0) return;
  // Ids alone: a table in memory of which nothing comes to the disk.
  db.exec('CREATE TEMP TABLE renamed (before INTEGER PRIMARY KEY, now INTEGER NOT NULL)');
  const note = db.prepare('INSERT INTO renamed (before, now) VALUES (?, ?)');
  for (const [before, now] of own.identities) note.run(before, now);
  for (const [table, columns] of Object.entries(CACHES)) {
    // By way of negative ids, so that no row meets another on the way.
    const away = columns.map(
      (name) => `${name} = -(SELECT now FROM renamed WHERE before = ${table}.${name})`,
    );
    db.exec(`UPDATE ${table} SET ${away.join(', ')}`);
    db.exec(`UPDATE ${table} SET ${columns.map((name) => `${name} = -${name}`).join(', ')}`);
  }
  db.exec('DROP TABLE renamed');
}

function renameHorizons(db: Database.Database, entries: ReadonlyMap<Id, Id>): void {
  const rows = db.prepare('SELECT id, horizon FROM rollups').all() as { id: Id; horizon: Id }[];
  const rename = db.prepare('UPDATE rollups SET horizon = ? WHERE id = ?');
  for (const { id, horizon } of rows) rename.run(entries.get(horizon) ?? horizon, id);
}

/**
 * Marks the students of whom something new is known, and that rules have moved: also where they say the
 * same as before and what they are about has got other ids.
 */
export function markMoved(
  book: Gradebook,
  students: Iterable<Id>,
  tables: readonly string[],
): void {
  const { db } = book;
  const touch = db.prepare('INSERT OR IGNORE INTO touched (student) VALUES (?)');
  for (const student of students) touch.run(student);
  const isSame = () =>
    lastRollup(book)?.rules === rulesHash(loadStandards(book), loadPathways(book));
  if (tables.some((table) => RULES.has(table)) || !isSame())
    db.exec('INSERT OR IGNORE INTO rules_moved (one) VALUES (1)');
}
