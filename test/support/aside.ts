/** What a `pl` that was killed leaves where it was writing. */
import { spawnSync } from 'node:child_process';
import { asidePlace } from '../../src/leftovers.js';

/** A place in a folder for a file that is not finished, as a process has named it that has ended. */
export function asideOfDead(folder: string, end = 'tmp'): string {
  const { pid } = spawnSync('true');
  return asidePlace(folder, end).replace(`-${process.pid}-`, `-${pid}-`);
}

/** The names of such files among others, and what SQLite keeps beside them. */
export const isAside = (name: string) => /(^|\/)\.pl-|\.tmp(-wal|-shm|-journal)?$/.test(name);
