/** Where SQLite keeps what does not fit into memory while it sorts or rewrites: beside the gradebook. */
import { dirname, resolve } from 'node:path';
import { env } from 'node:process';

/**
 * Not in a folder that all users share, and not on another disk. SQLite reads the variable when it
 * starts, makes such files with rights of 0600 and takes their names away at once, so that nothing is
 * left however the program ends. Who has set the variable has a reason. Windows does not know it: there
 * they lie in the folder for temporary files of the user's own.
 */
export function keepTemporaryBeside(path: string): void {
  env.SQLITE_TMPDIR ||= dirname(resolve(path));
}
