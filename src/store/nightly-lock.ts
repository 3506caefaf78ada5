/**
 * One nightly run at a time on a gradebook. The lock is an open transaction on a tiny database beside
 * it: the system gives it back when the process dies, however it dies, so that none is ever stale.
 */
import { closeSync, openSync } from 'node:fs';
import { openToCheck } from './connecting.js';
import { readable } from './faults.js';
import { isBusy } from './waiting.js';

/** What the holder of the lock says of itself. */
export interface Holder {
  /** UTC instant. */
  readonly since: string;
  /** Who started it; null where that is not known. */
  readonly who: string | null;
  /** The file of the run. */
  readonly config: string;
}

export type NightlyLock =
  /** Held until `release`, or until the process ends. */
  | { readonly kind: 'held'; readonly release: () => void }
  /** Another run holds it; `holder` is null in the moment before that one has said who it is. */
  | { readonly kind: 'taken'; readonly holder: Holder | null };

/** Takes the lock at `path` or says within a moment who has it. Throws `PlError('unreadable')`. */
export function takeNightlyLock(path: string, holder: Holder): NightlyLock {
  try {
    closeSync(openSync(path, 'a', 0o600));
    const db = openToCheck(path);
    try {
      db.pragma('busy_timeout = 200');
      db.exec('BEGIN EXCLUSIVE');
      db.exec('CREATE TABLE IF NOT EXISTS holder (since TEXT, who TEXT, config TEXT) STRICT');
      db.exec('DELETE FROM holder');
      db.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(
        holder.since,
        holder.who,
        holder.config,
      );
      db.exec('COMMIT');
      // Others may read who holds it from here on, and none of them can hold it too.
      db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (!isBusy(error)) throw error;
      const other = holderAt(db);
      db.close();
      return { kind: 'taken', holder: other };
    }
    return { kind: 'held', release: () => db.close() };
  } catch (error) {
    throw readable(error, path);
  }
}

function holderAt(db: ReturnType<typeof openToCheck>): Holder | null {
  try {
    if (db.inTransaction) db.exec('ROLLBACK');
    const found = db.prepare('SELECT since, who, config FROM holder').get();
    return (found as Holder | undefined) ?? null;
  } catch {
    return null;
  }
}
