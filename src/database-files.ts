/** The files of a database: its own, and those that SQLite keeps beside it. */
import { closeSync, lstatSync, openSync, realpathSync, rmSync } from 'node:fs';

/** What the names of files beside a database end with. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** The name of the database that a file is of, or lies beside. */
export function databaseOf(name: string): string {
  return name.replace(/-(?:wal|shm|journal)$/, '');
}

/** The file itself where a name is a link to it, else the name: what is beside a database lies beside that. */
export function fileItself(path: string): string {
  try {
    return lstatSync(path).isSymbolicLink() ? realpathSync(path) : path;
  } catch {
    return path;
  }
}

/** SQLite's journal (the write-ahead log) of a database. */
export function journalOf(path: string): string {
  return `${fileItself(path)}-wal`;
}

/** Makes an empty file that its owner alone can read, before SQLite fills it. Throws `EEXIST` where one is. */
export function claimFile(path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
}

/** Removes a database, where there is one, after what lies beside it: another one must not come by its journal. */
export function removeDatabase(path: string): void {
  for (const end of [...BESIDE, '']) rmSync(path + end, { force: true });
}
