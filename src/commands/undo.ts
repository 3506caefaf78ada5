/** `pl undo`: takes back the last entry, or one by its number. Nothing is erased. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import {
  canBeUndone,
  ENTRY_NAME,
  type Entry,
  entryNamed,
  lastStandingEntry,
  latestEntries,
} from '../store/entries.js';
import type { Gradebook } from '../store/open.js';
import { printEntries } from './entry-text.js';
import type { Session } from './session.js';
import { takeBackEntry } from './taking-back.js';

export function define(command: Command, session: Session): void {
  command
    .description('take back the last entry; again takes back the one before')
    .argument('[entry]', 'the number of an entry, as "pl log" has it, where it is not the last')
    .option('--list', 'show what can be taken back, newest first')
    .addHelpText(
      'after',
      '\nExamples:\n  pl undo\n  pl undo --list\n  pl undo 12\n  pl undo abcd2345-12',
    )
    .action((entry: string | undefined, flags: { list?: boolean }) =>
      undo(session, entry, flags.list === true),
    );
}

async function undo(session: Session, number: string | undefined, list: boolean): Promise<void> {
  if (number !== undefined && !ENTRY_NAME.test(number.toLowerCase()))
    throw new PlError('usage', `"${number}" is not the number of an entry`);
  if (number !== undefined && list)
    throw new PlError('usage', 'an entry, or --list: choose one', `pl undo ${number}`);
  const book = await session.book();
  if (list)
    return printEntries(session, book, latestEntries(book, 1000).filter(canBeUndone).slice(0, 20));
  const target = number === undefined ? lastStandingEntry(book) : named(book, number);
  if (target === null)
    throw new PlError(
      'not_found',
      'nothing was entered here that could be taken back; what was entered elsewhere is taken back by its name',
      'pl undo --list',
    );
  refuseForgetting(target);
  const what = takeBackEntry(session, book, target);
  if (session.format === 'json')
    session.print.json({ undone: target.number, command: target.command });
  else session.say(what);
}

/** The last entry may be one: what she meant was that, and not what came before it. */
function refuseForgetting({ number, command }: Entry): void {
  if (!command.startsWith('forget')) return;
  throw new PlError(
    'conflict',
    `entry ${number} (${command}) cannot be taken back: what was forgotten is gone`,
    'pl undo --list',
  );
}

function named(book: Gradebook, number: string): Entry {
  const entry = entryNamed(book, number);
  if (entry === null) throw new PlError('not_found', `there is no entry ${number}`, 'pl log');
  refuseForgetting(entry);
  if (!canBeUndone(entry)) {
    throw new PlError(
      'conflict',
      `entry ${number} (${entry.command}) ${entry.undoneBy === null ? 'cannot be taken back' : 'was taken back already'}`,
      'pl undo --list',
    );
  }
  return entry;
}
