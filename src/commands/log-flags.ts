/** The flags with which `pl log` and `pl imports` are narrowed. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { narrowStudents } from '../core/scope.js';
import type { EntryFilter } from '../store/entry-filter.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster, loadStudents } from '../store/roster.js';
import type { View } from '../store/view.js';
import { findStudent, narrowed } from './finding.js';
import { dayOf, studentFilter } from './options.js';
import type { Session } from './session.js';

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
    const student = await findStudent(session, loadStudents(book, view), flags.student, view);
    return { students: [student.id] };
  }
  const { section } = flags;
  if (section === undefined) return {};
  const filter = studentFilter({ section, withdrawn: true });
  const found = narrowStudents(loadRoster(book, view), filter, dayOf(session, view));
  return { students: narrowed(found).students.map(({ id }) => id) };
}
