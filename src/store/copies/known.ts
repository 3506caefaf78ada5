/** Copies that pl has made of a gradebook, and where they were put: who is to be forgotten is in them too. */
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import { openToLook } from '../connecting.js';
import type { Gradebook } from '../open.js';
import { inTransaction } from '../writing.js';
import { copyOf, nameOf } from './names.js';

/** A whole copy, or the sections that went to a colleague. */
export type CopyKind = 'backup' | 'split';

export interface Copy {
  /** Absolute, as it was when the copy was made. */
  readonly path: string;
  readonly kind: CopyKind;
  /** UTC instant. */
  readonly at: string;
}

/** Remembers a copy; a later one at the same place takes its place. */
export function noteCopy(book: Gradebook, { path, kind, at }: Copy): void {
  inTransaction(book, () =>
    book.db
      .prepare('INSERT OR REPLACE INTO copies (path, kind, at) VALUES (?, ?, ?)')
      .run(path, kind, at),
  );
}

/** All copies that are known of, by path; they may be gone by now. */
export function knownCopies({ db }: Gradebook): Copy[] {
  return db.prepare('SELECT path, kind, at FROM copies ORDER BY path').all() as Copy[];
}

/** Forgets a copy that was removed. */
export function forgetCopy(book: Gradebook, path: string): void {
  inTransaction(book, () => book.db.prepare('DELETE FROM copies WHERE path = ?').run(path));
}

/**
 * Whether a file is a copy of this gradebook, and not one that another has put into the same folder. Each restore
 * gives the gradebook another name, and what it was called between two restores it may no longer know: its copies are
 * known by how they are called, and by a name that it had or the instant at which it was made. Null: it cannot be
 * looked into.
 */
export function isCopyOf({ db, uid, path: gradebook }: Gradebook, path: string): boolean | null {
  const other = originOf(path);
  if (other === null) return null;
  if (other.uid === uid) return true;
  const [name, own] = [basename(path), nameOf(gradebook)];
  const wasOurs = db.prepare('SELECT 1 FROM entries WHERE gradebook = ?').pluck();
  if (name.startsWith(`${own}-`) && wasOurs.get(other.uid) !== undefined) return true;
  return copyOf(name)?.of === own && other.madeAt === originIn(db).madeAt;
}

/** Which gradebook a file holds. */
interface Origin {
  readonly uid: string;
  /** UTC instant; each restore and copy keeps it. */
  readonly madeAt: string;
}

function originOf(path: string): Origin | null {
  try {
    const db = openToLook(path);
    try {
      return originIn(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

function originIn(db: Database.Database): Origin {
  return db.prepare('SELECT uid, created_at AS madeAt FROM gradebook').get() as Origin;
}
