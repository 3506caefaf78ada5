/** Files that `pl` puts aside until they are whole, and what one that was ended in the middle left of them. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { kill, pid, uptime } from 'node:process';
import { databaseOf, fileItself } from './database-files.js';

/**
 * A place in a folder for a file that is not finished, with the computer and the process that makes it
 * in its name: so whoever comes later knows whether anybody is still at it.
 */
export function asidePlace(folder: string, end = 'tmp'): string {
  const name = `${START}${pid}-${crypto.randomUUID().slice(0, 8)}.${end}`;
  OWN.add(name);
  return join(folder, name);
}

/** The names that this process has given. */
const OWN = new Set<string>();

const START = `.pl-${hostname().replace(/[^A-Za-z0-9]/g, '')}-`;
const REST = /^(\d+)-[0-9a-f]{8}\.(tmp|old)$/;

/**
 * Removes what a `pl` of this computer left in a folder when it was killed. What cannot be removed is
 * left: it is no reason to bother anyone. Another computer's are its own to clear.
 */
export function clearLeftovers(folder: string): void {
  for (const name of namesIn(folder)) {
    const file = databaseOf(name);
    const [, owner] = file.startsWith(START) ? (REST.exec(file.slice(START.length)) ?? []) : [];
    if (owner === undefined || OWN.has(file)) continue;
    try {
      const place = join(folder, name);
      if (Number(owner) === pid ? isBeforeUs(place) : !isAtWork(Number(owner)))
        rmSync(place, { force: true });
    } catch {}
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The same beside a gradebook and in the folder of its copies: each command does so that opens it. */
export function clearBeside(gradebook: string): void {
  const folder = dirname(resolve(gradebook));
  const itself = dirname(resolve(fileItself(gradebook)));
  for (const one of new Set([folder, itself, join(folder, 'backups')])) clearLeftovers(one);
}

/**
 * Whether a file was last written before this process began: one that had its number before is gone, as in a
 * container, where each has the same.
 */
function isBeforeUs(path: string): boolean {
  return statSync(path).mtimeMs < Date.now() - uptime() * 1000;
}

/** Whether a process of this number runs; one that belongs to somebody else does. */
function isAtWork(owner: number): boolean {
  try {
    kill(owner, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
