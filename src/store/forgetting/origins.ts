/** Finding those who were forgotten in another file: by the names that hold anywhere, and by hashes of ids. */
import type Database from 'better-sqlite3';
import type { Day, Id } from '../../core/model.js';
import { columnsOf } from '../columns.js';
import { erase, hasTable, personOf } from './erasing.js';
import { havingIdsOf } from './forgotten.js';

/** One who was forgotten, as far as another file can be asked for her. */
export interface Origin {
  /** In the gradebook that has forgotten her. */
  readonly id: Id;
  readonly day: Day | null;
  readonly who: string | null;
  readonly reason: string;
  /** The entries that made her, each with her number within it: more than one where gradebooks were merged. */
  readonly names: readonly OriginName[];
  readonly hashes: readonly { readonly salt: string; readonly hash: string }[];
}

interface OriginName {
  readonly gradebook: string;
  readonly entry: number;
  readonly mark: number;
  readonly number: number;
}

/** One of them in a file that still says something of her. */
export interface FoundOrigin {
  readonly student: Id;
  readonly origin: Origin;
}

/** All who were forgotten and not let back, as a gradebook of this schema has it. */
export function originsIn(db: Database.Database): Origin[] {
  const rows = db
    .prepare(
      `SELECT student AS id, day, who, reason FROM forgotten
       WHERE student IN (SELECT student FROM forgotten_ids)`,
    )
    .all() as Omit<Origin, 'names' | 'hashes'>[];
  const names = db.prepare(
    `SELECT e.gradebook, e.number AS entry, e.mark, n.number
     FROM (SELECT entry, number FROM identities WHERE id = @id
       UNION SELECT entry, number FROM aliases WHERE identity = @id) n
     JOIN entries e ON e.id = n.entry`,
  );
  const hashes = db.prepare('SELECT salt, hash FROM forgotten_ids WHERE student = ?');
  return rows.map((row) => ({
    ...row,
    names: names.all({ id: row.id }) as OriginName[],
    hashes: hashes.all(row.id) as Origin['hashes'],
  }));
}

/** Of whom of them anything is said in a file, of this or an older schema. */
export function foundIn(db: Database.Database, origins: readonly Origin[]): FoundOrigin[] {
  const find = db.prepare(namedSql(db)).pluck();
  const named = origins.flatMap((origin) =>
    origin.names.flatMap((name) => {
      const student = find.get(name) as Id | undefined;
      return student === undefined ? [] : { student, origin };
    }),
  );
  const byId = new Map(origins.map((origin) => [origin.id, origin]));
  const hashes = origins.flatMap(({ id, hashes }) =>
    hashes.map((one) => ({ ...one, student: id })),
  );
  const known = havingIdsOf(db, hashes).flatMap(({ student, forgotten }) => {
    const origin = byId.get(forgotten);
    return origin === undefined ? [] : { student, origin };
  });
  return [...new Map([...known, ...named].map((one) => [one.student, one])).values()];
}

/** Things of an older schema are numbered as bringing it up to date would number them. */
function namedSql(db: Database.Database): string {
  const isNumbered = columnsOf(db, 'identities').includes('number');
  const number = isNumbered
    ? 'e.mark = @mark AND i.number = @number'
    : '(SELECT count(*) FROM identities b WHERE b.entry = i.entry AND b.id <= i.id) = @number';
  return `SELECT i.id FROM identities i JOIN entries e ON e.id = i.entry
    WHERE i.noun = 'student' AND e.gradebook = @gradebook AND e.number = @entry AND ${number}
      AND EXISTS (SELECT 1 FROM students s WHERE s.id = i.id)`;
}

/**
 * Erases them in a file within a transaction, and keeps there that they were forgotten. Returns how many
 * students it still had.
 */
export function eraseFound(db: Database.Database, origins: readonly Origin[]): number {
  const found = foundIn(db, origins);
  erase(
    db,
    found.map(({ student }) => personOf(db, student)),
  );
  // A gradebook that comes of it shall not take her in again. Older files have no place for it.
  if (hasTable(db, 'forgotten'))
    for (const { student, origin } of found) keepOut(db, student, origin);
  return found.length;
}

/** Keeps that a student of this file was forgotten elsewhere. */
export function keepOut(
  db: Database.Database,
  student: Id,
  { day, who, reason, hashes }: Origin,
): void {
  db.prepare('INSERT OR IGNORE INTO forgotten (student, day, who, reason) VALUES (?, ?, ?, ?)').run(
    student,
    day,
    who,
    reason,
  );
  const keep = db.prepare(
    'INSERT OR IGNORE INTO forgotten_ids (student, salt, hash) VALUES (?, ?, ?)',
  );
  for (const { salt, hash } of hashes) keep.run(student, salt, hash);
}
