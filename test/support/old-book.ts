/** Gradebooks as older pl have left them, one of each schema but the newest (see scripts/make-old-gradebooks.mjs). */
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { project } from './pl.js';

/** The schemas of which there is one, oldest first. */
export const OLD_SCHEMAS: readonly number[] = readdirSync(project('test/fixtures'))
  .flatMap((name) => /^schema-(\d+)\.sql$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b);

/** Lays the gradebook of a schema at a path. */
export function oldBook(schema: number, path: string): void {
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.exec(readFileSync(project(`test/fixtures/schema-${schema}.sql`), 'utf8'));
  db.pragma('journal_mode = WAL');
  db.close();
}
