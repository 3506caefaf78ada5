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

/** `insert` is such as `INSERT INTO mastery VALUES`, of so many columns. */
export function rowsTogether(db: Database.Database, insert: string, columns: number): RowsTogether {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  const one = db.prepare(`${insert} ${row}`);
  const many = db.prepare(`${insert} ${Array(TOGETHER).fill(row).join(', ')}`);
  let waiting: Value[] = [];
  const write = (values: Value[]) => {
    if (values.length === columns * TOGETHER) many.run(values);
    else
      for (let at = 0; at < values.length; at += columns) one.run(values.slice(at, at + columns));
  };
  const flush = () => {
    write(waiting);
    waiting = [];
  };
  return {
    add: (values) => {
      for (const value of values) waiting.push(value);
      if (waiting.length === columns * TOGETHER) flush();
    },
    flush,
  };
}
