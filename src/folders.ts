/** Folders that are made where they are not there yet. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isFolder } from './files.js';

/**
 * Makes a folder, and those above it that are missing, for their owner alone; one that is there stays as it is.
 * Throws what the system says. Node's own way of doing so never ends where a system makes no folders, as in /proc.
 */
export function makeFolders(path: string): void {
  try {
    makeOne(path);
  } catch (error) {
    const above = dirname(path);
    if ((error as { code?: unknown }).code !== 'ENOENT' || above === path) throw error;
    makeFolders(above);
    makeOne(path);
  }
}

function makeOne(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}
