/** All that a gradebook's file holds, row by row, and that SQLite finds it sound. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { GRADEBOOK, ok } from '../support/pl.js';

/** Every row of every table, a line each, in an order that the file's layout does not change. */
export type State = readonly string[];

export function stateOf(path: string): State {
  const db = new Database(path);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[];
    return tables.flatMap((table) => {
      const rows = db
        .prepare(`SELECT ${columnsOf(db, table)} FROM "${table}"`)
        .raw()
        .all();
      return rows.map((row) => `${table} ${JSON.stringify(row)}`).sort();
    });
  } finally {
    db.close();
  }
}

/** All but what is drawn by lot. */
function columnsOf(db: Database.Database, table: string): string {
  const names = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
  return names.filter((name) => name !== 'mark').join(', ');
}

export const isSame = (a: State, b: State) =>
  a.length === b.length && a.every((line, index) => line === b[index]);

/** Some of the lines that only one of them has, for a message. */
export function difference(found: State, expected: State): string {
  const [own, other] = [new Set(found), new Set(expected)];
  return [
    ...found.filter((line) => !other.has(line)).map((line) => `+ ${line}`),
    ...expected.filter((line) => !own.has(line)).map((line) => `- ${line}`),
  ]
    .slice(0, 12)
    .join('\n');
}

/** A copy of the gradebook as a killed `pl` left it, its journal with it; opened by `pl`. */
export async function look(name: string): Promise<State> {
  copyBook(GRADEBOOK, name);
  await ok(`status --json --db ${name}`);
  await ok(`log --json --db ${name}`);
  return stateOf(name);
}

/** Copies a gradebook with its journal, but not what a computer forgets when it is switched off. */
export function copyBook(from: string, to: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(to + end, { force: true });
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}
