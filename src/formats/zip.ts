/**
 * Zips: which entries there are, and each unpacked piece by piece as it is read. No path is ever
 * written, and a bomb is refused by what it claims or, if it lies, as soon as it goes beyond that.
 */
import { Buffer } from 'node:buffer';
import type { Inflate } from 'fflate';
import type { Fault } from './fault.js';
import { damaged, type ZipEntry, zipEntries } from './zip-directory.js';
import { isUnsafe } from './zip-names.js';

export interface Zip {
  /** The names of its files, in the order of the zip. */
  readonly names: readonly string[];
  /** Why a file of it cannot be read, told before it is; null when it can. */
  readonly whyNot: (name: string) => Fault | null;
  /** A file unpacked, to be asked again as often as needed. Throws `BadEntry` where it is damaged. */
  readonly chunks: (name: string) => Iterable<Uint8Array>;
}

/** Thrown where an entry turns out to be damaged while it is read. */
export class BadEntry extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** The most that a zip may hold: more entries or bytes are a mistake or a bomb. */
const MOST_ENTRIES = 20_000;
const MOST_BYTES = 4 * 1024 ** 3;

/** Up to so many bytes nothing is a bomb; beyond, text does not shrink to less than one part of so many. */
const SMALL = 4 * 1024 * 1024;
const MOST_RATIO = 200;

/** The zip in `bytes`, or why it is refused as a whole; `inflate` unpacks. */
export function openZip(bytes: Uint8Array, inflate: typeof Inflate): Zip | Fault {
  const entries = zipEntries(bytes);
  if ('code' in entries) return entries;
  const files = entries.filter(({ isFolder }) => !isFolder);
  const fault = whyRefused(files);
  if (fault !== null) return fault;
  const byName = new Map(files.map((file) => [file.name, file]));
  const entry = (name: string): ZipEntry => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`the zip has no entry ${name}`);
    return found;
  };
  return {
    names: [...byName.keys()],
    whyNot: (name) => whyUnread(entry(name)),
    chunks: (name) => unpacked(bytes, entry(name), inflate),
  };
}

function whyRefused(files: readonly ZipEntry[]): Fault | null {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const packed = files.reduce((sum, file) => sum + file.packed, 0);
  if (files.length > MOST_ENTRIES) {
    const message = `this zip holds ${files.length} files, more than ${MOST_ENTRIES}: it is refused`;
    return { line: 1, code: 'zip_bomb', message };
  }
  if (size > MOST_BYTES || isBomb({ size, packed }) || files.some(isBomb)) return BOMB;
  const unsafe = files.find(({ name }) => isUnsafe(name));
  if (unsafe !== undefined) {
    const message = `the zip holds "${unsafe.name}", a name that leads out of its folder: it is refused`;
    return { line: 1, code: 'unsafe_name', message };
  }
  const names = new Set<string>();
  const twice = files.find(({ name }) => names.size === names.add(name.toLowerCase()).size);
  if (twice === undefined) return null;
  const message = `the zip holds "${twice.name}" twice: which of them counts cannot be told`;
  return { line: 1, code: 'duplicate_entry', message };
}

function isBomb({ size, packed }: Pick<ZipEntry, 'size' | 'packed'>): boolean {
  return size > SMALL && size > packed * MOST_RATIO;
}

const BOMB: Fault = {
  line: 1,
  code: 'zip_bomb',
  message: 'this zip would unpack to far more than its size, as no honest one does: it is refused',
};

function whyUnread({ isLocked, method }: ZipEntry): Fault | null {
  if (isLocked) {
    const message = 'this file in the zip is locked with a password: zip it again without';
    return { line: 1, code: 'locked_zip', message };
  }
  if (method === 0 || method === 8) return null;
  const message = `this file is packed in a way (method ${method}) that pl does not read: zip it again in the usual way (Deflate)`;
  return { line: 1, code: 'zip_method', message };
}

/** Packed bytes that are unpacked at a time: even of a bomb that is little. */
const STEP = 16 * 1024;

/** The bytes of an entry, checked on the way: its size at each step, its sum at the end. */
function* unpacked(
  bytes: Uint8Array,
  entry: ZipEntry,
  inflate: typeof Inflate,
): Iterable<Uint8Array> {
  const fault = whyUnread(entry);
  if (fault !== null) throw new BadEntry(fault);
  const packed = packedBytes(bytes, entry);
  let [size, sum] = [0, -1];
  for (const chunk of entry.method === 0 ? stored(packed) : inflated(packed, inflate)) {
    size += chunk.length;
    if (size > entry.size) throw bad('a file in it is longer than it says');
    sum = crc32(sum, chunk);
    yield chunk;
  }
  if (size !== entry.size) throw bad('a file in it is shorter than it says');
  if (~sum >>> 0 !== entry.crc) throw bad('a file in it does not have its checksum');
}

function bad(why: string): BadEntry {
  return new BadEntry(damaged(why));
}

const LOCAL = 0x04034b50;

function packedBytes(bytes: Uint8Array, { at, packed }: ZipEntry): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (at + 30 > view.length || view.readUInt32LE(at) !== LOCAL)
    throw bad('a file in it is not where it should be');
  const from = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
  if (from + packed > view.length) throw bad('a file in it is longer than the zip');
  return bytes.subarray(from, from + packed);
}

function* stored(packed: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < packed.length; at += STEP) yield packed.subarray(at, at + STEP);
}

function* inflated(packed: Uint8Array, inflate: typeof Inflate): Iterable<Uint8Array> {
  const ready: Uint8Array[] = [];
  const stream = new inflate((chunk) => {
    if (chunk.length > 0) ready.push(chunk);
  });
  for (let at = 0; at < packed.length; at += STEP) {
    try {
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    } catch {
      throw bad('a file in it cannot be unpacked');
    }
    yield* ready.splice(0);
  }
}

/** The table of CRC-32, by bytes. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The sum so far (at first -1) with more bytes; the checksum is its complement. */
function crc32(sum: number, bytes: Uint8Array): number {
  let value = sum;
  for (let at = 0; at < bytes.length; at++) {
    value = (value >>> 8) ^ (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  }
  return value;
}
