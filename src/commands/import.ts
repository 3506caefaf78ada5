/** `pl import`: files are read, planned, shown, and written whole or not at all. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { isError } from '../core/importing/skipping.js';
import { openChunks } from '../files.js';
import { openTable } from '../formats/table.js';
import type { Gradebook } from '../store/open.js';
import { inTransaction } from '../store/writing.js';
import { importEvidence } from './import-evidence.js';
import {
  type GivenFile,
  type ImportFlags,
  type ImportKind,
  type ImportOutcome,
  isRefused,
  together,
} from './import-outcome.js';
import { problemLines, summaryLine } from './import-report.js';
import { IMPORTERS, importPlanned } from './importers.js';
import { kindArgument } from './options.js';
import type { Session } from './session.js';

/** What can be imported. */
const KINDS: readonly ImportKind[] = ['roster', 'standards', 'links', 'evidence', 'pathways'];

export function define(command: Command, session: Session): void {
  command
    .description('plan an import, show it, and write it whole or not at all')
    .addArgument(kindArgument('what the files hold', KINDS))
    .argument('<path...>', 'files to read; - is standard input')
    .option('--format <format>', 'the format of the file (native: the CSV that "pl export" writes)')
    .option(
      '--map <field=header>',
      'which column fills a field; "{a}.{b}" puts several together',
      collect,
    )
    .option('--framework <framework>', 'the framework of standards whose file names none')
    .option('--dry-run', 'show what would be written, and write nothing')
    .option('--strict', 'warnings are errors')
    .option('--skip-bad', 'leave out rows with errors and write the rest (exit code 4)')
    .addHelpText('after', EXAMPLES)
    .action((kind: ImportKind, paths: string[], flags: ImportFlags) =>
      run(session, kind, paths, flags),
    );
}

const EXAMPLES = `
Examples:
  pl import roster students.csv
  pl import standards math.csv --framework math --map "code={grade}.{domain}.{number}"
  pl import standards prerequisites.csv
  pl import evidence quiz.csv --dry-run
  pl import pathways units.csv

What a file needs at least (docs/formats.md, beside the program, has every column):
  roster      student_id, and first_name and last_name or name
  standards   code, statement; or source, target for links
  evidence    student_id or student, competency, score, date
  pathways    pathway, stage, competency`;

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function run(
  session: Session,
  kind: ImportKind,
  paths: readonly string[],
  flags: ImportFlags,
): Promise<void> {
  if (flags.format !== undefined && flags.format !== 'native') {
    throw new PlError('usage', `--format "${flags.format}" is not known: native`);
  }
  const files = await Promise.all(paths.map((path) => givenFile(session, path)));
  const book = await session.book();
  const outcome = importFiles(session, book, kind, files, flags);
  await report(session, outcome);
  session.code = codeOf(outcome);
}

/** A file is looked for before the gradebook is opened, and read piece by piece when its turn comes. */
async function givenFile(session: Session, path: string): Promise<GivenFile> {
  const chunks = path === '-' ? [await session.io.readStdin()] : openChunks(path).chunks;
  return { path, open: () => openTable(chunks, path) };
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

function codeOf(outcome: ImportOutcome): number {
  const errors = outcome.problems.some(isError);
  if (outcome.written) return errors ? 4 : 0;
  return errors ? 3 : 0;
}

const COLUMNS = ['file', 'line', 'field', 'code', 'severity', 'message'] as const;

async function report(session: Session, outcome: ImportOutcome): Promise<void> {
  if (session.format === 'json') {
    const { kind, format, written, counts, problems } = outcome;
    session.printJson({
      kind,
      format,
      written,
      dry_run: outcome.dryRun,
      counts,
      problems: problems.map((problem) =>
        Object.fromEntries(COLUMNS.map((column) => [column, problem[column]])),
      ),
      rows_left_out: outcome.left,
    });
  } else if (session.format === 'csv') {
    await session.printCsv(
      COLUMNS,
      outcome.problems.map((problem) => COLUMNS.map((column) => problem[column])),
    );
  } else session.print(summaryLine(outcome));
  const say = (line: string) =>
    outcome.problems.some(isError) ? session.complain(line) : session.say(line);
  for (const line of problemLines(outcome)) say(line);
}
