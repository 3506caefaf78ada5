/** Whether a database is in order, as SQLite itself finds it. */
import type Database from 'better-sqlite3';

/** Goes through every page and row; indexes are not compared with their tables. */
export function isSound(db: Database.Database): boolean {
  return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}
