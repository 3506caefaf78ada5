/** Whoever was forgotten since a copy was made does not come back with it. */
import type { Id } from '../../core/model.js';
import { openToCheck, openToLook } from '../connecting.js';
import { eraseFound, keepOut, type Origin, originsIn } from '../forgetting/origins.js';
import type { Gradebook } from '../open.js';

/** Who was forgotten in the gradebook that stands there, damaged as it may be; null: that cannot be read. */
export function forgottenAt(path: string): readonly Origin[] | null {
  try {
    const db = openToLook(path);
    try {
      return originsIn(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/**
 * Erases them in a staged copy, before anything of it is taken over, and rewrites it. Returns how many
 * students it still had.
 */
export function forgetAgain(staged: string, origins: readonly Origin[]): number {
  if (origins.length === 0) return 0;
  const db = openToCheck(staged);
  try {
    db.pragma('secure_delete = ON');
    const count = db.transaction(() => eraseFound(db, origins)).immediate();
    if (count > 0) db.exec('VACUUM');
    return count;
  } finally {
    db.close();
  }
}

/**
 * Keeps hashes of those whom the restored gradebook never had or no longer knows of, so that no roster
 * brings them in: as things that the entry `entry` has made.
 */
export function keepOutOthers({ db }: Gradebook, origins: readonly Origin[], entry: Id): void {
  const isKnown = db.prepare('SELECT 1 FROM forgotten_ids WHERE hash = ?');
  const make = db.prepare("INSERT INTO identities (noun, entry, number) VALUES ('student', ?, ?)");
  const unknown = origins.filter(({ hashes }) =>
    hashes.some(({ hash }) => isKnown.get(hash) === undefined),
  );
  for (const [place, origin] of unknown.entries())
    keepOut(db, Number(make.run(entry, place + 1).lastInsertRowid), origin);
}
