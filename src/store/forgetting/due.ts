/** Whether a forgetting was ended in the middle: looked at by every command, so it is a file of its own. */
import type { Gradebook } from '../open.js';

/** Whether what was erased may still lie in the file, its journal or an unfinished copy. */
export function isForgetting({ db }: Gradebook): boolean {
  return db.prepare('SELECT 1 FROM forgetting').get() !== undefined;
}
