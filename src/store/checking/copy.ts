/**
 * Whether the gradebook still says what its last copy says. What was entered never changes, so whatever a copy
 * holds must be here, letter for letter: damage that SQLite cannot see, such as another letter in a name, shows.
 */
import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { openToCheck } from '../connecting.js';
import { type Backup, backups } from '../copies/names.js';
import type { Gradebook } from '../open.js';
import { VERSIONED } from '../schema.js';
import { isSound } from '../soundness.js';
import { type Finding, PUT_BACK } from './finding.js';

/** Facts that are in the last copy and are not here, or differ; nothing where there is no copy to compare with. */
export function copyFindings(book: Gradebook, path: string): Finding[] {
  const copy = [...backups(path)].reverse().find((one) => isComparable(book, one));
  if (copy === undefined) return [];
  book.db.prepare('ATTACH ? AS kept').run(copy.path);
  try {
    if (isNumberedAnew(book.db)) return [];
    const rows = ['entries', 'identities', ...VERSIONED].reduce(
      (sum, table) => sum + differing(book.db, table),
      0,
    );
    if (rows === 0) return [];
    const message = `facts differ from what they are in ${copy.path}, and what was entered never changes`;
    return [{ code: 'not_as_in_copy', message, rows, todo: PUT_BACK }];
  } finally {
    book.db.exec('DETACH kept');
  }
}

/** A copy of this gradebook by this schema, since which nobody was forgotten and nothing merged. */
function isComparable(book: Gradebook, { path, locked }: Backup): boolean {
  if (locked || (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return false;
  let db: Database.Database | null = null;
  try {
    db = openToCheck(path);
    const [here, there] = [standOf(book.db), standOf(db)];
    if (here.schema !== there.schema || here.uid !== there.uid) return false;
    return isOnlyAdded(book.db, db) && isSound(db);
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

interface Stand {
  readonly uid: string;
  readonly schema: number;
}

function standOf(db: Database.Database): Stand {
  const schema = db.pragma('user_version', { simple: true }) as number;
  return { uid: db.prepare('SELECT uid FROM gradebook').pluck().get() as string, schema };
}

/**
 * Whether all that came since is after the last entry of the copy, in entries of this gradebook that erase
 * nothing. Forgetting erases; a merge puts the entries of others among those that are here, and numbers all anew.
 */
function isOnlyAdded(here: Database.Database, copy: Database.Database): boolean {
  const last = copy
    .prepare('SELECT id, gradebook, number, mark FROM entries ORDER BY id DESC LIMIT 1')
    .get();
  if (last === undefined) return true;
  const isThere = here.prepare(
    'SELECT 1 FROM entries WHERE id = @id AND gradebook = @gradebook AND number = @number AND mark = @mark',
  );
  const other = here.prepare(
    `SELECT 1 FROM entries WHERE id > @id AND (gradebook <> (SELECT uid FROM gradebook)
       OR command LIKE 'forget%' OR command LIKE 'retention%')`,
  );
  return isThere.get(last) !== undefined && other.get(last) === undefined;
}

/**
 * Whether entries or things of the copy go by other ids here, or an entry has come where the copy, which was once
 * a part, had none: a merge has numbered them anew.
 */
function isNumberedAnew(db: Database.Database): boolean {
  const otherwise = (table: string, id: string) =>
    `EXISTS (SELECT 1 FROM kept.identities k JOIN main.${table} m USING (entry, number) WHERE m.${id} <> k.id)`;
  const moved = `EXISTS (SELECT 1 FROM kept.entries k JOIN main.entries m USING (gradebook, number)
    WHERE m.id <> k.id)`;
  const between = `EXISTS (SELECT 1 FROM main.entries WHERE id < (SELECT max(id) FROM kept.entries)
    AND id NOT IN (SELECT id FROM kept.entries))`;
  const named = [otherwise('identities', 'id'), otherwise('aliases', 'identity')];
  return (
    db
      .prepare(`SELECT ${[moved, between, ...named].join(' OR ')}`)
      .pluck()
      .get() === 1
  );
}

/** How many rows of the copy are not the same here. When a fact ended is known of those alone that had ended. */
function differing(db: Database.Database, table: string): number {
  const columns = db.prepare('SELECT name, pk FROM pragma_table_info(?)').all(table) as {
    name: string;
    pk: number;
  }[];
  const quoted = (name: string) => `"${name}"`;
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => quoted(name));
  const rest = columns
    .filter(({ pk, name }) => pk === 0 && name !== 'ended')
    .map(({ name }) => quoted(name));
  const isHistory = columns.some(({ name }) => name === 'ended');
  if (key.length === 0) {
    const all = rest.join(', ');
    return count(db, `SELECT ${all} FROM kept.${table} EXCEPT SELECT ${all} FROM main.${table}`);
  }
  const differs = rest.map((column) => `m.${column} IS NOT k.${column}`);
  if (isHistory) differs.push('(k.ended IS NOT NULL AND m.ended IS NOT k.ended)');
  const same = key.map((column) => `m.${column} = k.${column}`).join(' AND ');
  return count(
    db,
    `SELECT 1 FROM kept.${table} k LEFT JOIN main.${table} m ON ${same}
     WHERE m.${key[0]} IS NULL ${differs.map((one) => `OR ${one}`).join(' ')}`,
  );
}

function count(db: Database.Database, sql: string): number {
  return db.prepare(`SELECT count(*) FROM (${sql})`).pluck().get() as number;
}
