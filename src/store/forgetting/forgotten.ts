/** Who was forgotten: the fact and the reason, and a keyed hash of each id by which she would be known again. */
import type Database from 'better-sqlite3';
import {
  type ForgottenIds,
  hashedText,
  NOBODY_FORGOTTEN,
  type Person,
} from '../../core/forgetting.js';
import type { Day, Id } from '../../core/model.js';
import { keyedHash, randomKey } from '../../keyed-hash.js';
import type { Gradebook } from '../open.js';

/** One who was forgotten. */
export interface Forgotten {
  /** Null where only a copy knows of it. */
  readonly day: Day | null;
  readonly who: string | null;
  readonly reason: string;
  /** Her ids are known again: she does not come back unasked. */
  readonly keptOut: boolean;
}

/** All who were forgotten, in the order in which they were. */
export function allForgotten({ db }: Gradebook): Forgotten[] {
  const rows = db
    .prepare(
      `SELECT f.day, f.who, f.reason,
         EXISTS (SELECT 1 FROM forgotten_ids i WHERE i.student = f.student) AS keptOut
       FROM forgotten f ORDER BY f.entry, f.student`,
    )
    .all() as (Omit<Forgotten, 'keptOut'> & { readonly keptOut: number })[];
  return rows.map((row) => ({ ...row, keptOut: row.keptOut === 1 }));
}

/** The ids that do not come back; reading it costs nothing where nobody was forgotten. */
export function forgottenIds({ db }: Pick<Gradebook, 'db'>): ForgottenIds {
  const whose = whoHad(
    db.prepare('SELECT student, salt, hash FROM forgotten_ids').all() as KeptHash[],
  );
  return whose === null
    ? NOBODY_FORGOTTEN
    : { has: (value, type = null) => whose(value, type) !== null };
}

/** A keyed hash of an id, and whose it is. */
export interface KeptHash {
  readonly student: Id;
  readonly salt: string;
  readonly hash: string;
}

/** Finds by an id who of the forgotten had it (`type` null: of whatever type); null where there is nobody. */
function whoHad(
  hashes: readonly KeptHash[],
): ((value: string, type: string | null) => Id | null) | null {
  if (hashes.length === 0) return null;
  const students = new Map(hashes.map(({ hash, student }) => [hash, student]));
  const salts = [...new Set(hashes.map(({ salt }) => salt))];
  return (value, type) => {
    for (const salt of salts) {
      const student = students.get(hashOf(salt, value, type));
      if (student !== undefined) return student;
    }
    return null;
  };
}

/**
 * The hashes by which they are known again in other files: not those that somebody who stands here shares,
 * whose id differs in zeros or case alone.
 */
export function tellingHashes(db: Database.Database): KeptHash[] {
  const all = db.prepare('SELECT student, salt, hash FROM forgotten_ids').all() as KeptHash[];
  const whose = whoHad(all);
  if (whose === null) return [];
  const salts = new Set(all.map(({ salt }) => salt));
  const shared = new Set<string>();
  const ids = db.prepare('SELECT DISTINCT type, value FROM student_ids WHERE ended IS NULL');
  for (const { type, value } of ids.iterate() as Iterable<Record<'type' | 'value', string>>)
    if (whose(value, type) !== null)
      for (const salt of salts) shared.add(hashOf(salt, value, type));
  return all.filter(({ hash }) => !shared.has(hash));
}

/** Students of a gradebook's file who have, or ever had, an id of one of the forgotten. */
export function havingIdsOf(
  db: Database.Database,
  hashes: readonly KeptHash[],
): { readonly student: Id; readonly forgotten: Id }[] {
  const whose = whoHad(hashes);
  if (whose === null) return [];
  const found = new Map<Id, Id>();
  const ids = db.prepare('SELECT DISTINCT student, type, value FROM student_ids').iterate();
  for (const { student, type, value } of ids as Iterable<
    Record<'type' | 'value', string> & { readonly student: Id }
  >) {
    const forgotten = whose(value, type);
    if (forgotten !== null) found.set(student, forgotten);
  }
  return [...found].map(([student, forgotten]) => ({ student, forgotten }));
}

/** Lets whoever had this id come back; says how many of the forgotten that were. */
export function allowBack({ db }: Gradebook, id: string): number {
  const salts = db.prepare('SELECT DISTINCT salt FROM forgotten_ids').pluck().all() as string[];
  const find = db.prepare('SELECT student FROM forgotten_ids WHERE hash = ?').pluck();
  const students = salts.flatMap((salt) => find.all(hashOf(salt, id, null))) as Id[];
  const drop = db.prepare('DELETE FROM forgotten_ids WHERE student = ?');
  for (const student of new Set(students)) drop.run(student);
  return new Set(students).size;
}

/** Keeps that she was forgotten, and hashes of her ids: with their types, and of whatever type. */
export function keepForgotten(
  { db }: Gradebook,
  { id, ids }: Person,
  facts: { readonly entry: Id; readonly reason: string },
): void {
  const salt =
    (db.prepare('SELECT min(salt) FROM forgotten_ids').pluck().get() as string | null) ??
    randomKey(SALT_BYTES);
  db.prepare(
    `INSERT INTO forgotten (student, entry, day, who, reason)
     SELECT ?, id, day, who, ? FROM entries WHERE id = ?`,
  ).run(id, facts.reason, facts.entry);
  const keep = db.prepare(
    'INSERT OR IGNORE INTO forgotten_ids (student, salt, hash) VALUES (?, ?, ?)',
  );
  for (const { type, value } of ids)
    for (const of of [type, null]) keep.run(id, salt, hashOf(salt, value, of));
}

/** 128 bits. */
const SALT_BYTES = 16;

/** Of an id; with its type, or (null) of whatever type. */
function hashOf(salt: string, id: string, type: string | null): string {
  return keyedHash(salt, hashedText(id, type)).toString('hex');
}
