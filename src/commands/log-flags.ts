/** The flags with which `pl log` and `pl imports` are narrowed. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { EntryFilter } from '../store/entry-filter.js';
import type { Gradebook } from '../store/open.js';
import type { View } from '../store/view.js';
import { studentFilter } from './options.js';
import type { Session } from './session.js';
import { studentMeant, studentsInScope } from './students-meant.js';

export interface EntryFlags {
  readonly limit: string;
  readonly who?: string;
  readonly since?: string;
  readonly until?: string;
  readonly section?: string;
  readonly student?: string;
  readonly gradebook?: string;
  readonly file?: string;
}

export function withEntryFlags(command: Command, what: string): Command {
  return command
    .option('--limit <n>', `how many ${what}`, '20')
    .option('--who <name>', 'only what this person entered')
    .option('--since <date>', 'only from this day on')
    .option('--until <date>', 'only up to this day')
    .option('--student <student>', 'only what was entered about this student')
    .option('--section <section>', 'only what was entered about students of this section')
    .option('--gradebook <uid>', 'only what was entered in this gradebook, after a merge')
    .option('--file <name>', 'only what came from a file with this in its name');
}

/** What is read of the flags before the gradebook is opened: days and numbers that cannot be read are wrong usage. */
export function readEntryFlags(session: Session, flags: EntryFlags) {
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new PlError('usage', `--limit "${flags.limit}" is not a whole number above 0`);
  const { who, gradebook, file } = flags;
  const filter: EntryFilter = {
    ...(who === undefined ? {} : { who }),
    ...(gradebook === undefined ? {} : { gradebook }),
    ...(file === undefined ? {} : { file }),
    ...(flags.since === undefined ? {} : { since: session.pastDay(flags.since, '--since') }),
    ...(flags.until === undefined ? {} : { until: session.pastDay(flags.until, '--until') }),
  };
  return { limit, filter };
}

/** The students whom the flags name; nothing where they name none. */
export async function studentsAsked(
  session: Session,
  book: Gradebook,
  flags: EntryFlags,
  view: View,
): Promise<Pick<EntryFilter, 'students'>> {
  if (flags.student !== undefined) {
    const student = await studentMeant(session, book, flags.student, view);
    return { students: [student.id] };
  }
  const { section } = flags;
  if (section === undefined) return {};
  const filter = studentFilter({ section, withdrawn: true });
  const { students } = studentsInScope(session, book, filter, view);
  return { students: students.map(({ id }) => id) };
}
