/** Makes small zips, byte by byte where they are to be wrong. */
import { Buffer } from 'node:buffer';
import { strToU8, type Zippable, zipSync } from 'fflate';

/** A zip of texts or bytes by name; `level` 0 stores them. */
export function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  level: 0 | 6 | 9 = 6,
): Buffer {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files))
    entries[name] = typeof content === 'string' ? strToU8(content) : content;
  return Buffer.from(zipSync(entries, { level, mtime: new Date(2026, 8, 1) }));
}

/** A zip in which every entry's headers, its own and that in the directory, were changed. */
export function tampered(
  zip: Uint8Array,
  change: (header: Buffer, isCentral: boolean) => void,
): Buffer {
  const bytes = Buffer.from(zip);
  for (let at = 0; at + 4 <= bytes.length; at++) {
    const sign = bytes.readUInt32LE(at);
    if (sign === 0x04034b50) change(bytes.subarray(at + 6), false);
    if (sign === 0x02014b50) change(bytes.subarray(at + 8), true);
  }
  return bytes;
}

/** The same zip with one name in place of another, of as many bytes. */
export function renamed(zip: Uint8Array, from: string, to: string | Uint8Array): Buffer {
  const bytes = Buffer.from(zip);
  const name = Buffer.from(to);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1))
    name.copy(bytes, at);
  return bytes;
}
