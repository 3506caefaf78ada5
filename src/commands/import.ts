/** `pl import`: files are read, planned, shown, and written whole or not at all. */
import type { Command } from 'commander';
import { PlError, type Problem } from '../core/errors.js';
import type { Counts } from '../core/importing/records.js';
import { isError } from '../core/importing/skipping.js';
import { readBytes } from '../files.js';
import { readTable, type TextTable } from '../formats/table.js';
import { isWorkbook } from '../formats/workbook-kinds.js';
import type { Gradebook } from '../store/open.js';
import { inTransaction } from '../store/writing.js';
import { checkedFlags, type ImportFlags, withImportFlags } from './import-flags.js';
import { inProfile, listProfiles, useProfile } from './import-profiles.js';
import { problemLines, summaryLine } from './import-report.js';
import { IMPORTERS, type Importer, type ImportKind } from './importers.js';
import { kindArgument } from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withImportFlags(command)
    .description('plan an import, show it, and write it whole or not at all')
    .addArgument(kindArgument('what the files hold', [...Object.keys(IMPORTERS), 'profiles']))
    .argument('[path...]', 'files to read, CSV or .xlsx; - is standard input')
    .addHelpText('after', EXAMPLES)
    .action(async (kind: ImportKind | 'profiles', paths: string[], flags: ImportFlags) => {
      if (kind === 'profiles') return await listProfiles(session);
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

What a file needs at least (docs/formats.md, beside the program, has every column):
  roster      student_id, and first_name and last_name or name
  standards   code, statement; or source, target for links
  evidence    student_id or student, competency, score, date;
              or student and a column a competency, with a date column or --date
  pathways    pathway, stage, competency`;

/** What the import of all the files came to. */
export interface ImportOutcome {
  readonly kind: ImportKind;
  readonly format: string;
  readonly written: boolean;
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, Counts>>;
  readonly problems: readonly Problem[];
  /** Rows left out by `--skip-bad`. */
  readonly left: number;
}

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
    await report(session, outcome);
    session.code = codeOf(outcome);
    if (outcome.written) profile.save();
  } catch (error) {
    throw inProfile(error, given);
  }
}

function bytesOf(session: Session, path: string): Promise<Uint8Array> {
  return path === '-' ? session.io.readStdin() : Promise.resolve(readBytes(path));
}

interface GivenFile {
  readonly path: string;
  /** The text of a table; null for a workbook that cannot be read. */
  readonly bytes: Uint8Array | null;
  readonly problems: readonly Problem[];
}

/** The file, or the sheet of a workbook as text: read before the transaction, in which nothing waits. */
async function givenFile(
  session: Session,
  path: string,
  { sheet }: ImportFlags,
): Promise<GivenFile> {
  const bytes = await bytesOf(session, path);
  if (!isWorkbook(bytes)) {
    if (sheet === undefined) return { path, bytes, problems: [] };
    throw new PlError('usage', `--sheet is for workbooks (.xlsx), and ${path} is none`);
  }
  const { readWorkbook } = await import('../formats/workbook.js');
  return { path, ...(await readWorkbook(bytes, path, sheet ?? null)) };
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
    for (const file of files) done.push(importFile(session, book, kind, file, flags));
    if (flags.dryRun === true || done.some((one) => refused(one, flags))) throw new NotWritten();
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

const NOTHING = { table: null, problems: [] };

function importFile(
  session: Session,
  book: Gradebook,
  kind: ImportKind,
  file: GivenFile,
  flags: ImportFlags,
): ImportOutcome {
  const importer: Importer = IMPORTERS[kind];
  const text = file.bytes === null ? NOTHING : readTable(file.bytes, file.path);
  const read = { table: text.table, problems: [...file.problems, ...text.problems] };
  if (read.table === null) return outcome(kind, 'native', importer.noCounts, read.problems, 0);
  const partial = read.problems.some(isError);
  const planned = importer.plan(session, book, read.table as TextTable, flags, partial);
  const problems = strictly([...read.problems, ...planned.problems], flags);
  const unreadable = strictly(read.problems, flags).some(isError) && flags.skipBad !== true;
  if (!planned.broken && !unreadable && !(problems.some(isError) && flags.skipBad !== true))
    planned.write();
  const left = planned.left + read.problems.filter(isError).length;
  return outcome(kind, planned.format, planned.counts, problems, planned.broken ? -1 : left);
}

function outcome(
  kind: ImportKind,
  format: string,
  counts: ImportOutcome['counts'],
  problems: readonly Problem[],
  left: number,
): ImportOutcome {
  return { kind, format, counts, problems, left, written: false, dryRun: false };
}

function strictly(problems: readonly Problem[], flags: ImportFlags): Problem[] {
  if (flags.strict !== true) return [...problems];
  return problems.map((problem) => ({ ...problem, severity: 'error' }));
}

/** Whether a file keeps the whole import from being written. */
function refused(one: ImportOutcome, flags: ImportFlags): boolean {
  if (!one.problems.some(isError)) return false;
  return flags.skipBad !== true || one.left <= 0;
}

function together(
  kind: ImportKind,
  done: readonly ImportOutcome[],
  flags: ImportFlags,
): ImportOutcome {
  const counts: Record<string, Counts> = {};
  for (const one of done) {
    for (const [key, { add, update, unchanged }] of Object.entries(one.counts)) {
      const sum = counts[key] ?? { add: 0, update: 0, unchanged: 0 };
      counts[key] = {
        add: sum.add + add,
        update: sum.update + update,
        unchanged: sum.unchanged + unchanged,
      };
    }
  }
  return {
    kind,
    format: [...new Set(done.map(({ format }) => format))].join(', '),
    written: flags.dryRun !== true && !done.some((one) => refused(one, flags)),
    dryRun: flags.dryRun === true,
    counts,
    problems: done.flatMap(({ problems }) => problems),
    left: done.reduce((sum, { left }) => sum + Math.max(0, left), 0),
  };
}

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
  for (const line of problemLines(outcome)) session.say(line);
}
