/** Sets of files through `pl import`. */
import type { Files } from './members.js';
import { file, pl } from './pl.js';

/** Writes a set into the test's folder and gives the names of its files. */
export function written(files: Files): string[] {
  return Object.entries(files).map(([name, text]) => file(name, text));
}

export interface Imported {
  readonly format: string;
  readonly written: boolean;
  readonly counts: Record<string, { add: number; update: number; unchanged: number }>;
  readonly problems: { file: string; line: number; field: string; code: string; message: string }[];
}

/** What an import of a set says of itself. */
export async function imported(kind: string, files: Files, ...flags: string[]) {
  const { code, json, err } = await pl(['import', kind, ...written(files), '--json', ...flags]);
  return { code, err, ...json<Imported>() };
}
