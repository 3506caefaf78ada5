/** Telling what an import came to: data in the format asked for, problems to people, the exit code. */
import { isError } from '../core/importing/skipping.js';
import { newsLines } from './import-news.js';
import type { ImportOutcome } from './import-outcome.js';
import { problemLines, summaryLine } from './import-report.js';
import type { Session } from './session.js';

/** Prints the outcome and sets the exit code. `more`: what follows in JSON, and in lines for people. */
export async function tellOutcome(
  session: Session,
  outcome: ImportOutcome,
  more: { readonly json: object; readonly lines: readonly string[] } = {
    json: { rows_left_out: outcome.left },
    lines: [],
  },
): Promise<void> {
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
      ...more.json,
      ...(outcome.news == null ? {} : { news: outcome.news }),
    });
  } else if (session.format === 'csv') {
    await session.printCsv(
      COLUMNS,
      outcome.problems.map((problem) => COLUMNS.map((column) => problem[column])),
    );
  } else {
    const news = newsLines(outcome.news ?? null, session.options.verbose === true);
    session.print([summaryLine(outcome), ...more.lines, ...news].join('\n'));
  }
  const say = (line: string) =>
    outcome.problems.some(isError) ? session.complain(line) : session.say(line);
  for (const line of problemLines(outcome)) say(line);
  session.code = codeOf(outcome);
}

const COLUMNS = ['file', 'line', 'field', 'code', 'severity', 'message'] as const;

function codeOf(outcome: ImportOutcome): number {
  const errors = outcome.problems.some(isError);
  if (outcome.written) return errors ? 4 : 0;
  return errors ? 3 : 0;
}
