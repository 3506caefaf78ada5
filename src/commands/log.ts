/** `pl log`: who entered what, when, newest first. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { latestEntries } from '../store/entries.js';
import { printEntries } from './entry-text.js';
import { type DayFlags, readDays, withDayFlags } from './options.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

interface LogFlags extends DayFlags {
  readonly limit: string;
  readonly student?: string;
}

export function define(command: Command, session: Session): void {
  withDayFlags(command)
    .option('--limit <n>', 'how many entries', '20')
    .option('--student <student>', 'only what was entered about this student')
    .addHelpText(
      'after',
      '\nExamples:\n  pl log\n  pl log --student ana --limit 100\n  pl log --csv -o log.csv\n  pl log --known-on 2026-10-01',
    )
    .action((flags: LogFlags) => log(session, flags));
}

async function log(session: Session, flags: LogFlags): Promise<void> {
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new PlError('usage', `--limit "${flags.limit}" is not a whole number above 0`);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  if (flags.student === undefined)
    return printEntries(session, book, latestEntries(book, limit, view), view);
  const student = await studentMeant(session, book, flags.student, view);
  const about = latestEntries(book, Number.MAX_SAFE_INTEGER, view).filter(
    (entry) => entry.student === student.id,
  );
  await printEntries(session, book, about.slice(0, limit), view);
}
