/** The columns that a table of a database has, whichever schema wrote it. */
import type Database from 'better-sqlite3';

/** In their order; none where there is no such table. `database`: one that is attached. */
export function columnsOf(db: Database.Database, table: string, database = 'main'): string[] {
  return db
    .prepare('SELECT name FROM pragma_table_info(?, ?)')
    .pluck()
    .all(table, database) as string[];
}
