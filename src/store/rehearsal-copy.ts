/** A copy of a gradebook on which what a night would do is tried, and which nobody keeps. */
import { closeSync, openSync, rmSync } from 'node:fs';
import { openGradebook, readable } from './open.js';

/** Copies a gradebook, also while others write to it. Throws `PlError('unreadable')`. */
export function makeRehearsalCopy(gradebook: string, copy: string): void {
  const { db } = openGradebook(gradebook);
  try {
    // The file is there with its rights before SQLite fills it.
    closeSync(openSync(copy, 'wx', 0o600));
    db.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    removeRehearsalCopy(copy);
    throw readable(error, copy);
  } finally {
    db.close();
  }
}

/** With what SQLite keeps beside it. */
export function removeRehearsalCopy(copy: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(copy + end, { force: true });
}
