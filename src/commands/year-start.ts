/** `pl year start`: a school year begins, with the new roster as the whole of who is where. */
import type { Command } from 'commander';
import type { Problem } from '../core/errors.js';
import { PlError } from '../core/errors.js';
import type { RosterPlan } from '../core/importing/roster.js';
import { isError } from '../core/importing/skipping.js';
import type { Day } from '../core/model.js';
import type { SchoolYear } from '../core/years.js';
import { findFormat, NATIVE } from '../formats/format.js';
import type { RosterFormat } from '../formats/rosters/format.js';
import { ROSTER_FORMATS } from '../formats/rosters/index.js';
import { applyRoster } from '../store/apply-roster.js';
import type { Gradebook } from '../store/open.js';
import { inTransaction, writeWithin } from '../store/writing.js';
import { loadYears, putYear } from '../store/years.js';
import { type Batch, batchesOf, decided } from './import/batches.js';
import type { ImportFlags } from './import/flags.js';
import { gather } from './import/members.js';
import { checkMissing, writeMissing } from './import/missing.js';
import { type ImportOutcome, outcomeOf } from './import/outcome.js';
import { fileNames, NO_ROSTER, type PlannedRoster, planRead } from './import/roster.js';
import { checkRosterFlags, withRosterFlags } from './import/roster-flags.js';
import { readTogether, type WholeRoster } from './import/roster-read.js';
import { tellOutcome } from './import/telling.js';
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
  const year = { name: typedName.trim(), startsOn: firstDay(session, flags) };
  if (year.name === '') throw new PlError('usage', 'the name of a year must not be blank');
  checkRosterFlags(flags, 'roster');
  checkMissing(flags, paths);
  findFormat(ROSTER_FORMATS, [], flags.format ?? undefined);
  const { members, problems } = await gather(session, paths, flags);
  const batches = await decided(session, (format) =>
    batchesOf(ROSTER_FORMATS, members, format ?? flags.format),
  );
  const book = await session.book();
  if (paths.length === 0) return await beginOnly(session, book, year, flags);
  const read = readAll(problems, batches, flags);
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
  await tellOutcome(session, outcome, told(year, isStopped(outcome) ? [] : [begun(session, year)]));
  await writeMissing(session, flags, outcome);
}

/** A year begins today or has begun; one that is to come can be rehearsed. */
function firstDay(session: Session, { on, dryRun }: StartFlags): Day {
  return dryRun === true ? session.day(on, '--on') : session.pastDay(on, '--on');
}

/** All files as one roster; `said` are the problems of how they lie. */
function readAll(
  said: readonly Problem[],
  batches: readonly Batch<RosterFormat>[],
  flags: StartFlags,
): WholeRoster {
  if (said.some(isError))
    return { set: null, problems: said, unread: [], format: '', isBroken: true };
  const read = readTogether(batches, flags);
  return { ...read, problems: [...said, ...read.problems] };
}

/** Throws `PlError('conflict')` where the year began on another day, or a later one has begun. */
function planYear(
  session: Session,
  book: Gradebook,
  year: SchoolYear,
  read: WholeRoster,
  flags: StartFlags,
): PlannedRoster {
  refuseOtherDay(loadYears(book), year, true);
  const of = { today: year.startsOn, isNewYear: true };
  const { plan, outcome } = planRead(session, book, read, flags, of);
  return { plan, outcome: { ...outcome, dryRun: flags.dryRun === true } };
}

/** What is told beside what an import tells. */
function told({ name, startsOn }: SchoolYear, lines: readonly string[]) {
  return { json: { rows_left_out: 0, year: name, starts_on: startsOn }, lines };
}

function begun(session: Session, { name, startsOn }: SchoolYear): string {
  return `the year ${name} begins on ${session.words.day(startsOn)}`;
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
  const facts = session.entry('year start', { about: year.name, file: fileNames(paths) });
  writeWithin(book, facts, (writer) => {
    if (!isBegun(loadYears(book), year)) putYear(writer, year);
    applyRoster(writer, plan);
  });
}

/** Says when a year began, also one that is over; nobody moves. */
async function beginOnly(
  session: Session,
  book: Gradebook,
  year: SchoolYear,
  flags: StartFlags,
): Promise<void> {
  const { dryRun } = flags;
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
  if (session.format !== 'people') {
    const none = { counts: NO_ROSTER, problems: [], left: 0, isBroken: false };
    const outcome = outcomeOf(flags, 'roster', NATIVE)(none);
    await tellOutcome(
      session,
      { ...outcome, written: dryRun !== true, dryRun: dryRun === true },
      told(year, []),
    );
  } else session.say(begun(session, year));
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
