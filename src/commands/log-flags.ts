/** The flags with which `pl log` and `pl imports` are narrowed. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { closest } from '../core/matching/suggest.js';
import { folded } from '../core/names.js';
import { visible } from '../output/safe.js';
import { namesInLog } from '../store/entries.js';
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

/** Says who or which gradebook may have been meant, where nothing in the log is called so. */
export function tellNearest(
  session: Session,
  book: Gradebook,
  { who, gradebook }: EntryFilter,
): void {
  if (who === undefined && gradebook === undefined) return;
  const known = namesInLog(book);
  const lines = [
    who === undefined ? null : otherPerson(who, known.who),
    gradebook === undefined ? null : otherGradebook(gradebook, known.gradebooks),
  ];
  for (const line of lines) if (line !== null) session.say(line);
}

function otherPerson(who: string, known: readonly string[]): string | null {
  if (known.some((name) => folded(name).includes(folded(who)))) return null;
  const wordsOf = (name: string) => [folded(name), ...folded(name).split(' ')];
  const [near] = closest(folded(who), known, wordsOf);
  if (near === undefined) return null;
  return `nobody called "${who}" has entered anything; did you mean "${visible(near)}"?`;
}

function otherGradebook(gradebook: string, known: readonly string[]): string | null {
  const uid = gradebook.toLowerCase();
  if (known.includes(uid)) return null;
  const [near] = closest(uid, known, (one) => [one]);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  return `nothing here was entered in a gradebook "${gradebook}"${meant}`;
}
