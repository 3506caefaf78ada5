/** What holds of gradebooks that meet: each is sound, and nothing that stood is lost in a merge. */
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { VERSIONED } from '../../src/store/schema.js';
import { ok, pl } from '../support/pl.js';
import { computed } from './random-history.js';
import { removeBook } from './several-books.js';

const PIECES = ['evidence', 'notes', 'advances'] as const;

/** Checks a gradebook: that it is sound, and that its rollup is what a full one would be. */
export async function clean(db: string): Promise<void> {
  const run = await pl(`check --json --db ${db}`);
  if (run.code !== 0) throw new Error(`check ${db}: ${run.out}`);
  const before = await computed(db);
  copyFileSync(db, 'full.db');
  await ok(`rollup --full --db full.db`);
  const after = await computed('full.db');
  removeBook('full.db');
  expect(after).toBe(before);
  expect(falselyUndone(db)).toEqual([]);
}

/** Entries that are shown as taken back of which something stands. */
function falselyUndone(db: string): string[] {
  const own = new Database(db, { readonly: true });
  try {
    return PIECES.flatMap((table) =>
      (
        own
          .prepare(
            `SELECT DISTINCT e.number, e.command FROM ${table} t JOIN entries e ON e.id = t.entry WHERE t.ended IS NULL AND e.id IN (SELECT undoes FROM entries)`,
          )
          .all() as { number: number; command: string }[]
      ).map(({ number, command }) => `${table} ${number} ${command}`),
    );
  } finally {
    own.close();
  }
}

/** Merges, which may be refused: else nothing is lost, and the same merge again writes nothing. */
export async function merges(from: readonly string[], into: string): Promise<string> {
  const before = [into, ...from].map(standingOf);
  const run = await pl(['merge', ...from, '--db', into]);
  if (run.code > 1) throw new Error(`merge ${from} into ${into}: ${run.code} ${run.err}`);
  if (run.code === 0) {
    lost(before, into);
    await clean(into);
    const again = await ok(['merge', ...from, '--json', '--db', into]);
    expect(again.json()).toMatchObject({ written: false });
  }
  return `merge ${from} into ${into}: ${run.code} ${run.code === 0 ? run.lines[0] : run.err}`;
}

/** The pieces of a gradebook, each as a text. */
export interface Kept {
  readonly standing: readonly string[];
  readonly ended: readonly string[];
  readonly forgotten: readonly number[];
}

export function standingOf(name: string): Kept {
  const db = new Database(name, { readonly: true });
  try {
    const rows = PIECES.flatMap((table) => {
      const number = table === 'evidence' ? 't.number' : 0;
      const says = table === 'evidence' ? `'' ` : table === 'notes' ? 'text' : 'on_day';
      return db
        .prepare(
          `SELECT '${table} ' || x.mark || ' ' || x.number || ' ' || x.at || ' ' || ${number} || ' ' || ${says} AS piece, max(t.ended IS NULL) AS stands
           FROM ${table} t JOIN entries x ON x.id = t.entry GROUP BY 1`,
        )
        .all() as { piece: string; stands: number }[];
    });
    return {
      standing: rows.filter(({ stands }) => stands === 1).map(({ piece }) => piece),
      ended: rows.filter(({ stands }) => stands === 0).map(({ piece }) => piece),
      forgotten: db.prepare('SELECT student FROM forgotten').pluck().all() as number[],
    };
  } finally {
    db.close();
  }
}

/** Nothing that stood in a source is missing, but for what was taken out somewhere. */
export function lost(sources: readonly Kept[], into: string): void {
  if (sources.some(({ forgotten }) => forgotten.length > 0)) return;
  const ended = new Set(sources.flatMap((one) => one.ended));
  const now = new Set(standingOf(into).standing);
  const missing = sources
    .flatMap(({ standing }) => standing)
    .filter((piece) => !ended.has(piece) && !now.has(piece));
  expect(missing).toEqual([]);
}

/** All that is kept, row by row. */
export function ledgerOf(name: string): string[] {
  const db = new Database(name, { readonly: true });
  try {
    expect(db.pragma('foreign_key_check')).toEqual([]);
    return [
      ...['entries', 'identities', 'aliases', ...VERSIONED].flatMap((table) => rowsOf(db, table)),
    ];
  } finally {
    db.close();
  }
}

function rowsOf(db: Database.Database, table: string): string[] {
  return (db.prepare(`SELECT * FROM ${table}`).all() as object[])
    .map((row) => `${table} ${JSON.stringify(row)}`)
    .sort();
}
