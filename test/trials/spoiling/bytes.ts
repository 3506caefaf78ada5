/** Spoils bytes: the encoding of a text, what a disk or a line does to it, and the build of a zip. */
import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';
import { renamed } from '../../support/zips.js';
import { below, type Chance, oneOf } from './chance.js';

/** The text in an encoding; half of them in UTF-8. */
export function encoded(text: string, next: Chance): Buffer {
  return next() < 0.5 ? Buffer.from(text) : oneOf(next, ENCODINGS)(text, next);
}

const ENCODINGS: readonly ((text: string, next: Chance) => Buffer)[] = [
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => iconv.encode(text, 'windows-1252'),
  (text) => iconv.encode(text, 'macroman'),
  (text) => iconv.encode(text, 'windows-1251'),
  (text) => iconv.encode(text, 'gbk'),
  (text) => Buffer.from(text, 'latin1'),
  // Read as the wrong one and saved again.
  (text) => Buffer.from(Buffer.from(text).toString('latin1')),
  // The first half in one, the rest in another.
  (text, next) => {
    const at = below(next, text.length + 1);
    return Buffer.concat([
      Buffer.from(text.slice(0, at)),
      iconv.encode(text.slice(at), 'windows-1252'),
    ]);
  },
];

export function spoiledBytes(bytes: Buffer, next: Chance): Buffer {
  return oneOf(next, BYTES)(bytes, next);
}

const BYTES: readonly ((bytes: Buffer, next: Chance) => Buffer)[] = [
  (bytes, next) => bytes.subarray(0, below(next, bytes.length + 1)),
  (bytes, next) => bytes.subarray(below(next, bytes.length + 1)),
  (bytes, next) => {
    const changed = Buffer.from(bytes);
    for (let times = 1 + below(next, 4); times > 0 && changed.length > 0; times--)
      changed[below(next, changed.length)] = below(next, 256);
    return changed;
  },
  (bytes, next) => {
    const at = below(next, bytes.length + 1);
    const more = Buffer.from(Array.from({ length: 1 + below(next, 8) }, () => below(next, 256)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  (bytes, next) => {
    const [a, b] = [below(next, bytes.length + 1), below(next, bytes.length + 1)];
    return Buffer.concat([bytes.subarray(0, Math.max(a, b)), bytes.subarray(Math.min(a, b))]);
  },
];

/** A zip whose records, names, beginning or end are not as they should be. */
export function spoiledRecords(zip: Buffer, next: Chance): Buffer {
  return oneOf(next, ZIPS)(zip, next);
}

const SIGNS = [0x04034b50, 0x02014b50, 0x06054b50];
const ODD = [0, 1, 8, 99, 0x800, 0xffff, 0x7fffffff, 0xffffffff];

const ZIPS: readonly ((zip: Buffer, next: Chance) => Buffer)[] = [
  (zip, next) => withField(zip, next, 2),
  (zip, next) => withField(zip, next, 4),
  (zip, next) => withField(withField(zip, next, 4), next, 4),
  (zip) => Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]),
  (zip) => Buffer.concat([zip, Buffer.from('\n\n')]),
  (zip) => Buffer.concat([zip, zip]),
  (zip) => zip.subarray(0, zip.lastIndexOf(Buffer.from('PK\u0001\u0002'))),
  (zip) => zip.subarray(zip.indexOf(Buffer.from('PK\u0001\u0002'))),
  (zip, next) =>
    renamed(zip, '.csv', oneOf(next, ['.exe', '.CSV', '\0csv', '/../', '\xff'.repeat(2), '.txt'])),
];

/** Two or four bytes of one of its records changed: a size, a sum, a method, a flag, a place. */
function withField(zip: Buffer, next: Chance, width: 2 | 4): Buffer {
  const places = Array.from(zip.keys()).filter(
    (at) => at + 22 <= zip.length && SIGNS.includes(zip.readUInt32LE(at)),
  );
  if (places.length === 0) return zip;
  const changed = Buffer.from(zip);
  const at = Math.min(oneOf(next, places) + 4 + 2 * below(next, 20), zip.length - width);
  const value = next() < 0.7 ? oneOf(next, ODD) : below(next, 2 ** 32);
  if (width === 2) changed.writeUInt16LE(value & 0xffff, at);
  else changed.writeUInt32LE(value, at);
  return changed;
}
