/** Telling what an import came to: data in the format asked for, problems to people, the exit code. */
import type { Problem } from '../../core/errors.js';
import { isError } from '../../core/importing/skipping.js';
import type { Session } from '../session.js';
import { newsJson, newsLines } from './news.js';
import type { ImportOutcome } from './outcome.js';
import { problemLines, summaryLine } from './report.js';
import { readingLines, type Told } from './seen.js';

/** Tells of an import of files: also how each was read, and for what it may have been meant. */
export async function tellImport(
  session: Session,
  outcome: ImportOutcome,
  told: Told,
): Promise<void> {
  const { paths, files, unread, looksLike } = told;
  const verbose = session.options.verbose === true;
  await tellOutcome(session, outcome, {
    json: {
      rows_left_out: outcome.left,
      files,
      unread,
      looks_like: looksLike,
      news: newsJson(outcome.news ?? null),
      ended: outcome.ended ?? {},
    },
    lines: [
      ...readingLines(told, verbose),
      ...newsLines(outcome.news ?? null, verbose),
      ...(outcome.hint == null ? [] : [`  ${outcome.hint}`]),
    ],
  });
  if (looksLike === null) return;
  const { kind, title } = looksLike;
  session.complain(`this looks like ${title}: pl import ${kind} ${paths.map(typed).join(' ')}`);
}

/** A path as it is typed. */
function typed(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`;
}

/** Prints the outcome and sets the exit code. `more`: what follows in JSON, and in lines for people. */
export async function tellOutcome(
  session: Session,
  outcome: ImportOutcome,
  more: { readonly json: object; readonly lines: readonly string[] } = {
    json: { rows_left_out: outcome.left },
    lines: [],
  },
): Promise<void> {
  // Known before anything is shown: a reader who leaves early (`| head`) does not change it.
  session.code = codeOf(outcome);
  if (session.format === 'json') {
    const { kind, format, written, counts } = outcome;
    const problems = () => jsonProblems(outcome.problems);
    session.print.longJson({
      kind,
      format,
      written,
      dry_run: outcome.dryRun,
      counts,
      problems,
      ...more.json,
    });
  } else if (session.format === 'csv') {
    await session.print.csv(COLUMNS, csvProblems(outcome.problems));
  } else session.print.text([summaryLine(outcome), ...more.lines].join('\n'));
  const say = (line: string) =>
    outcome.problems.some(isError) ? session.complain(line) : session.say(line);
  for (const line of problemLines(outcome)) say(line);
}

const COLUMNS = ['file', 'line', 'field', 'code', 'severity', 'message'] as const;

/** One at a time: there may be as many as rows. */
function* jsonProblems(problems: readonly Problem[]) {
  for (const problem of problems)
    yield Object.fromEntries(COLUMNS.map((column) => [column, problem[column]]));
}

function* csvProblems(problems: readonly Problem[]) {
  for (const problem of problems) yield COLUMNS.map((column) => problem[column]);
}

function codeOf(outcome: ImportOutcome): number {
  const errors = outcome.problems.some(isError);
  if (outcome.written) return errors ? 4 : 0;
  return errors ? 3 : 0;
}
