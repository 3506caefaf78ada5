/**
 * The gradebook's file copied as bytes while others may write: as fast as the disk, and whole. In WAL
 * mode the file itself changes only where a checkpoint carries over what the log holds. A reader that
 * stands at the last commit keeps the log from beginning anew and the checkpoint from going further than
 * that; so the file, however far it was carried over, and the log beside it are together that commit.
 */
import { closeSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { journalOf } from '../../database-files.js';

/** Blocks of this size stay in the near memory of the processor: measured, a megabyte takes four times as long. */
const BLOCK = 1 << 18;

/** The part of the log that tells one beginning of it from another, with two random numbers. */
const LOG_HEADER = 32;

/**
 * Copies the gradebook's file into `aside`, which is there and empty, and its log beside it: what SQLite
 * opens there is the last commit, or a later one. To be called while a connection of this process is
 * within a reading transaction.
 */
export function copyBytes(path: string, aside: string): void {
  copyLog(journalOf(path), `${aside}-wal`);
  const to = openSync(aside, 'r+');
  try {
    pour(gradebookFile(path), to);
  } finally {
    closeSync(to);
  }
}

/**
 * Where all of the log is in the file, it may begin anew while it is copied; then the file has all and
 * the copy of the log is emptied.
 */
function copyLog(log: string, aside: string): void {
  const from = openIfThere(log);
  if (from === null) return;
  const to = openSync(aside, 'wx', 0o600);
  try {
    const header = headerOf(from);
    pour(from, to);
    if (header.length === LOG_HEADER && header.equals(headerOf(from))) return;
    closeSync(openSync(aside, 'w'));
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

function headerOf(log: number): Buffer {
  const header = Buffer.alloc(LOG_HEADER);
  return header.subarray(0, readSync(log, header, 0, LOG_HEADER, 0));
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function pour(from: number, to: number): void {
  const block = Buffer.allocUnsafe(BLOCK);
  for (let at = 0; ; ) {
    const length = readSync(from, block, 0, BLOCK, at);
    if (length === 0) return;
    for (let written = 0; written < length; )
      written += writeSync(to, block, written, length - written, at + written);
    at += length;
  }
}

const held = new Map<string, number>();

/**
 * The gradebook's file, open for reading until the process ends: closing it would let go of every lock
 * that SQLite has on it in this process, as POSIX has it, and another `pl` would take us for gone.
 */
function gradebookFile(path: string): number {
  const known = held.get(path);
  if (known !== undefined && isSameFile(known, path)) return known;
  const file = openSync(path, 'r');
  held.set(path, file);
  return file;
}

function isSameFile(file: number, path: string): boolean {
  const [open, there] = [fstatSync(file, { bigint: true }), statSync(path, { bigint: true })];
  return open.ino === there.ino && open.dev === there.dev;
}
