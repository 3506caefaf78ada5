/** The flags of a report-card file, read before the gradebook is: what is asked of it. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { PlError } from '../../core/errors.js';
import { readSigns, SHOWN, type Shown, type Sign } from '../../core/reportcard/values.js';
import { checkWritable } from '../../written-files.js';
import type { CompetencyFlags, StudentFlags } from '../options.js';
import type { Session } from '../session.js';
import { otherFormat } from './formats.js';
import { checkMaps, type Mapped, readMaps } from './report-card-map.js';
import { LONG_COLUMNS } from './report-card-sheet.js';

export interface FormFlags {
  readonly wide?: boolean;
  readonly map?: readonly string[];
  readonly value?: readonly string[];
  readonly show?: Shown;
  readonly id?: string;
  readonly manifest?: string;
  readonly format?: string;
}

/** How a file is written, and of whom and what: all that has to be known to write it again. */
export interface Form {
  readonly format: 'csv' | 'json' | 'xlsx';
  readonly bom: boolean;
  readonly layout: 'long' | 'wide';
  readonly maps: readonly Mapped[];
  readonly signs: readonly Sign[];
  readonly show: Shown;
  /** The type of id; null: the one that is shown. */
  readonly id: string | null;
  readonly filter: StudentFlags & CompetencyFlags;
}

/** Flags that only report cards have; `map` is not among them where another flag of that name is. */
export function withFormFlags(command: Command): Command {
  return command
    .option('--wide', 'report card: one row a student, with a column a competency')
    .option('--map <column=header>', 'report card: these columns alone, so named', several)
    .option('--value <level=sign>', 'report card: signs, such as 4=E,thin=IE,excused=EX', several)
    .addOption(
      new Option('--show <what>', 'report card: what has no sign (default: level)').choices(SHOWN),
    )
    .option('--id <type>', 'report card: the id of this type, such as local or state')
    .option('--manifest <file>', 'report card: its manifest (default: beside the file of -o)');
}

/** An option that can be given more than once. */
function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

const FORM_FLAGS = ['wide', 'map', 'value', 'show', 'id', 'manifest'] as const;

/** Refuses the flags of report cards for what is none. */
export function refuseFormFlags(flags: FormFlags, kind: string): void {
  const given = FORM_FLAGS.find((flag) => flags[flag] !== undefined);
  if (given !== undefined)
    throw new PlError('usage', `--${given} is for report cards, not for ${kind}`);
}

/** Reads the form. Throws `PlError('usage')` for what cannot be read. */
export function readForm(
  session: Session,
  flags: FormFlags & StudentFlags & CompetencyFlags,
): Form {
  const { section, school, teacher, grade, withdrawn, framework, under, pathway } = flags;
  const maps = readMaps(flags.map ?? []);
  if (flags.wide !== true) checkMaps(maps, LONG_COLUMNS);
  if (flags.manifest !== undefined) checkWritable(flags.manifest);
  const { output } = session.options;
  if (
    output !== undefined &&
    flags.manifest !== undefined &&
    resolve(flags.manifest) === resolve(output)
  )
    throw new PlError('usage', '--manifest and -o name the same file');
  const filter = { section, school, teacher, grade, withdrawn, framework, under, pathway };
  return {
    format: formatOf(session, flags.format),
    bom: session.options.bom === true && session.format !== 'json' && flags.format === undefined,
    layout: flags.wide === true ? 'wide' : 'long',
    maps,
    signs: readSigns(flags.value ?? []),
    show: flags.show ?? 'level',
    id: flags.id ?? null,
    filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  };
}

function formatOf(session: Session, asked: string | undefined): Form['format'] {
  if (otherFormat(session, 'report-card', asked) === 'xlsx') return 'xlsx';
  return session.format === 'json' ? 'json' : 'csv';
}

/** The term of report cards, without which there are none. */
export function termFlag(flags: { readonly term?: string }): string {
  if (flags.term !== undefined) return flags.term;
  throw new PlError('usage', 'report cards are of a term: --term TERM', 'pl term list');
}
