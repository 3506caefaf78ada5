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

/** One warning for each file that was given with others and is no table. */
export function notRead(names: readonly string[]): readonly Problem[] {
  const [first] = names;
  if (first === undefined) return [];
  const more = names.length > 1 ? ` (and ${names.length - 1} more)` : '';
  const message = `this file${more} is no table: it is not read`;
  return [{ file: first, line: 1, field: null, code: 'not_read', severity: 'warning', message }];
}

/** A warning: the files of a zip lie in a folder within. */
export function nested(path: string, folder: string): Problem {
  const message = `the files lie in a folder "${folder}" of the zip: they belong at its top`;
  return {
    file: path,
    line: 1,
    field: null,
    code: 'nested_folder',
    severity: 'warning',
    message,
  };
}

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
