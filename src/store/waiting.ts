/** Waiting for another `pl` that holds the gradebook: for as long as it gets on with its work. */

import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { journalOf } from '../database-files.js';

/** How long one that writes nothing is waited for, in milliseconds. */
const STILL = 30_000;

/** How long one that goes on writing is waited for: a district's import takes minutes. */
const LONGEST = 600_000;

/**
 * Runs `act`, again and again while SQLite finds the gradebook busy; `onWait` is told once. Gives up,
 * with SQLite's own error, when nothing was written for 30 seconds, or after ten minutes.
 */
export function patiently<T>(db: Database.Database, onWait: () => void, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!isBusy(error)) throw error;
    onWait();
    return untilFree(db, act);
  }
}

/** Each try waits a second within SQLite, which looks more often at first. */
function untilFree<T>(db: Database.Database, act: () => T): T {
  const began = performance.now();
  let [seen, since] = [lastWrite(db.name), began];
  for (;;) {
    try {
      return act();
    } catch (error) {
      const now = performance.now();
      const write = lastWrite(db.name);
      if (write !== seen) [seen, since] = [write, now];
      if (!isBusy(error) || now - since > STILL || now - began > LONGEST) throw error;
    }
  }
}

/** Whether it is another that holds the gradebook. */
export function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}

/** What changes with each write to the file or its journal. */
function lastWrite(path: string): string {
  return [path, journalOf(path)]
    .map((name) => statSync(name, { throwIfNoEntry: false }))
    .map((file) => `${file?.size} ${file?.mtimeMs}`)
    .join(' ');
}
