/** A copy of a gradebook on which what a night would do is tried, and which nobody keeps. */
import { claimFile, removeDatabase } from '../../database-files.js';
import { readable } from '../faults.js';
import { openAsItIs } from '../open.js';

/**
 * Copies a gradebook, also while others write to it; one of an older schema stays as it is. Throws
 * `PlError('unreadable')`.
 */
export function makeRehearsalCopy(gradebook: string, copy: string): void {
  removeDatabase(copy);
  const db = openAsItIs(gradebook);
  try {
    // The file is there with its rights before SQLite fills it.
    claimFile(copy);
    db.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    removeDatabase(copy);
    throw readable(error, copy);
  } finally {
    db.close();
  }
}
