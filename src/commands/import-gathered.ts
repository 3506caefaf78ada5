/** Files that lie together, in a folder, a zip or a workbook: what was found, and what is odd about it. */
import { basename } from 'node:path';
import type { Problem } from '../core/errors.js';
import { type Member, member } from '../formats/member.js';
import { openTable } from '../formats/table.js';
import type { ImportFlags } from './import-flags.js';

/** The files that were found, and what is wrong with how they lie; an error: nothing is to be read. */
export interface Gathered {
  readonly members: readonly Member[];
  readonly problems: readonly Problem[];
}

/** How files within a folder or zip are named: where several are given, with its own name before. */
export type Naming = (name: string) => string;

/** A sheet is read now, as nothing can wait for it within the transaction. */
export async function sheetOf(
  bytes: Uint8Array,
  path: string,
  { sheet }: ImportFlags,
): Promise<Gathered> {
  const { readWorkbook } = await import('../formats/workbook.js');
  const text = await readWorkbook(bytes, path, sheet ?? null);
  const csv = text.bytes ?? new Uint8Array();
  const open = () =>
    text.bytes === null
      ? { table: null, problems: text.problems }
      : openTable([csv], path, text.problems);
  return { members: [member(path, () => [csv], { name: basename(path), open })], problems: [] };
}
