/**
 * What is in a zip, by the directory at its end: names, sizes and where each entry lies. Nothing is
 * unpacked here, and what cannot be an honest zip is refused before anything is.
 */
import { Buffer } from 'node:buffer';
import type { Fault } from './fault.js';
import { entryName } from './zip-names.js';

export interface ZipEntry {
  /** With `/` between folders, as it stands in the zip. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLocked: boolean;
  /** 0 is stored, 8 is deflated. */
  readonly method: number;
  /** Bytes in the zip, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** CRC-32 of what is unpacked. */
  readonly crc: number;
  /** Where its own header starts, in bytes. */
  readonly at: number;
}

/** Whether the bytes start as a zip does, an empty one among them. */
export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b].every((byte, i) => bytes[i] === byte) && STARTS.includes(bytes[2] ?? 0);
}

const STARTS = [3, 5, 6, 7];

/** The entries in the order of the directory, or why they cannot be told. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | Fault {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    return entriesIn(view, directoryOf(view));
  } catch (error) {
    if (error instanceof Damaged || error instanceof RangeError) return damaged(error.message);
    throw error;
  }
}

/** The zip is not as a zip should be; `why` in a few words. */
export function damaged(why: string): Fault {
  const reason = why === '' || why.startsWith('The value') ? 'its end is missing' : why;
  const message = `this zip is damaged or cut off (${reason}): download it again`;
  return { line: 1, code: 'damaged_zip', message };
}

class Damaged extends Error {}

interface Directory {
  readonly at: number;
  readonly size: number;
  readonly entries: number;
  /** Bytes that stand before the zip, by which all its places are off. */
  readonly shift: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_SIZE = 20;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

function directoryOf(view: Buffer): Directory {
  const end = endOf(view);
  const plain = {
    disks: view.readUInt16LE(end + 4),
    entries: view.readUInt16LE(end + 10),
    size: view.readUInt32LE(end + 12),
    at: view.readUInt32LE(end + 16),
    end,
  };
  const isLarge = [plain.size, plain.at].includes(FULL_32) || plain.entries === FULL_16;
  const { disks, entries, size, at, end: last } = isLarge ? (large(view, end) ?? plain) : plain;
  if (disks !== 0) throw new Damaged('it is one of several parts');
  const shift = last - size - at;
  if (shift < 0) throw new Damaged('its list of files does not fit');
  return { at: at + shift, size, entries, shift };
}

/** Where the last record starts: behind it there is only a comment. */
function endOf(view: Buffer): number {
  const first = Math.max(0, view.length - END_SIZE - FULL_16);
  for (let at = view.length - END_SIZE; at >= first; at--) {
    if (view.readUInt32LE(at) !== END) continue;
    if (at + END_SIZE + view.readUInt16LE(at + 20) <= view.length) return at;
  }
  throw new Damaged('its end is missing');
}

/** The same of a zip64; null where it has no such record, since the numbers may just be that large. */
function large(view: Buffer, end: number) {
  const locator = end - LOCATOR_SIZE;
  if (locator < 0 || view.readUInt32LE(locator) !== LOCATOR_64) return null;
  const said = safe(view, locator + 8);
  const found = [said, locator - 56].find((at) => at >= 0 && view.readUInt32LE(at) === END_64);
  if (found === undefined) throw new Damaged('its list of files is missing');
  return {
    disks: view.readUInt32LE(found + 16),
    entries: safe(view, found + 32),
    size: safe(view, found + 40),
    at: safe(view, found + 48),
    end: found,
  };
}

/** A number of eight bytes, which must be one that is counted exactly. */
function safe(view: Buffer, at: number): number {
  const value = Number(view.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw new Damaged('a size in it cannot be');
  return value;
}

function entriesIn(view: Buffer, { at, size, entries, shift }: Directory): ZipEntry[] {
  const found: ZipEntry[] = [];
  let here = at;
  while (here < at + size) {
    if (view.readUInt32LE(here) !== CENTRAL) throw new Damaged('its list of files breaks off');
    const lengths = [28, 30, 32].map((offset) => view.readUInt16LE(here + offset));
    const next = lengths.reduce((sum, length) => sum + length, here + CENTRAL_SIZE);
    if (next > at + size) throw new Damaged('its list of files breaks off');
    found.push(entryAt(view, here, shift));
    here = next;
  }
  if (found.length !== entries) {
    throw new Damaged(`its list of files has ${found.length} of ${entries}`);
  }
  checkPlaces(found, at);
  return found;
}

function entryAt(view: Buffer, here: number, shift: number): ZipEntry {
  const flags = view.readUInt16LE(here + 8);
  const nameEnd = here + CENTRAL_SIZE + view.readUInt16LE(here + 28);
  const extra = view.subarray(nameEnd, nameEnd + view.readUInt16LE(here + 30));
  const name = entryName(view.subarray(here + CENTRAL_SIZE, nameEnd), (flags & 0x800) !== 0);
  const [size = 0, packed = 0, at = 0] = sizes64(extra, [
    view.readUInt32LE(here + 24),
    view.readUInt32LE(here + 20),
    view.readUInt32LE(here + 42),
  ]);
  return {
    name,
    isFolder: name.endsWith('/'),
    isLocked: (flags & 1) !== 0,
    method: view.readUInt16LE(here + 10),
    packed,
    size,
    crc: view.readUInt32LE(here + 16),
    at: at + shift,
  };
}

/** Sizes and place, those that do not fit read from the field for it. */
function sizes64(extra: Buffer, plain: readonly number[]): readonly number[] {
  if (!plain.includes(FULL_32)) return plain;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return plain.map((value) => {
      if (value !== FULL_32) return value;
      next += 8;
      return safe(extra, next - 8);
    });
  }
  return plain;
}

/** Entries lie one behind the other: a bomb may unpack the same bytes again and again. */
function checkPlaces(entries: readonly ZipEntry[], directory: number): void {
  let end = 0;
  for (const { at, packed } of [...entries].sort((a, b) => a.at - b.at)) {
    if (at < end) throw new Damaged('two of its files lie in one place');
    end = at + packed;
  }
  if (end > directory) throw new Damaged('a file in it is longer than the zip');
}
