/** `pl year start`: a school year begins, with the new roster as the whole of who is where. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { planRosterSet, type RosterPlan } from '../core/importing/roster.js';
import { isError } from '../core/importing/skipping.js';
import type { Day } from '../core/model.js';
import type { SchoolYear } from '../core/years.js';
import { findFormat } from '../formats/format.js';
import { type ReadRoster, ROSTER_FORMATS } from '../formats/rosters/index.js';
import { applyRoster } from '../store/apply-roster.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster } from '../store/roster.js';
import { inTransaction, writeWithin } from '../store/writing.js';
import { loadYears, putYear } from '../store/years.js';
import { batchesOf, decided } from './import-batches.js';
import type { ImportFlags } from './import-flags.js';
import { gather } from './import-members.js';
import { writeMissing } from './import-missing.js';
import { type ImportOutcome, outcomeOf } from './import-outcome.js';
import { checkRosterFlags, withRosterFlags } from './import-roster-flags.js';
import { readTogether } from './import-roster-read.js';
import { tellOutcome } from './import-telling.js';
import { NO_ROSTER, rosterOptions } from './importers-roster.js';
import type { Session } from './session.js';

type StartFlags = ImportFlags & { readonly on: string };

export function defineStart(command: Command, session: Session): void {
  const start = command
    .command('start')
    .description(
      'begin a school year: the new roster says all grades and sections; what was shown before is kept',
    )
    .argument('<name>', 'how the year is called, such as 2026-27')
    .argument('[roster...]', 'the new roster, all files of it; left out: only the day is kept')
    .requiredOption('--on <date>', 'its first day, and the last of enrollments that have ended')
    .option('--format <format>', 'the format of the files, where it is not to be found out')
    .option(
      '--map <field=header>',
      'which column fills a field',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--sheet <sheet>', 'the sheet of a workbook, by name or number');
  withRosterFlags(start)
    .option('--dry-run', 'show what would be written, and write nothing')
    .option('--strict', 'warnings are errors')
    .action((name: string, paths: string[], flags: StartFlags) => run(session, name, paths, flags));
}

async function run(
  session: Session,
  typedName: string,
  paths: readonly string[],
  flags: StartFlags,
): Promise<void> {
  const year = { name: typedName.trim(), startsOn: session.pastDay(flags.on, '--on') };
  if (year.name === '') throw new PlError('usage', 'the name of a year must not be blank');
  checkRosterFlags(flags, 'roster');
  findFormat(ROSTER_FORMATS, [], flags.format ?? undefined);
  const { members, problems } = await gather(session, paths, flags);
  const batches = await decided(session, (format) =>
    batchesOf(ROSTER_FORMATS, members, format ?? flags.format),
  );
  const book = await session.book();
  if (paths.length === 0) return beginOnly(session, book, year, flags);
  const read = readTogether(problems, batches, flags);
  for (const { file, why } of read.unread) session.say(`${file} is not read: ${why}`);
  if (read.set?.scope.enrollments === 'listed')
    throw new PlError(
      'invalid',
      'these files only say what has changed: a year begins with a full roster',
    );
  const plan = () => planYear(session, book, year, read, flags);
  let { outcome } = plan();
  if (!isStopped(outcome) && flags.dryRun !== true) {
    inTransaction(book, () => {
      const now = plan();
      outcome = { ...now.outcome, written: now.plan !== null && !isStopped(now.outcome) };
      if (now.plan !== null && outcome.written) writeYear(session, book, year, paths, now.plan);
    });
  }
  const begun = `the year ${year.name} begins on ${session.words.day(year.startsOn)}`;
  await tellOutcome(session, outcome, {
    json: { rows_left_out: 0, year: year.name, starts_on: year.startsOn },
    lines: isStopped(outcome) ? [] : [begun],
  });
  await writeMissing(session, flags, outcome);
}

interface PlannedYear {
  readonly outcome: ImportOutcome;
  readonly plan: RosterPlan | null;
}

/** Throws `PlError('conflict')` where the year began on another day, or a later one has begun. */
function planYear(
  session: Session,
  book: Gradebook,
  year: SchoolYear,
  { set, problems, format }: ReadRoster & { readonly format: string },
  flags: StartFlags,
): PlannedYear {
  refuseOtherDay(loadYears(book), year, true);
  const outcome = outcomeOf(flags, 'roster', format);
  const dryRun = flags.dryRun === true;
  if (set === null) {
    const none = { counts: NO_ROSTER, problems, left: 0, isBroken: true };
    return { outcome: { ...outcome(none), dryRun }, plan: null };
  }
  const options = {
    ...rosterOptions(session, flags, problems.some(isError)),
    today: year.startsOn,
    isNewYear: true,
  };
  const plan = planRosterSet(set, loadRoster(book), options);
  const { counts, missing } = plan;
  const all = [...problems, ...plan.problems];
  const done = outcome({ counts, problems: all, left: 0, isBroken: plan.isTooMuch, missing });
  return { outcome: { ...done, dryRun }, plan };
}

function isStopped({ problems }: ImportOutcome): boolean {
  return problems.some(isError);
}

function writeYear(
  session: Session,
  book: Gradebook,
  year: SchoolYear,
  paths: readonly string[],
  plan: RosterPlan,
): void {
  const file = paths.length === 1 ? basename(paths[0] ?? '') : null;
  writeWithin(book, session.entry('year start', { about: year.name, file }), (writer) => {
    if (!isBegun(loadYears(book), year)) putYear(writer, year);
    applyRoster(writer, plan);
  });
}

/** Says when a year began, also one that is over; nobody moves. */
function beginOnly(
  session: Session,
  book: Gradebook,
  year: SchoolYear,
  { dryRun }: StartFlags,
): void {
  const begin = () => refuseOtherDay(loadYears(book), year, false);
  begin();
  if (dryRun !== true)
    inTransaction(book, () => {
      begin();
      const facts = session.entry('year start', { about: year.name });
      writeWithin(book, facts, (writer) => {
        if (!isBegun(loadYears(book), year)) putYear(writer, year);
      });
    });
  if (session.format === 'json')
    session.printJson({ year: year.name, starts_on: year.startsOn, written: dryRun !== true });
  else session.say(`the year ${year.name} begins on ${session.words.day(year.startsOn)}`);
}

function isBegun(years: readonly SchoolYear[], { name }: SchoolYear): boolean {
  return years.some((one) => one.name === name);
}

function refuseOtherDay(
  years: readonly SchoolYear[],
  { name, startsOn }: SchoolYear,
  isLast: boolean,
): void {
  const refuse = (message: string) => {
    throw new PlError('conflict', message, 'pl year list');
  };
  const named = (year: SchoolYear, day: Day) => `the year ${year.name} began on ${day} already`;
  for (const year of years) {
    if (year.name === name ? year.startsOn !== startsOn : year.startsOn === startsOn)
      refuse(named(year, year.startsOn));
    if (isLast && year.name !== name && year.startsOn > startsOn)
      refuse(`${named(year, year.startsOn)}: a roster is that of the last year`);
  }
}
