/** `pl imports`: what was brought in from files, by whom, and what each file changed. */
import type { Command } from 'commander';
import { pluralOf } from '../output/words.js';
import { hanging } from '../output/wrap.js';
import { type Entry, latestEntries } from '../store/entries.js';
import { type FactCounts, factCounts, IMPORTS } from '../store/imports.js';
import type { Gradebook } from '../store/open.js';
import type { View } from '../store/view.js';
import { entryText, entryTexts } from './entry-text.js';
import {
  type EntryFlags,
  readEntryFlags,
  studentsAsked,
  tellNearest,
  withEntryFlags,
} from './log-flags.js';
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
  readonly counts: readonly FactCounts[];
}

async function imports(session: Session, flags: ImportsFlags): Promise<void> {
  const { limit, filter } = readEntryFlags(session, flags);
  const viewOf = readKnown(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  tellNearest(session, book, filter);
  const students = await studentsAsked(session, book, flags, view);
  const asked = { ...filter, ...students };
  const entries = latestEntries(book, limit, view, { ...asked, commands: IMPORTS });
  const counts = factCounts(
    book,
    entries.map(({ id }) => id),
  );
  const found = entries.map((entry) => ({
    entry,
    counts: counts.get(entry.id) ?? [],
  }));
  if (session.format === 'json')
    session.print.json(found.map((one) => ({ ...factsOf(one), counts: one.counts })));
  else if (session.format === 'csv') await session.print.csv(COLUMNS, found.flatMap(cells));
  else if (found.length === 0)
    session.say(`nothing${Object.keys(asked).length === 0 ? '' : ' like this'} was imported here`);
  else session.print.text(page(session, book, found, view));
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

/** Of an import whose students were all of another part of its gradebook. */
const NOTHING = { of: null, add: null, update: null, end: null };

function cells(one: Import) {
  const before = Object.values(factsOf(one));
  const counts = one.counts.length === 0 ? [NOTHING] : one.counts;
  return counts.map(({ of, add, update, end }) => [...before, of, add, update, end]);
}

/** A line for the import as in the log, and under it what it changed. */
function page(session: Session, book: Gradebook, found: readonly Import[], view: View): string {
  const texts = entryTexts(book, session, view);
  const lines = found.map(({ entry, counts }) => {
    const changed = hanging(countsText(counts), session.io.width - INDENT, INDENT).join('\n');
    return `${entryText(entry, texts)}\n${' '.repeat(INDENT)}${changed}`;
  });
  return dayLine(view, session.words) + lines.join('\n');
}

/** What an import changed begins under its day. */
const INDENT = 6;

/** Kinds of facts that people have no need to see counted beside what they belong to. */
const WITHIN: ReadonlySet<string> = new Set(['student_ids', 'school_students', 'teaching']);

/** "students: 24 new, 3 changed; enrollment: 1 ended". What only hangs on others shows where it is all there is. */
function countsText(counts: readonly FactCounts[]): string {
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
  return told.join('; ');
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
