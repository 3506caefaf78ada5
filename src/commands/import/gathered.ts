/** Files that lie together, in a folder, a zip or a workbook: what was found, and what is odd about it. */
import type { Problem } from '../../core/errors.js';
import { type Member, member } from '../../formats/member.js';
import type { ImportFlags } from './flags.js';

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
  const { readWorkbook } = await import('../../formats/workbook.js');
  const { bytes: csv, problems: said } = await readWorkbook(bytes, path, sheet ?? null);
  if (csv !== null) return { members: [member(path, () => [csv], { said })], problems: [] };
  const open = () => ({ table: null, problems: said });
  return { members: [member(path, () => [], { open })], problems: [] };
}
