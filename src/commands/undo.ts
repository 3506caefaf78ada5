/** `pl undo`: takes back the last entry, or one by its number. Nothing is erased. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { type Entry, entryByNumber, lastStandingEntry, latestEntries } from '../store/entries.js';
import type { Gradebook } from '../store/open.js';
import { printEntries } from './entry-text.js';
import type { Session } from './session.js';
import { takeBackEntry } from './taking-back.js';

export function define(command: Command, session: Session): void {
  command
    .description('take back the last entry; again takes back the one before')
    .argument('[entry]', 'the number of an entry, where it is not the last')
    .option('--list', 'show what can be taken back, newest first')
    .addHelpText('after', '\nExamples:\n  pl undo\n  pl undo --list\n  pl undo 12')
    .action((entry: string | undefined, flags: { list?: boolean }) =>
      undo(session, entry, flags.list === true),
    );
}

async function undo(session: Session, number: string | undefined, list: boolean): Promise<void> {
  if (number !== undefined && !/^\d+$/.test(number))
    throw new PlError('usage', `"${number}" is not the number of an entry`);
  const book = await session.book();
  if (list)
    return printEntries(session, book, latestEntries(book, 1000).filter(canBeUndone).slice(0, 20));
  const target = number === undefined ? lastStandingEntry(book) : named(book, Number(number));
  if (target === null) throw new PlError('not_found', 'there is nothing to take back');
  const what = takeBackEntry(session, book, target);
  if (session.format === 'json')
    session.printJson({ undone: target.number, command: target.command });
  else session.say(what);
}

function canBeUndone(entry: Entry): boolean {
  const isFact = entry.command !== 'init' && entry.command !== 'restore';
  return isFact && entry.undoes === null && entry.undoneBy === null;
}

function named(book: Gradebook, number: number): Entry {
  const entry = entryByNumber(book, number);
  if (entry === null) throw new PlError('not_found', `there is no entry ${number}`, 'pl log');
  if (!canBeUndone(entry)) {
    throw new PlError(
      'conflict',
      `entry ${number} (${entry.command}) ${entry.undoneBy === null ? 'cannot be taken back' : 'was taken back already'}`,
      'pl undo --list',
    );
  }
  return entry;
}
