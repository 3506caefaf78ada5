/** Who is not in a full roster, in a file of its own: messages never name a student. */
import { compareStudents, displayName, shownId } from '../core/names.js';
import { writePieces } from '../files.js';
import type { ImportOutcome } from './import-outcome.js';
import type { RosterFlags } from './import-roster-flags.js';
import type { Session } from './session.js';

/** Writes the file of `--missing`: a row a student, also where there is none and after a dry run. */
export async function writeMissing(
  session: Session,
  flags: RosterFlags,
  { missing = [] }: ImportOutcome,
): Promise<void> {
  if (flags.missing === undefined) return;
  const { csvPieces } = await import('../output/csv.js');
  const rows = [...missing]
    .sort(compareStudents)
    .map((student) => [shownId(student), displayName(student), student.grade]);
  const options = { bom: session.options.bom === true };
  writePieces(flags.missing, csvPieces(['student_id', 'name', 'grade'], rows, options));
}
