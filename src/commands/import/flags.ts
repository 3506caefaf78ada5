/** The flags of `pl import`, and which of them go together. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import { dateReader } from '../../core/importing/dates.js';
import { readNumber } from '../../core/importing/records.js';
import { withOtherDayName } from '../options.js';
import type { Session } from '../session.js';
import { cutsOf, valuesOf } from './evidence-levels.js';
import { checkRosterFlags, type RosterFlags, withRosterFlags } from './roster-flags.js';

/** What a file may be. */
export type ImportKind = 'roster' | 'standards' | 'links' | 'evidence' | 'pathways' | 'groups';

export interface ImportFlags extends RosterFlags {
  readonly map?: readonly string[];
  readonly format?: string;
  readonly framework?: string;
  /** Item types of standards, separated by commas. */
  readonly assessable?: readonly string[];
  readonly sheet?: string;
  readonly profile?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly skipBad?: boolean;
  /** For evidence alone. */
  readonly date?: string;
  readonly dateFormat?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly by?: string;
  readonly outOf?: string;
  readonly section?: string;
  readonly value?: readonly string[];
  readonly cuts?: string;
}

export function withImportFlags(command: Command): Command {
  const dated = withOtherDayName(command, '--on', 'date')
    .option(
      '--format <format>',
      'the format of the files, where it is not to be found out (native: the CSV of pl)',
    )
    .option(
      '--map <field=header>',
      'which column fills a field; "{a}.{b}" puts several together',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--framework <framework>', 'the framework of standards or codes whose file names none')
    .option(
      '--assessable <type>',
      'standards: items of this type are assessable and no others (repeatable, or with commas)',
      (value: string, before: readonly string[] = []) => [...before, ...value.split(',')],
    )
    .option(
      '--sheet <sheet>',
      'the sheet of a workbook, by name or number (default: the first used)',
    )
    .option(
      '--profile <name>',
      'keep how this file is read under a name; the next time the name is enough',
    )
    .option('--date <date>', 'evidence: the day, where a row names none')
    .option('--date-format <format>', 'evidence: how dates are written, such as DD/MM/YYYY')
    .option('--kind <kind>', 'evidence: how it was shown, where a row does not say')
    .option('--title <title>', 'evidence: what it was called, where a row does not say')
    .option('--by <name>', 'evidence: who saw it, where a row does not say')
    .option('--out-of <points>', 'evidence: full marks, where a row does not say')
    .option(
      '--value <word=level>',
      'evidence: the level that a word of the file means, such as "Met Standard=3" (repeatable)',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option(
      '--cuts <level=least,...>',
      'evidence: levels of an outside test by their least score, such as 1=0,2=201,3=215',
    )
    .option('--section <section>', 'evidence: where names are looked up, where a row does not say');
  return withRosterFlags(dated)
    .option('--dry-run', 'show what would be written, and write nothing')
    .option('--strict', 'warnings are errors')
    .option('--skip-bad', 'leave out rows with errors and write the rest (exit code 4)');
}

/** Flags that are about evidence, as they are typed. */
const EVIDENCE_ONLY = {
  date: '--date',
  dateFormat: '--date-format',
  kind: '--kind',
  title: '--title',
  by: '--by',
  outOf: '--out-of',
  section: '--section',
  value: '--value',
  cuts: '--cuts',
} as const;

/**
 * The flags with their day read. Throws `PlError('usage')` for one that cannot be read or does not
 * go with this kind of file, `PlError('invalid')` for a day in the future.
 */
export function checkedFlags(session: Session, kind: ImportKind, flags: ImportFlags): ImportFlags {
  for (const [key, flag] of Object.entries(EVIDENCE_ONLY)) {
    if (kind !== 'evidence' && flags[key as keyof ImportFlags] !== undefined) {
      throw new PlError('usage', `${flag} is for evidence, and this is an import of ${kind}`);
    }
  }
  checkRosterFlags(flags, kind);
  if (kind !== 'standards' && flags.assessable !== undefined) {
    throw new PlError('usage', `--assessable is for standards, and this is an import of ${kind}`);
  }
  dateReader(flags.dateFormat ?? null);
  valuesOf(flags);
  cutsOf(flags);
  const points = flags.outOf === undefined ? 1 : readNumber(flags.outOf);
  if (points === null || points <= 0) {
    throw new PlError('usage', `--out-of "${flags.outOf}" is not a number above 0`);
  }
  return flags.date === undefined
    ? flags
    : { ...flags, date: session.pastDay(flags.date, '--date') };
}
