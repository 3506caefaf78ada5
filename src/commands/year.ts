/** `pl year`: school years, and how a new one begins. */
import type { Command } from 'commander';
import { loadYears } from '../store/years.js';
import { printList } from './lists.js';
import { type DayFlags, readDays, withDayFlags } from './options.js';
import type { Session } from './session.js';
import { defineStart } from './year-start.js';

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  defineStart(command, session);
  withDayFlags(command.command('list'))
    .description('the school years, each with its first day')
    .action((flags: DayFlags) => list(session, flags));
}

const EXAMPLES = `
Examples:
  pl year start 2025-26 --on 2025-08-25
  pl year start 2026-27 --on today roster.csv --dry-run
  pl year start 2026-27 --on 2026-08-24 oneroster.zip --withdraw-missing
  pl year list`;

async function list(session: Session, flags: DayFlags): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  await printList(
    session,
    loadYears(book, viewOf(book)),
    [
      { key: 'year', title: 'Year', value: ({ name }) => name },
      { key: 'starts_on', title: 'Begins on', value: ({ startsOn }) => startsOn },
    ],
    'no school year was begun: pl year start 2026-27 --on 2026-08-24 ROSTER',
  );
}
