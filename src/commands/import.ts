/** `pl import`: files are read, planned, shown, and written whole or not at all. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { EVIDENCE_FORMATS } from '../formats/evidence/index.js';
import { findFormat, type Signs } from '../formats/format.js';
import type { Member } from '../formats/member.js';
import { ROSTER_FORMATS } from '../formats/rosters/index.js';
import { STANDARDS_FORMATS } from '../formats/standards/index.js';
import type { Gradebook } from '../store/open.js';
import { inTransaction } from '../store/writing.js';
import { type Batch, batchesOf } from './import-batches.js';
import { importEvidence } from './import-evidence.js';
import {
  checkedFlags,
  type ImportFlags,
  type ImportKind,
  withImportFlags,
} from './import-flags.js';
import { membersOf } from './import-members.js';
import { writeMissing } from './import-missing.js';
import { type ImportOutcome, isRefused, together } from './import-outcome.js';
import { inProfile, listProfiles, type ProfileUse, useProfile } from './import-profiles.js';
import { tellOutcome } from './import-telling.js';
import { IMPORTERS } from './importers.js';
import { importPlanned } from './importers-planned.js';
import { importRosterBatch } from './importers-roster.js';
import { importStandardsBatch } from './importers-standards.js';
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
    .argument('[path...]', 'files to read, CSV or .xlsx; - is standard input')
    .addHelpText('after', EXAMPLES)
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

What a file needs at least (docs/formats.md, beside the program, has every column):
  roster      student_id, and first_name and last_name or name
  standards   code, statement; or source, target for links
  evidence    student_id or student, competency, score, date;
              or student and a column a competency, with a date column or --date
  pathways    pathway, stage, competency
  groups      student_id, group, value`;

async function run(
  session: Session,
  kind: ImportKind,
  paths: readonly string[],
  given: ImportFlags,
): Promise<void> {
  const profile = useProfile(session, kind, given);
  const flags = checkedFlags(session, kind, profile.flags);
  if (flags.format !== undefined) findFormat<Signs>(FORMATS[kind], [], flags.format);
  try {
    const found = await Promise.all(paths.map((path) => membersOf(session, path, flags)));
    const imports = importsOf(kind, found.flat(), flags);
    const book = await session.book();
    const outcome = importAll(session, book, kind, imports, flags);
    await tellOutcome(session, outcome);
    await writeMissing(session, flags, outcome);
    if (outcome.written) keepProfile(session, profile);
  } catch (error) {
    throw inProfile(error, given);
  }
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

/**
 * Imports files one after the other in one transaction, so that a later file may rest on an earlier
 * one and nothing stays of any when one is refused.
 */
function importAll(
  session: Session,
  book: Gradebook,
  kind: ImportKind,
  imports: readonly ImportOne[],
  flags: ImportFlags,
): ImportOutcome {
  const done: ImportOutcome[] = [];
  const act = () => {
    for (const importOne of imports) done.push(importOne(session, book, flags));
    if (flags.dryRun === true || done.some((one) => isRefused(one, flags))) throw new NotWritten();
  };
  try {
    inTransaction(book, act);
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
  }
  return together(kind, done, flags);
}

const FORMATS: Readonly<Record<ImportKind, readonly Signs[]>> = {
  roster: ROSTER_FORMATS,
  standards: STANDARDS_FORMATS,
  evidence: EVIDENCE_FORMATS,
  links: [],
  pathways: [],
  groups: [],
};

/** Imports what belongs together, within the transaction. */
type ImportOne = (session: Session, book: Gradebook, flags: ImportFlags) => ImportOutcome;

/** What is to be imported, in the order in which it was given. */
function importsOf(
  kind: ImportKind,
  members: readonly Member[],
  { format }: ImportFlags,
): readonly ImportOne[] {
  switch (kind) {
    case 'roster':
      return each(batchesOf(ROSTER_FORMATS, members, format), importRosterBatch);
    case 'standards':
      return each(batchesOf(STANDARDS_FORMATS, members, format), importStandardsBatch);
    case 'evidence':
      return each(batchesOf(EVIDENCE_FORMATS, members, format), importEvidence);
    default:
      return each(batchesOf([], members, format), importPlanned(IMPORTERS[kind]));
  }
}

function each<F extends Signs>(
  batches: readonly Batch<F>[],
  importOne: (
    session: Session,
    book: Gradebook,
    batch: Batch<F>,
    flags: ImportFlags,
  ) => ImportOutcome,
): readonly ImportOne[] {
  return batches.map((batch) => (session, book, flags) => importOne(session, book, batch, flags));
}

/** Unwinds the transaction of an import that is not to be written. */
class NotWritten extends Error {}
