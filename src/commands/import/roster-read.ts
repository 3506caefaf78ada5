/** Files of a roster as one set of neutral records, whatever their format. */
import type { Problem } from '../../core/errors.js';
import { type FlatFile, setOfRows } from '../../core/importing/roster-flat.js';
import { isError } from '../../core/importing/skipping.js';
import { NATIVE } from '../../formats/format.js';
import { type Member, Unreadable } from '../../formats/member.js';
import { readRoster } from '../../formats/native/roster.js';
import { isStudentIdType } from '../../formats/native/student-ids.js';
import type { ReadRoster, RosterFormat } from '../../formats/rosters/format.js';
import { wholeTable } from '../../formats/table.js';
import type { Batch } from './batches.js';
import type { ImportFlags } from './flags.js';
import { strictly } from './outcome.js';

/** All files of an import as one roster. */
export interface WholeRoster extends ReadRoster {
  readonly format: string;
  /** A file is at fault as a whole: leaving rows out does not help. */
  readonly isBroken: boolean;
}

/**
 * Reads all files as one roster, as every format of rosters takes all files that are given, and flat
 * ones speak for each other's sections.
 */
export function readTogether(
  batches: readonly Batch<RosterFormat>[],
  flags: ImportFlags,
): WholeRoster {
  const members = batches.flatMap((batch) => batch.members);
  const found = batches[0]?.found?.format;
  const format = found?.name ?? NATIVE;
  try {
    if (found === undefined) return { ...readFlat(members, flags), format };
    const read = found.read(members, { strict: flags.strict === true });
    return { ...read, format, isBroken: read.set === null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { set: null, problems: [error.problem], unread: [], format, isBroken: true };
  }
}

function readFlat(members: readonly Member[], flags: ImportFlags): Omit<WholeRoster, 'format'> {
  const files: FlatFile[] = [];
  const problems: Problem[] = [];
  let isBroken = false;
  for (const member of members) {
    const { table, problems: said } = wholeTable(member.open());
    problems.push(...said);
    const read = table === null ? null : readRoster(table, flags.map ?? []);
    problems.push(...(read?.problems ?? []));
    isBroken ||= read === null || strictly(read.problems, flags).some(isError);
    if (read !== null && !read.problems.some(isError)) files.push(read);
  }
  if (files.length < members.length) return { set: null, problems, unread: [], isBroken };
  return { set: setOfRows(files, isStudentIdType), problems, unread: [], isBroken };
}
