/** `pl log`: who entered what, when, newest first. */
import type { Command } from 'commander';
import { latestEntries } from '../store/entries.js';
import { entryCommandMeant } from './entry-commands.js';
import { printEntries } from './entry-text.js';
import {
  type EntryFlags,
  readEntryFlags,
  studentsAsked,
  tellNearest,
  withEntryFlags,
} from './log-flags.js';
import { type DayFlags, readDays, withDayFlags } from './options.js';
import type { Session } from './session.js';

type LogFlags = DayFlags & EntryFlags & { readonly command?: string };

export function define(command: Command, session: Session): void {
  withDayFlags(withEntryFlags(command, 'entries'))
    .option('--command <verb>', 'only entries of this command, such as record or import')
    .addHelpText('after', EXAMPLES)
    .action((flags: LogFlags) => log(session, flags));
}

const EXAMPLES = `
Examples:
  pl log
  pl log --student ana --limit 100
  pl log --who "Ms Fair" --command record --since -7d
  pl log --csv -o log.csv
  pl log --known-on 2026-10-01`;

async function log(session: Session, flags: LogFlags): Promise<void> {
  const { limit, filter } = readEntryFlags(session, flags);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const commands =
    flags.command === undefined ? {} : { commands: [entryCommandMeant(book, flags.command)] };
  const students = await studentsAsked(session, book, flags, view);
  const asked = { ...filter, ...commands, ...students };
  tellNearest(session, book, filter);
  const none = Object.keys(asked).length === 0 ? 'nothing yet' : 'nothing like this was entered';
  await printEntries(session, book, latestEntries(book, limit, view, asked), view, none);
}
