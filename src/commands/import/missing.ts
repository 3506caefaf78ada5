/** Who is not in a full roster, in a file of its own: messages never name a student. */
import { isAbsolute, relative } from 'node:path';
import { PlError } from '../../core/errors.js';
import { isError } from '../../core/importing/skipping.js';
import { compareStudents, fullName, shownId } from '../../core/names.js';
import { realPlace } from '../../files.js';
import { checkWritable, writePieces } from '../../written-files.js';
import type { Session } from '../session.js';
import type { ImportOutcome } from './outcome.js';
import type { RosterFlags } from './roster-flags.js';

/**
 * Before anything is read: throws `PlError('usage')` where the file of `--missing` is one of those to
 * import or lies in a folder of them, `PlError('unreadable')` where it cannot be written.
 */
export function checkMissing({ missing }: RosterFlags, paths: readonly string[]): void {
  if (missing === undefined) return;
  const place = realPlace(missing);
  for (const path of paths.filter((one) => one !== '-')) {
    const within = relative(realPlace(path), place);
    if (!within.startsWith('..') && !isAbsolute(within))
      throw new PlError('usage', `--missing ${missing} would be written into what is imported`);
  }
  checkWritable(missing);
}

/**
 * Writes the file of `--missing`: a row a student, also where there is none and after a dry run. Of a
 * roster that is refused nobody knows who is missing.
 */
export async function writeMissing(
  session: Session,
  flags: RosterFlags,
  { missing = [], problems, written }: ImportOutcome,
): Promise<void> {
  if (flags.missing === undefined || (!written && problems.some(isError))) return;
  const { csvPieces } = await import('../../output/csv.js');
  const rows = [...missing]
    .sort(compareStudents)
    .map((student) => [shownId(student), fullName(student), student.grade]);
  const options = { bom: session.options.bom === true };
  writePieces(flags.missing, csvPieces(['student_id', 'name', 'grade'], rows, options));
}
