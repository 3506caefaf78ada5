/** `pl import`: files are read, planned, shown, and written whole or not at all. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { findFormat, type Signs } from '../formats/format.js';
import { headerScore } from '../formats/known-headers.js';
import type { Batch } from './import/batches.js';
import { FORMATS, likenessOf } from './import/elsewhere.js';
import {
  checkedFlags,
  type ImportFlags,
  type ImportKind,
  withImportFlags,
} from './import/flags.js';
import { gather } from './import/members.js';
import { checkMissing, writeMissing } from './import/missing.js';
import type { ImportOutcome, Unread } from './import/outcome.js';
import { inProfile, listProfiles, type ProfileUse, useProfile } from './import/profiles.js';
import { type Reading, watched } from './import/reading.js';
import { importAll, importsOf } from './import/running.js';
import { tellImport } from './import/telling.js';
import { kindArgument } from './options.js';
import type { Session } from './session.js';

/** What can be imported. */
const KINDS: readonly ImportKind[] = [
  'roster',
  'standards',
  'links',
  'evidence',
  'pathways',
  'groups',
];

export function define(command: Command, session: Session): void {
  withImportFlags(command)
    .description('plan an import, show it, and write it whole or not at all')
    .addArgument(kindArgument('what the files hold', [...KINDS, 'profiles']))
    .argument('[path...]', 'files, folders or zips to read; - is standard input')
    .addHelpText('after', `${EXAMPLES}${formatLines()}`)
    .action(async (kind: ImportKind | 'profiles', paths: string[], flags: ImportFlags) => {
      if (kind === 'profiles') {
        if (paths.length > 0)
          throw new PlError('usage', 'pl import profiles lists what is kept: no file beside it');
        return await listProfiles(session);
      }
      if (paths.length === 0) throw new PlError('usage', "missing required argument 'path'");
      return await run(session, kind, paths, flags);
    });
}

const EXAMPLES = `
Examples:
  pl import roster students.csv
  pl import roster nightly.zip --withdraw-missing --max-change 10%
  pl import standards math.csv --framework math --map "code={grade}.{domain}.{number}"
  pl import standards prerequisites.csv
  pl import standards state.json --assessable "Student Expectation"
  pl import evidence quiz.csv --dry-run
  pl import evidence quiz.xlsx --sheet "Unit 1" --date yesterday --kind test --out-of 20
  pl import evidence canvas.csv --date 2026-09-30 --map "Quiz 1=RP.1,RP.2"
  pl import evidence map.csv --map "Mathematics=RP.1" --cuts 1=0,2=201,3=215,4=230
  pl import evidence form.csv --map "student=Who?" --date-format M/D/YYYY --profile tickets
  pl import profiles
  pl import pathways units.csv
  pl import groups lunch.csv --dry-run
  pl import roster oneroster.zip --dry-run
  pl import roster sis-export/

What a file needs at least (docs/formats.md, beside the program, has every column):
  roster      student_id, and first_name and last_name or name
  standards   code, statement; or source, target for links
  evidence    student_id or student, competency, score, date;
              or student and a column a competency, with a date column or --date
  pathways    pathway, stage, competency
  groups      student_id, group, value`;

/** The formats of other systems, by kind. */
function formatLines(): string {
  const lines = Object.entries(FORMATS).flatMap(([kind, formats]) =>
    formats.map(({ name, title }) => `  ${kind.padEnd(11)} ${name.padEnd(24)} ${title}`),
  );
  return lines.length === 0 ? '' : `\n\n${FORMATS_HEADING}\n${lines.join('\n')}`;
}

const FORMATS_HEADING =
  'Formats of other systems, which are recognised (--format says which, where it is unsure):';

async function run(
  session: Session,
  kind: ImportKind,
  paths: readonly string[],
  given: ImportFlags,
): Promise<void> {
  const profile = useProfile(session, kind, given);
  const flags = checkedFlags(session, kind, profile.flags);
  checkMissing(flags, paths);
  if (flags.format !== undefined) findFormat<Signs>(FORMATS[kind], [], flags.format);
  try {
    const { members, problems } = await gather(session, paths, flags);
    const reading = watched(members, headerScore(flags.map ?? []));
    const { imports, batches } = await importsOf(session, kind, reading.members, flags, paths);
    const book = await session.book();
    const outcome = importAll(session, book, kind, problems, imports, flags);
    await tellImport(session, outcome, {
      paths,
      files: reading.facts(batches),
      unread: unreadOf(outcome, reading, batches),
      looksLike: wrongKind(outcome) ? likenessOf(kind, members) : null,
    });
    if (session.io.isRehearsal === true) return;
    await writeMissing(session, flags, outcome);
    if (outcome.written) keepProfile(session, profile);
  } catch (error) {
    throw inProfile(error, given);
  }
}

/** The columns do not fit: perhaps it was meant for another import. */
function wrongKind({ written, problems }: ImportOutcome): boolean {
  return !written && problems.some(({ code }) => code === 'missing_column');
}

/** The files of a set that nobody read, with the reason where one was given. */
function unreadOf(
  { unread = [] }: ImportOutcome,
  reading: Reading,
  batches: readonly Batch<Signs>[],
): readonly Unread[] {
  const known = new Map(unread.map((one) => [one.file, one]));
  const left = reading.unread().flatMap((file) => {
    const batch = batches.find(({ members }) => members.some(({ path }) => path === file));
    const title = batch?.found?.format.title;
    const why =
      title === undefined ? 'it was not come to' : `it is no part of ${title} that counts`;
    return known.has(file) ? [] : [{ file, why }];
  });
  return [...unread, ...left];
}

/** All is written: that the profile cannot be kept is said and changes nothing. */
function keepProfile(session: Session, profile: ProfileUse): void {
  try {
    profile.save();
  } catch (error) {
    if (!(error instanceof PlError)) throw error;
    session.complain(`warning: the profile is not kept: ${error.message}`);
  }
}
