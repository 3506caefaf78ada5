/** `pl imports`: what was brought in from files, by whom, and what each file changed. */
import type { Command } from 'commander';
import { pluralOf } from '../output/words.js';
import { type Entry, entryName, latestEntries } from '../store/entries.js';
import { type FactCounts, factCounts, IMPORTS } from '../store/imports.js';
import { type EntryFlags, readEntryFlags, studentsAsked, withEntryFlags } from './log-flags.js';
import { dayLine, type KnownFlags, readKnown, withKnownFlag } from './options.js';
import type { Session } from './session.js';

type ImportsFlags = EntryFlags & KnownFlags;

export function define(command: Command, session: Session): void {
  withKnownFlag(withEntryFlags(command, 'imports'))
    .description('what was brought in from files, by whom, and what it changed; newest first')
    .addHelpText('after', EXAMPLES)
    .action((flags: ImportsFlags) => imports(session, flags));
}

const EXAMPLES = `
Examples:
  pl imports
  pl imports --since -7d --who "Ms Fair"
  pl imports --file quiz --json

"pl undo NUMBER" takes any one of them back, where nothing that was entered since rests on it.`;

interface Import {
  readonly entry: Entry;
  readonly name: string;
  readonly counts: readonly FactCounts[];
}

async function imports(session: Session, flags: ImportsFlags): Promise<void> {
  const { limit, filter } = readEntryFlags(session, flags);
  const viewOf = readKnown(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const students = await studentsAsked(session, book, flags, view);
  const entries = latestEntries(book, limit, view, { ...filter, ...students, commands: IMPORTS });
  const counts = factCounts(
    book,
    entries.map(({ id }) => id),
  );
  const found = entries.map((entry) => ({
    entry,
    name: entryName(book, entry),
    counts: counts.get(entry.id) ?? [],
  }));
  if (session.format === 'json')
    session.printJson(found.map((one) => ({ ...factsOf(one), counts: one.counts })));
  else if (session.format === 'csv') await session.printCsv(COLUMNS, found.flatMap(cells));
  else if (found.length === 0) session.say('nothing was imported here');
  else session.print(dayLine(view, session.words) + (await page(session, found)));
}

function factsOf({ entry }: Import) {
  return {
    entry: entry.number,
    gradebook: entry.gradebook,
    at: entry.at,
    day: entry.day,
    who: entry.who,
    command: entry.command,
    file: entry.file,
    undone: entry.undoneBy !== null,
  };
}

const COLUMNS = [
  ...['entry', 'gradebook', 'at', 'day', 'who', 'command', 'file', 'undone'],
  ...['of', 'add', 'update', 'end'],
];

function cells(one: Import) {
  const before = Object.values(factsOf(one));
  return one.counts.map(({ of, add, update, end }) => [...before, of, add, update, end]);
}

async function page(session: Session, found: readonly Import[]): Promise<string> {
  const { render } = await import('../output/render.js');
  const { words } = session;
  const columns = [
    { key: 'entry', title: 'Entry', align: 'right' as const, whole: true, value: nameOf },
    { key: 'day', title: 'Day', whole: true, value: ({ entry }: Import) => words.day(entry.day) },
    { key: 'who', title: 'Who', value: ({ entry }: Import) => entry.who },
    { key: 'command', title: 'What', value: ({ entry }: Import) => shortCommand(entry.command) },
    { key: 'file', title: 'File', value: ({ entry }: Import) => entry.file },
    { key: 'counts', title: 'Changed', value: countsText },
  ];
  return await render(found, columns, 'table', {
    width: session.io.width,
    colour: session.colour,
  });
}

const nameOf = ({ name }: Import) => name;

function shortCommand(command: string): string {
  return command.replace(/^import /, '');
}

/** Kinds of facts that people have no need to see counted beside what they belong to. */
const WITHIN: ReadonlySet<string> = new Set(['student_ids', 'school_students', 'teaching']);

/** "24 students, 3 changed; 12 enrollments". What only hangs on others shows where it is all there is. */
function countsText({ entry, counts }: Import): string {
  const main = counts.filter(({ of }) => !WITHIN.has(of));
  const told = (main.length > 0 ? main : counts).map((one) => {
    const [singular, plural] = NAMES[one.of] ?? nameIn(one.of);
    const parts = [
      one.add > 0 ? `${one.add} new` : '',
      one.update > 0 ? `${one.update} changed` : '',
      one.end > 0 ? `${one.end} ended` : '',
    ].filter((part) => part !== '');
    const noun = one.add + one.update + one.end === 1 ? singular : plural;
    return `${noun}: ${parts.join(', ')}`;
  });
  return `${entry.undoneBy === null ? '' : '(taken back) '}${told.join('; ')}`;
}

const NAMES: Readonly<Record<string, readonly [singular: string, plural: string]>> = {
  evidence: ['evidence', 'evidence'],
  staff: ['staff', 'staff'],
  taught: ['taught', 'taught'],
  teaching: ['teaching', 'teaching'],
};

/** The table's own name, which is a plural. */
function nameIn(table: string): readonly [string, string] {
  const plural = table.replaceAll('_', ' ');
  const singular = plural.replace(/ies$/, 'y').replace(/s$/, '');
  return [pluralOf(singular) === plural ? singular : plural, plural];
}
