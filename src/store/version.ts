/** Which file is a gradebook, of which schema, and the tables of this one. */
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import { connectTo } from './engine.js';
import { MIGRATIONS } from './schema.js';

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Marks the file as ours ("plgb"), so that another program's database is not taken for one. */
const APPLICATION_ID = 0x706c6762;

/** The schema of a file: how many of the migrations it has. */
export function schemaOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Throws `PlError`: `unreadable` for what is not a gradebook, `conflict` for one that a newer `pl` wrote. */
export function checkOurs(db: Database.Database, path: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new PlError('unreadable', `${path} is not a gradebook of pl`);
  }
  const version = schemaOf(db);
  if (version < 1) throw new PlError('unreadable', `${path} is not a finished gradebook`);
  if (version > SCHEMA_VERSION) {
    throw new PlError(
      'conflict',
      `${path} was written by a newer pl (schema ${version}, this one knows ${SCHEMA_VERSION})`,
      'npm install -g pl-gradebook',
    );
  }
}

/** Lays the tables of all schemas from `from` (0: none yet) up to this one. To be called in a transaction. */
export function layTables(db: Database.Database, from: number): void {
  for (const step of MIGRATIONS.slice(from)) db.exec(step);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
}

/** The tables of this schema with nothing in them, in memory: to compare others with. */
export function emptyTables(): Database.Database {
  const db = connectTo(':memory:');
  layTables(db, 0);
  return db;
}
