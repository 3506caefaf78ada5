/** Rows of a table written many by one statement, which takes half the time where they come in its order. */
import type Database from 'better-sqlite3';
import type { Value } from './writing.js';

/** So many rows go into one statement. */
const TOGETHER = 60;

/** Writes rows; those that still wait go in with `flush`. */
export interface RowsTogether {
  readonly add: (row: readonly Value[]) => void;
  readonly flush: () => void;
}

/**
 * Rows of so many values, of which `insert` makes rows of the table:
 * `INSERT INTO t SELECT column1, 0, column2`.
 */
export function rowsTogether(db: Database.Database, insert: string, width: number): RowsTogether {
  const row = `(${Array(width).fill('?').join(', ')})`;
  const one = db.prepare(`${insert} FROM (VALUES ${row})`);
  const many = db.prepare(`${insert} FROM (VALUES ${Array(TOGETHER).fill(row).join(', ')})`);
  let waiting: Value[] = [];
  const write = (values: Value[]) => {
    if (values.length === width * TOGETHER) many.run(values);
    else for (let at = 0; at < values.length; at += width) one.run(values.slice(at, at + width));
  };
  const flush = () => {
    write(waiting);
    waiting = [];
  };
  return {
    add: (values) => {
      for (const value of values) waiting.push(value);
      if (waiting.length === width * TOGETHER) flush();
    },
    flush,
  };
}
