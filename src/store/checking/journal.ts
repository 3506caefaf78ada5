/**
 * The journal beside a gradebook (SQLite's write-ahead log), read as SQLite does when it is opened: it stops
 * at the first frame that does not fit, and drops the rest in silence. What a computer was writing when it
 * was switched off is dropped rightly; a transaction that was finished, and comes after a bad frame, is lost.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { journalOf } from '../../database-files.js';
import { type Finding, PUT_BACK } from './finding.js';

const HEADER = 32;
const FRAME = 24;
const MAGIC = 0x377f0682;

/** Bytes of a journal; fewer where it ends. */
export type ReadJournal = (at: number, length: number) => Buffer;

/** How often what seems torn is looked at: damage stays, what another pl was writing just then is whole the next time. */
const LOOKS = 4;

/** What is wrong with the journal of a gradebook; nothing where there is none. */
export function journalFindings(gradebook: string): Finding[] {
  let file: number;
  try {
    file = openSync(journalOf(gradebook), 'r');
  } catch {
    return [];
  }
  try {
    return findingsIn((at, length) => readAt(file, at, length));
  } finally {
    closeSync(file);
  }
}

/** The same of any bytes, which may change from one reading to the next as others write. */
export function findingsIn(read: ReadJournal): Finding[] {
  let torn = whatIsTorn(read);
  for (let looks = 1; torn !== null && looks < LOOKS; looks++) torn = whatIsTorn(read);
  return torn === null ? [] : [finding(torn)];
}

/** What a single look finds, in words. */
function whatIsTorn(read: ReadJournal): string | null {
  const header = read(0, HEADER);
  if (header.length === 0) return null;
  const start = readHeader(header);
  if (start === null) return 'its beginning cannot be read';
  const lost = lostTransactions(read, start);
  // Another pl may have begun it anew meanwhile.
  if (lost === 0 || !read(0, HEADER).equals(header)) return null;
  return `${lost} of its transactions come after a damaged part`;
}

function finding(what: string): Finding {
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
function lostTransactions(read: ReadJournal, { pageSize, salt, big, sum }: Start): number {
  let before: Sum | null = sum;
  let lost = 0;
  for (let at = HEADER; ; at += FRAME + pageSize) {
    const frame = read(at, FRAME + pageSize);
    if (frame.length < FRAME + pageSize) return lost;
    const isOfThisBeginning = frame.subarray(8, 16).equals(salt);
    before = isOfThisBeginning && before !== null ? sumAfter(frame, big, before) : null;
    if (before === null && isOfThisBeginning && frame.readUInt32BE(4) > 0) lost++;
  }
}

/** The sum of the log up to this frame; null where the frame does not go on from the sum before. */
function sumAfter(frame: Buffer, big: boolean, before: Sum): Sum | null {
  const sum = summed(frame.subarray(FRAME), big, summed(frame.subarray(0, 8), big, before));
  return isSum(frame, 16, sum) ? sum : null;
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
