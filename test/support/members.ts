/** Files of a roster in parts, by name, as import hands them to a format. */
import { basename } from 'node:path';
import { glimpse } from '../../src/formats/format.js';
import type { Member } from '../../src/formats/member.js';
import { openTable } from '../../src/formats/table.js';

/** A file of these bytes; `path` is the name that problems carry. */
export function member(path: string, content: string | Uint8Array): Member {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    path,
    name: basename(path),
    head: () => bytes.subarray(0, 65_536),
    open: () => openTable([bytes], path),
    bytes: () => bytes,
    onRow: () => {},
    onEnd: () => {},
  };
}

/** One member a file. */
export function members(files: Readonly<Record<string, string | Uint8Array>>): Member[] {
  return Object.entries(files).map(([path, content]) => member(path, content));
}

/** What detection sees of them. */
export function glimpses(all: readonly Member[]) {
  return all.map((one) => glimpse(one, one.open().table?.headers ?? []));
}
