/** Bringing files and their names to the disk, so that they survive a power cut. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Brings a file to the disk. Throws what the system says. */
export function flushFile(path: string): void {
  flush(path, 'r+');
}

/** Brings the names in a folder to the disk. Not every system lets a folder be flushed: the files are safe. */
export function flushFolder(folder: string): void {
  try {
    flush(folder, 'r');
  } catch {}
}

function flush(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
