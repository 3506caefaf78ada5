/** `pl merge`: takes other gradebooks in, as often and in whatever order one likes. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { visible } from '../output/safe.js';
import { type Difference, differences } from '../store/merging/differences.js';
import type { Merged } from '../store/merging/merge.js';
import { mergeGradebooks } from '../store/merging/merge.js';
import { othersMeant } from '../store/merging/named.js';
import { tidyEarly } from '../thrift.js';
import { keepBefore } from './daily.js';
import { differenceFacts, differenceLines, mergedLine } from './merge-page.js';
import type { Session } from './session.js';

interface MergeFlags {
  readonly dryRun?: boolean;
  readonly sameStudents?: boolean;
  readonly differences?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .description(
      'bring other gradebooks into this one: all that any of them holds, each thing once; they stay as they are',
    )
    .argument('[gradebooks...]', 'their files, or folders with them: the files *.db that lie there')
    .option('--dry-run', 'only show what would come and where they differ')
    .option(
      '--same-students',
      'an id that two gradebooks have is one child, whatever the names are',
    )
    .option('--differences', 'list where those that were brought together differ, and what stands')
    .addHelpText(
      'after',
      '\nExamples:\n  pl merge fair.db stone.db\n  pl merge friday/\n  pl merge --dry-run stone.db\n  pl merge --differences --csv -o differences.csv\n\nAgain and again is well: what is here already does not come twice.',
    )
    .action((files: string[], flags: MergeFlags) => merge(session, files, flags));
}

async function merge(session: Session, files: readonly string[], flags: MergeFlags): Promise<void> {
  if (flags.differences === true) {
    if (files.length > 0)
      throw new PlError(
        'usage',
        '--differences is about gradebooks that were brought together already: it takes no files',
      );
    return listDifferences(session, differences(await session.reading()));
  }
  if (files.length === 0)
    throw new PlError('usage', 'missing the gradebooks to bring in: pl merge OTHER.db…');
  const book = await session.book();
  const others = othersMeant(book.path, files);
  if (others.isTwice) session.say('a gradebook that was named twice is taken once');
  if (others.copies.length > 0) session.say(copiesLine(others.copies, session));
  tidyEarly();
  const merged = mergeGradebooks(book, others.files, {
    dryRun: flags.dryRun === true,
    sameStudents: flags.sameStudents === true,
    beforeWriting: () => {
      session.say('bringing gradebooks together …');
      if (flags.dryRun !== true) keepBefore(session, book, 'merge');
    },
  });
  for (const { file, lastDay } of merged.others)
    if (lastDay > session.today)
      session.say(
        `warning: ${file} has entries of ${session.words.day(lastDay)}, which is still to come: its clock is ahead, and what is entered here until then has that day in the log`,
      );
  if (merged.leftOut > 0)
    session.say(
      `left out: ${session.words.count(merged.leftOut, 'student')} forgotten in one of these gradebooks and still in another`,
    );
  await tell(session, book.path, merged, flags.dryRun === true);
}

/** So many are named; the rest are counted. */
const NAMED = 3;

function copiesLine(copies: readonly string[], { words }: Session): string {
  const named = copies.slice(0, NAMED).map((path) => visible(basename(path)));
  const more = copies.length > NAMED ? [`${copies.length - NAMED} more`] : [];
  return `left out: ${words.count(copies.length, 'copy', 'copies')} that pl has made (${[...named, ...more].join(', ')}); one that is named itself is brought in`;
}

async function tell(
  session: Session,
  gradebook: string,
  merged: Merged,
  isDry: boolean,
): Promise<void> {
  if (session.format === 'people') {
    if (session.options.quiet === true && !isDry) return;
    session.print.text(mergedLine(merged, isDry, session.words));
    const lines = differenceLines(merged.differences, session.words, MOST);
    if (lines.length > 0) session.print.text(lines.join('\n'));
    return;
  }
  const files = merged.others.map(({ file, gradebook: uid, entries }) => ({
    file,
    gradebook: uid,
    new_entries: entries,
  }));
  if (session.format === 'csv')
    return session.print.csv(['file', 'gradebook', 'new_entries'], files.map(Object.values));
  session.print.json({
    gradebook,
    written: merged.isNews && !isDry,
    dry_run: isDry,
    merged: files,
    entries: merged.entries,
    gained: Object.fromEntries(merged.gained),
    left_out_forgotten: merged.leftOut,
    differences: merged.differences.map(differenceFacts),
  });
}

/** Differences of one kind that are told after a merge; the rest are counted. */
const MOST = 3;

async function listDifferences(session: Session, all: readonly Difference[]): Promise<void> {
  const facts = all.map(differenceFacts);
  if (session.format === 'json') return session.print.json(facts);
  if (session.format === 'csv')
    return session.print.csv(
      DIFFERENCE_COLUMNS,
      facts.map((one) => DIFFERENCE_COLUMNS.map((column) => one[column])),
    );
  const lines = differenceLines(all, session.words, Number.POSITIVE_INFINITY);
  if (lines.length === 0) session.say('the gradebooks that were brought together agree');
  else session.print.text(lines.join('\n'));
}

const DIFFERENCE_COLUMNS = [
  'of',
  'about',
  'field',
  'stands',
  'stands_by',
  'stands_on',
  'stands_entry',
  'other',
  'other_by',
  'other_on',
  'other_entry',
] as const;
