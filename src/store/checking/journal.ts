/**
 * The journal beside a gradebook (SQLite's write-ahead log), read as SQLite does when it is opened: it stops
 * at the first frame that does not fit, and drops the rest in silence. What a computer was writing when it
 * was switched off is dropped rightly; a transaction that was finished, and comes after a bad frame, is lost.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { type Finding, PUT_BACK } from './finding.js';

const HEADER = 32;
const FRAME = 24;
const MAGIC = 0x377f0682;

/** What is wrong with the journal of a gradebook; nothing where there is none. */
export function journalFindings(gradebook: string): Finding[] {
  let file: number;
  try {
    file = openSync(`${gradebook}-wal`, 'r');
  } catch {
    return [];
  }
  try {
    return findings(file);
  } finally {
    closeSync(file);
  }
}

function findings(file: number): Finding[] {
  const header = readAt(file, 0, HEADER);
  if (header.length === 0) return [];
  const start = readHeader(header);
  if (start === null) return [torn('its beginning cannot be read')];
  const lost = lostTransactions(file, start);
  // Another pl may have begun it anew meanwhile.
  if (lost === 0 || !readAt(file, 0, HEADER).equals(header)) return [];
  return [torn(`${lost} of its transactions come after a damaged part`)];
}

function torn(what: string): Finding {
  const message = `the journal is damaged: ${what}; what it held from there on is not in the gradebook`;
  return { code: 'torn_journal', message, rows: null, todo: PUT_BACK };
}

interface Start {
  readonly pageSize: number;
  readonly salt: Buffer;
  readonly big: boolean;
  readonly sum: Sum;
}

type Sum = readonly [number, number];

function readHeader(header: Buffer): Start | null {
  if (header.length < HEADER) return null;
  const magic = header.readUInt32BE(0);
  if ((magic & ~1) !== MAGIC) return null;
  const big = (magic & 1) === 1;
  const sum = summed(header.subarray(0, 24), big, [0, 0]);
  if (!isSum(header, 24, sum)) return null;
  return { pageSize: header.readUInt32BE(8), salt: header.subarray(16, 24), big, sum };
}

/** Finished transactions of this beginning of the journal that stand after a frame that does not fit. */
function lostTransactions(file: number, { pageSize, salt, big, sum }: Start): number {
  let before: Sum | null = sum;
  let lost = 0;
  for (let at = HEADER; ; at += FRAME + pageSize) {
    const frame = readAt(file, at, FRAME + pageSize);
    if (frame.length < FRAME + pageSize) return lost;
    if (!frame.subarray(8, 16).equals(salt)) {
      if (before === null) continue;
      before = null;
      continue;
    }
    if (before !== null) {
      before = summed(frame.subarray(FRAME), big, summed(frame.subarray(0, 8), big, before));
      if (isSum(frame, 16, before)) continue;
      before = null;
    }
    if (frame.readUInt32BE(4) > 0) lost++;
  }
}

function isSum(bytes: Buffer, at: number, [a, b]: Sum): boolean {
  return bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b;
}

/** SQLite's checksum of a log: over pairs of 32-bit words, going on from the sum before. */
function summed(bytes: Buffer, big: boolean, [first, second]: Sum): Sum {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (big ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}
