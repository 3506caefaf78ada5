/** Gradebooks of every schema that there was: brought up to date with all that they hold, a copy being kept. */
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/version.js';
import { OLD_SCHEMAS, oldBook } from '../support/old-book.js';
import { file, ok, pl } from '../support/pl.js';

const env = { PL_NO_BACKUP: '', PL_DB: 'old.db' };

/** The rows of a table, in the columns that are asked for. */
function rowsOf(path: string, table: string, columns: readonly string[]): string[] {
  const db = new Database(path, { readonly: true });
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  const rows = db.prepare(`SELECT ${quoted} FROM "${table}"`).raw().all();
  db.close();
  return rows.map((row) => JSON.stringify(row)).sort();
}

function columnsOf(path: string): Map<string, string[]> {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all() as string[];
  const columns = tables.map(
    (table) =>
      [
        table,
        db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[],
      ] as const,
  );
  db.close();
  return new Map(columns);
}

const versionOf = (path: string) => {
  const db = new Database(path, { readonly: true });
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return version;
};

it('there is one of every schema before this', () => {
  expect(OLD_SCHEMAS).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, n) => n + 1));
});

describe.each(OLD_SCHEMAS)('a gradebook of schema %i', (schema) => {
  it('stays as it is in the rehearsal of a night, and is kept before the night itself', async () => {
    oldBook(schema, 'old.db');
    const before = readFileSync('old.db');
    file('night.yaml', 'settle: 0\nroster: roster.csv\nrollup: yes\n');
    file('roster.csv', 'student_id,name,section\nnew,"Moss, Eve",9Z\n');
    const { changed } = (await ok('nightly night.yaml --dry-run --json', { env })).json<{
      changed: Record<string, number>;
    }>();
    expect(changed.students_added).toBe(1);
    expect(readFileSync('old.db').equals(before)).toBe(true);
    expect(readdirSync('.').sort()).toEqual(
      ['night.yaml', 'old.db', 'old.db.nightly.lock', 'roster.csv'].sort(),
    );
    await ok('nightly night.yaml', { env });
    expect(versionOf('old.db')).toBe(SCHEMA_VERSION);
    expect(readdirSync('backups')).toContainEqual(expect.stringMatching(/^old-before-migration-/));
  });

  it('keeps every fact when it is brought up to date, and a copy of it as it was', async () => {
    oldBook(schema, 'old.db');
    oldBook(schema, 'before.db');
    await ok('status', { env });
    expect(versionOf('old.db')).toBe(SCHEMA_VERSION);
    const [copy = ''] = readdirSync('backups');
    expect(copy).toMatch(/^old-before-migration-2026-10-01-\d+\.db$/);
    expect(versionOf(`backups/${copy}`)).toBe(schema);
    for (const [table, columns] of columnsOf('before.db')) {
      const before = rowsOf('before.db', table, columns);
      expect({ table, rows: rowsOf('old.db', table, columns) }).toEqual({ table, rows: before });
      const copied = rowsOf(`backups/${copy}`, table, columns);
      expect({ table, rows: copied }).toEqual({ table, rows: before });
    }
  });

  it('is sound, gives the same results as every other, and can be written', async () => {
    oldBook(schema, 'old.db');
    expect((await ok('check --json', { env })).json()).toMatchObject({ sound: true });
    expect(versionOf('old.db')).toBe(schema);
    oldBook(OLD_SCHEMAS.at(-1) ?? 0, 'newest.db');
    for (const words of ['progress --json', 'ready --json', 'log --json', 'export evidence']) {
      const newest = await ok(`${words} --db newest.db`, { env });
      expect({ words, out: (await ok(words, { env })).out }).toEqual({ words, out: newest.out });
    }
    await ok('rollup', { env });
    await ok('record cleo rp.3 4', { env });
    await ok('undo', { env });
    expect((await ok('check --json', { env })).json()).toMatchObject({ sound: true });
  });

  it('can be put back from the copy, which is brought up to date too', async () => {
    oldBook(schema, 'old.db');
    await ok('record cleo rp.3 4', { env });
    await ok('restore --last --yes', { env });
    const evidence = (await ok('status --json', { env })).json<{ evidence: number }>().evidence;
    expect(evidence).toBe(27);
    expect((await ok('check --json', { env })).json()).toMatchObject({ sound: true });
  });

  it.skipIf(process.getuid?.() === 0)('is read where it cannot be written', async () => {
    oldBook(schema, 'old.db');
    const bytes = readFileSync('old.db');
    chmodSync('old.db', 0o400);
    expect((await ok('status --json', { env })).json()).toMatchObject({ evidence: 27 });
    const refused = await pl('record cleo rp.3 4', { env });
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('read-only')]);
    expect(readFileSync('old.db').equals(bytes)).toBe(true);
  });
});
