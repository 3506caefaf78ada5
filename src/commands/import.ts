/** `pl import`: files are read, planned, shown, and written whole or not at all. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { firstBytes, isPlainFile, openChunks, readBytes } from '../files.js';
import { type Opened, type OpenTable, openTable } from '../formats/table.js';
import type { SheetText } from '../formats/workbook.js';
import { isWorkbook } from '../formats/workbook-kinds.js';
import { progressBar } from '../progress.js';
import type { Gradebook } from '../store/open.js';
import { inTransaction } from '../store/writing.js';
import { importEvidence } from './import-evidence.js';
import {
  checkedFlags,
  type ImportFlags,
  type ImportKind,
  withImportFlags,
} from './import-flags.js';
import { type GivenFile, type ImportOutcome, isRefused, together } from './import-outcome.js';
import { inProfile, listProfiles, type ProfileUse, useProfile } from './import-profiles.js';
import { tellOutcome } from './import-telling.js';
import { IMPORTERS } from './importers.js';
import { importPlanned } from './importers-planned.js';
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
  pl import standards math.csv --framework math --map "code={grade}.{domain}.{number}"
  pl import standards prerequisites.csv
  pl import evidence quiz.csv --dry-run
  pl import evidence quiz.xlsx --sheet "Unit 1" --date yesterday --kind test --out-of 20
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
  try {
    const files = await Promise.all(paths.map((path) => givenFile(session, path, flags)));
    const book = await session.book();
    const outcome = importFiles(session, book, kind, files, flags);
    await tellOutcome(session, outcome);
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
 * The file, looked for before the gradebook is opened. A text is read piece by piece when its turn
 * comes; a workbook now, as nothing can wait for it within the transaction.
 */
async function givenFile(
  session: Session,
  path: string,
  { sheet }: ImportFlags,
): Promise<GivenFile> {
  const sent =
    path === '-' ? await session.io.readStdin() : isPlainFile(path) ? null : readBytes(path);
  if (isWorkbook(sent ?? firstBytes(path))) {
    const { readWorkbook } = await import('../formats/workbook.js');
    const text = await readWorkbook(sent ?? readBytes(path), path, sheet ?? null);
    return { path, open: () => openSheet(text, path), ...UNSEEN };
  }
  if (sheet !== undefined)
    throw new PlError('usage', `--sheet is for workbooks (.xlsx), and ${path} is none`);
  if (sent !== null) return { path, open: () => openTable([sent], path), ...UNSEEN };
  const { chunks, size, read } = openChunks(path);
  return { path, open: () => openTable(chunks, path), ...(await rowsSeen(session, size, read)) };
}

const UNSEEN = { onRow: () => {}, onEnd: () => {} };

/** How far the reading of a long file is, for a person who waits. */
async function rowsSeen(session: Session, size: number, read: () => number) {
  if (session.options.quiet === true) return UNSEEN;
  const progress = await progressBar(session.io, size);
  let rows = 0;
  return {
    onRow: () => {
      if (++rows % 2_000 === 0) progress.at(read(), rows);
    },
    onEnd: progress.end,
  };
}

function openSheet({ bytes, problems }: SheetText, path: string): Opened<OpenTable> {
  return bytes === null ? { table: null, problems } : openTable([bytes], path, problems);
}

/**
 * Imports files one after the other in one transaction, so that a later file may rest on an earlier
 * one and nothing stays of any when one is refused.
 */
function importFiles(
  session: Session,
  book: Gradebook,
  kind: ImportKind,
  files: readonly GivenFile[],
  flags: ImportFlags,
): ImportOutcome {
  const done: ImportOutcome[] = [];
  const act = () => {
    const importOne = kind === 'evidence' ? importEvidence : importPlanned(IMPORTERS[kind]);
    for (const file of files) done.push(importOne(session, book, file, flags));
    if (flags.dryRun === true || done.some((one) => isRefused(one, flags))) throw new NotWritten();
  };
  try {
    inTransaction(book, act);
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
  }
  return together(kind, done, flags);
}

/** Unwinds the transaction of an import that is not to be written. */
class NotWritten extends Error {}
