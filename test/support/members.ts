/** Files of a roster in parts, by name, as import hands them to a format. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { glimpse } from '../../src/formats/format.js';
import type { Member } from '../../src/formats/member.js';
import { openTable } from '../../src/formats/table.js';

/** The files of a set by their names. */
export type Files = Readonly<Record<string, string>>;

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

/** The CSV files of a folder. */
export function membersIn(folder: string): Member[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => member(name, readFileSync(join(folder, name))));
}

/** What detection sees of them: their heads. */
export function glimpses(all: readonly Member[]) {
  return all.map((one) => glimpse(one, openTable([one.head()], one.path).table?.headers ?? []));
}
