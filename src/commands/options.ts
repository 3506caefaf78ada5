/** Flags that many verbs share. */
import { Argument, type Command, Option } from 'commander';
import { PlError } from '../core/errors.js';
import { closest } from '../core/matching/suggest.js';
import type { Day } from '../core/model.js';
import type { CompetencyFilter, StudentFilter } from '../core/scope.js';
import { lastDay } from '../core/terms.js';
import { visible } from '../output/safe.js';
import type { Words } from '../output/words.js';
import type { Gradebook } from '../store/open.js';
import { loadTerms } from '../store/terms.js';
import { type SeenTerm, type View, viewOn } from '../store/view.js';
import type { Session } from './session.js';
import { termNamed, viewOfTerm } from './term-asked.js';

export interface StudentFlags {
  readonly section?: string;
  readonly school?: string;
  readonly teacher?: string;
  readonly grade?: string;
  readonly withdrawn?: boolean;
}

/** `section` is how the flag is given, where it may be of several. */
export function withStudentFlags(command: Command, section = '--section <section>'): Command {
  return command
    .option(section, 'only students of this section (id or name)')
    .option('--school <school>', 'only students of this school')
    .option('--teacher <teacher>', 'only students of this teacher')
    .option('--grade <grade>', 'only students of this grade (06 = 6, K = KG = 0)')
    .option('--withdrawn', 'withdrawn students too');
}

export function studentFilter(flags: StudentFlags): StudentFilter {
  return {
    section: flags.section ?? null,
    school: flags.school ?? null,
    teacher: flags.teacher ?? null,
    grade: flags.grade ?? null,
    withdrawn: flags.withdrawn === true,
  };
}

export interface CompetencyFlags {
  readonly framework?: string;
  readonly under?: string;
  readonly pathway?: string;
}

export function withCompetencyFlags(command: Command): Command {
  return command
    .option('--framework <framework>', 'only competencies of this framework')
    .option('--under <code>', 'only competencies under this heading')
    .option('--pathway <pathway>', 'only competencies of this pathway');
}

/** What the flags leave of the competencies, and the term of the view. */
export function competencyFilter(flags: CompetencyFlags, view: View): CompetencyFilter {
  return {
    taught: view.term?.taught ?? null,
    framework: flags.framework ?? null,
    under: flags.under ?? null,
    pathway: flags.pathway ?? null,
  };
}

/** Another name of a flag with a day, which help does not list. `of` is the flag's name in the code. */
export function withOtherDayName(
  command: Command,
  name: '--on' | '--date',
  of: 'on' | 'date',
): Command {
  const option = new Option(`${name} <date>`).hideHelp();
  return command
    .addOption(option)
    .on(`option:${option.name()}`, (day: string) => command.setOptionValue(of, day));
}

export interface DayFlags {
  readonly asOf?: string;
  readonly knownOn?: string;
  readonly term?: string;
}

export function withDayFlags(command: Command): Command {
  return command
    .option('--as-of <date>', 'what had happened by this day')
    .option('--known-on <date>', 'what had been entered by the end of this day')
    .option('--term <term>', 'at the end of this term (or today), and only what is taught in it');
}

export interface KnownFlags {
  readonly knownOn?: string;
}

/** For pages that are about no day: `--known-on` alone. */
export function withKnownFlag(command: Command): Command {
  return command.option('--known-on <date>', 'what had been entered by the end of this day');
}

export function readKnown(session: Session, flags: KnownFlags): (book: Gradebook) => View {
  return readDays(session, flags);
}

/** The day that a view is about: under `--known-on` alone it must not move with the calendar. */
export function dayOf(session: Session, view: View): Day {
  return view.asOf ?? view.knownOn ?? session.today;
}

/** Which state a page shows, where it is not the present one; '' where it is. */
export function dayLine({ asOf, knownOn, term }: View, words: Words): string {
  const parts = [
    term === undefined ? '' : visible(termText(term, words)),
    asOf === null ? '' : `what had happened by ${words.day(asOf)}`,
    knownOn === null ? '' : `as it was known on ${words.day(knownOn)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `(${parts.join(', ')})\n`;
}

function termText({ term, taught }: SeenTerm, words: Words): string {
  const last = lastDay(term);
  const until = last === null ? '' : `, which ends on ${words.day(last)}`;
  return `${term.name}${until}${taught === null ? '' : ', and what is taught in it'}`;
}

/**
 * Reads the days before the gradebook is opened: one that cannot be read is wrong usage. That today is
 * not over is said: until midnight what is known on it is not the same for ever.
 */
export function readDays(session: Session, flags: DayFlags): (book: Gradebook) => View {
  if (flags.term !== undefined && flags.asOf !== undefined)
    throw new PlError(
      'usage',
      '--term and --as-of: choose one; a term is shown as of its last day',
    );
  const asOf = flags.asOf === undefined ? null : session.pastDay(flags.asOf, '--as-of');
  const knownOn = flags.knownOn === undefined ? null : session.pastDay(flags.knownOn, '--known-on');
  if (knownOn === session.today)
    session.say('today is not over: what is entered later today still shows');
  return (book) => {
    const view = viewOn(book, asOf, knownOn);
    if (flags.term === undefined) return view;
    return viewOfTerm(book, view, termNamed(loadTerms(book, view), flags.term), session.today);
  };
}

/** A first word that is one of a few kinds, with a did-you-mean. */
export function kindArgument(words: string, kinds: readonly string[], name = '<kind>'): Argument {
  return new Argument(name, words).choices(kinds).argParser((typed: string) => {
    if (kinds.includes(typed)) return typed;
    const [near] = closest(typed.toLowerCase(), kinds, (kind) => [kind]);
    const meant = near === undefined ? '' : `; did you mean "${near}"?`;
    throw new PlError('usage', `"${typed}" is none of ${kinds.join(', ')}${meant}`);
  });
}
