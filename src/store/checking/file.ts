/** What SQLite finds: damaged pages, broken constraints, facts that point to nothing, other tables than ours. */
import type Database from 'better-sqlite3';
import type { Gradebook } from '../open.js';
import { emptyTables } from '../version.js';
import { type Finding, PUT_BACK } from './finding.js';

/** SQLite's own check; `quick` leaves out whether the indexes have what the tables have. */
export function pageFindings({ db }: Gradebook, quick: boolean): Finding[] {
  const rows = db.pragma(quick ? 'quick_check' : 'integrity_check', { simple: false });
  const said = (rows as Record<string, string>[]).flatMap((row) => Object.values(row));
  if (said[0] === 'ok') return [];
  const first = (said[0] ?? '').split('\n').slice(0, 2).join(' ').replace(/\s+/g, ' ');
  return [
    {
      code: 'damaged',
      message: `the file is damaged (SQLite says: ${first})`,
      rows: said.length,
      todo: PUT_BACK,
    },
  ];
}

/** Facts that point to something that is not there. */
export function pointerFindings({ db }: Gradebook): Finding[] {
  const counts = new Map<string, number>();
  for (const row of db
    .prepare('SELECT "table" || \' → \' || parent FROM pragma_foreign_key_check')
    .pluck()
    .iterate() as Iterable<string>)
    counts.set(row, (counts.get(row) ?? 0) + 1);
  return [...counts].map(([what, n]) => ({
    code: 'points_to_nothing',
    message: `rows point to something that is not there (${what})`,
    rows: n,
    todo: PUT_BACK,
  }));
}

/** Tables, columns and indexes that are not those of this schema. */
export function schemaFindings({ db }: Gradebook): Finding[] {
  const ours = emptyTables();
  try {
    const [expected, found] = [partsOf(ours), partsOf(db)];
    const missing = [...expected].filter((part) => !found.has(part));
    const strange = [...found].filter((part) => !expected.has(part));
    return [
      ...missing.map((part) => schemaFinding('missing', `${part} is missing`)),
      ...strange.map((part) => schemaFinding('not_ours', `${part} is not of pl`)),
    ];
  } finally {
    ours.close();
  }
}

function schemaFinding(code: string, message: string): Finding {
  return {
    code,
    message: `another program has changed the file: ${message}`,
    rows: null,
    todo: PUT_BACK,
  };
}

function partsOf(db: Database.Database): Set<string> {
  const named = db
    .prepare(
      `SELECT type || ' ' || name FROM sqlite_schema
       WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1`,
    )
    .pluck()
    .all() as string[];
  const columns = db
    .prepare(
      `SELECT 'column ' || t.name || '.' || c.name || ' (' || c.type
         || iif(c."notnull", ' not null', '') || iif(c.pk > 0, ' key ' || c.pk, '') || ')'
       FROM pragma_table_list t JOIN pragma_table_info(t.name) c
       WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all() as string[];
  return new Set([...named, ...columns]);
}
