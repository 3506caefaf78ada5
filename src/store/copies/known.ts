/** Copies that pl has made of a gradebook, and where they were put: who is to be forgotten is in them too. */
import { basename } from 'node:path';
import { openToLook } from '../connecting.js';
import type { Gradebook } from '../open.js';
import { inTransaction } from '../writing.js';
import { nameOf } from './names.js';

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
 * Whether a file is a copy of this gradebook, and not one that another has put into the same folder. A restore
 * has given it another name: its copies of before are known by how they are called. Null: it cannot be looked into.
 */
export function isCopyOf({ db, uid, path: gradebook }: Gradebook, path: string): boolean | null {
  const other = uidIn(path);
  if (other === null) return null;
  if (other === uid) return true;
  if (!basename(path).startsWith(`${nameOf(gradebook)}-`)) return false;
  return db.prepare('SELECT 1 FROM entries WHERE gradebook = ?').get(other) !== undefined;
}

function uidIn(path: string): string | null {
  try {
    const db = openToLook(path);
    try {
      return db.prepare('SELECT uid FROM gradebook').pluck().get() as string;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
