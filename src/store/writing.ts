/**
 * Writing: every command that changes anything is one entry and one immediate transaction, durable
 * when it returns. A fact is made or ended, never changed.
 */
import type Database from 'better-sqlite3';
import type { Day, Id } from '../core/model.js';
import { readable } from './faults.js';
import { type Gradebook, refuseReplaced } from './open.js';
import { RULES, type VersionedTable } from './schema.js';
import { patiently } from './waiting.js';

/** What is known of a writing command before it writes. */
export interface EntryFacts {
  /** UTC instant, ISO 8601. */
  readonly at: string;
  /** The local day of whoever types. */
  readonly day: Day;
  readonly clockSet: boolean;
  readonly who: string | null;
  /** The verb, such as `record` or `import roster`. */
  readonly command: string;
  /** What it was about in short, without a pupil's data. */
  readonly about?: string | null;
  readonly file?: string | null;
  readonly student?: Id | null;
  readonly competency?: Id | null;
  readonly undoes?: Id | null;
}

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** Makes and ends facts on behalf of one entry. */
export interface Writer {
  readonly entry: Id;
  readonly db: Database.Database;
  /** A new identity for something of this noun; the entry numbers them from 1. */
  identity: (noun: string) => Id;
  make: (table: VersionedTable, row: Row) => void;
  /** Ends the standing facts that match every column given; says how many there were. */
  end: (table: VersionedTable, match: Row) => number;
  /** Says that facts of a table were written by a statement of one's own. */
  wrote: (table: VersionedTable) => void;
  /** Names the student whom the entry is about, where she is new with it. */
  about: (student: Id) => void;
  /** Says that a student's ledger has moved, for the next rollup. */
  touch: (student: Id) => void;
}

/**
 * Runs `act` as one entry. Returns the entry's id, or null when `act` wrote nothing: then there is
 * no entry. Waits for another writer as long as that one gets on.
 */
export function write<T>(
  book: Gradebook,
  facts: EntryFacts,
  act: (writer: Writer) => T,
): { readonly entry: Id | null; readonly result: T } {
  return inTransaction(book, () => writeWithin(book, facts, act));
}

/** The same inside a transaction that is under way: several entries, written together or not at all. */
export function writeWithin<T>(
  book: Gradebook,
  facts: EntryFacts,
  act: (writer: Writer) => T,
): { readonly entry: Id | null; readonly result: T } {
  const entry = beginEntry(book, facts);
  const writer = writerFor(book.db, entry);
  const result = act(writer);
  if (writer.written()) return { entry, result };
  book.db.prepare('DELETE FROM entries WHERE id = ?').run(entry);
  return { entry: null, result };
}

/** The last entry of all; null in a gradebook without any. */
export function lastEntry({ db }: Gradebook): Id | null {
  return (db.prepare('SELECT max(id) FROM entries').pluck().get() as Id | null) ?? null;
}

/** Runs `act` in an immediate transaction, saying once when it has to wait for another writer. */
export function inTransaction<T>(book: Gradebook, act: () => T): T {
  const { db } = book;
  try {
    begin(book);
    refuseReplaced(book);
    const result = act();
    book.hooks.onCommit(book);
    db.exec('COMMIT');
    return result;
  } catch (error) {
    takeBack(db);
    throw readable(error, book.path);
  }
}

/** Where a disk keeps even this from being done, it is done when the gradebook is closed: why it failed is said. */
function takeBack(db: Database.Database): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK');
  } catch {}
}

function begin(book: Gradebook): void {
  if (book.unwritable !== undefined) throw book.unwritable;
  patiently(book.db, book.hooks.onWait, () => book.db.exec('BEGIN IMMEDIATE'));
}

function beginEntry(book: Gradebook, facts: EntryFacts): Id {
  const { number } = book.db
    .prepare('SELECT coalesce(max(number), 0) + 1 AS number FROM entries WHERE gradebook = ?')
    .get(book.uid) as { number: number };
  return makeEntry(book, facts, { id: null, number });
}

/**
 * Writes an entry of this number; `id` null: the next. Neither its instant nor its day runs backwards, so
 * that what was known on a day stays. After an entry that came from another gradebook it is later, so that
 * everywhere it comes after what it knew.
 */
export function makeEntry(
  book: Gradebook,
  facts: EntryFacts,
  { id, number }: { readonly id: Id | null; readonly number: number },
): Id {
  const { db } = book;
  const last = db
    .prepare('SELECT gradebook, at, day FROM entries ORDER BY id DESC LIMIT 1')
    .get() as { gradebook: string; at: string; day: string } | undefined;
  const at = last === undefined ? facts.at : noEarlier(facts.at, last, book.uid);
  const day = last !== undefined && last.day > facts.day ? last.day : facts.day;
  const made = db
    .prepare(
      `INSERT INTO entries
         (id, gradebook, number, at, day, who, command, about, file, student, competency, undoes, clock_set,
          mark)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${NEW_MARK})`,
    )
    .run(
      id,
      book.uid,
      number,
      at,
      day,
      facts.who,
      facts.command,
      facts.about ?? null,
      facts.file ?? null,
      facts.student ?? null,
      facts.competency ?? null,
      facts.undoes ?? null,
      facts.clockSet ? 1 : 0,
    );
  return Number(made.lastInsertRowid);
}

function noEarlier(at: string, last: { gradebook: string; at: string }, own: string): string {
  if (at > last.at) return at;
  if (last.gradebook === own) return last.at;
  return new Date(Date.parse(last.at) + 1).toISOString();
}

/**
 * In SQL, what tells this entry from one of the same number in another copy of the gradebook: 32 bits that
 * the engine draws. Node's own cryptography takes as long to load as the entry to write.
 */
export const NEW_MARK = '(random() & 4294967295)';

function writerFor(db: Database.Database, entry: Id): Writer & { written: () => boolean } {
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  let written = false;
  let identities = 0;
  const wrote = (table: VersionedTable) => {
    written = true;
    if (RULES.has(table)) prepared('INSERT OR IGNORE INTO rules_moved (one) VALUES (1)').run();
  };
  return {
    entry,
    db,
    written: () => written,
    wrote,
    identity: (noun) =>
      Number(
        prepared('INSERT INTO identities (noun, entry, number) VALUES (?, ?, ?)').run(
          noun,
          entry,
          ++identities,
        ).lastInsertRowid,
      ),
    make: (table, row) => {
      wrote(table);
      const columns = Object.keys(row);
      const sql = `INSERT INTO ${table} (${columns.join(', ')}, entry, made)
        VALUES (${columns.map(() => '?').join(', ')}, ?, ?)`;
      prepared(sql).run(...Object.values(row), entry, entry);
    },
    end: (table, match) => {
      const where = Object.keys(match).map((column) => `${column} IS ?`);
      const sql = `UPDATE ${table} SET ended = ? WHERE ended IS NULL AND ${where.join(' AND ')}`;
      const { changes } = prepared(sql).run(entry, ...Object.values(match));
      if (changes > 0) wrote(table);
      return changes;
    },
    about: (student) => {
      prepared('UPDATE entries SET student = ? WHERE id = ?').run(student, entry);
    },
    touch: (student) => {
      prepared('INSERT OR IGNORE INTO touched (student) VALUES (?)').run(student);
    },
  };
}
