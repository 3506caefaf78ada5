/** `pl summary`: how students stand on each competency, counted, and by what a school counts them. */
import type { Command } from 'commander';
import { suppressionSize } from '../config.js';
import { PlError } from '../core/errors.js';
import { closest } from '../core/matching/suggest.js';
import { summaryOf } from '../core/summary/summary.js';
import { BYS, type By } from '../core/summary/values.js';
import { summaryPage } from '../output/summary-page.js';
import {
  type CompetencyFlags,
  type DayFlags,
  dayLine,
  dayOf,
  readDays,
  type StudentFlags,
  withCompetencyFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';
import { type Asked, countStudents } from './summary-counting.js';
import { printSummaryCsv, summaryJson } from './summary-data.js';

type SummaryFlags = StudentFlags &
  CompetencyFlags &
  DayFlags & {
    readonly since?: string;
    readonly by?: readonly string[];
    readonly suppress?: string;
    readonly all?: boolean;
  };

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .option('--since <date>', 'what has moved since this day')
    .option('--by <what...>', 'also for each section, school or grade, or "group NAME"')
    .option('--suppress <size>', 'show no count under this one (default: by group, 10)')
    .option('--all', 'competencies of every framework, also of those that nobody recorded in')
    .addHelpText('after', EXAMPLES)
    .action((flags: SummaryFlags) => summary(session, flags));
}

const EXAMPLES = `
Examples:
  pl summary --section 7A
  pl summary --school "Harbour Lane" --by section --since -30d
  pl summary --by grade --suppress 10 --csv -o grades.csv
  pl summary --by group meals --json

By a group, counts are left out so that no count under the suppression size can
be worked out from this one table (pl config suppress, docs/summary.md).`;

async function summary(session: Session, flags: SummaryFlags): Promise<void> {
  const viewOf = readDays(session, flags);
  const asked = readAsked(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const day = dayOf(session, view);
  if (asked.since !== null && asked.since >= day)
    throw new PlError('invalid', `--since ${asked.since} is not before ${day}, the day shown`);
  const count = countStudents(session, book, view, asked);
  const { standards } = count.learning;
  const compared = asked.since !== null;
  const result = summaryOf(standards, { ...count, compared, size: asked.size });
  if (session.format === 'json') session.print.json(summaryJson(standards, view, asked, result));
  else if (session.format === 'csv') await printSummaryCsv(session, standards, result, asked.by);
  else if (count.everyone.students === 0) session.say('no students here: pl import roster FILE');
  else if (count.competencies.length === 0)
    session.say('nothing has been recorded of these students yet (--all lists every competency)');
  else {
    const options = { width: session.io.width, colour: session.colour, words: session.words };
    session.print.text(
      dayLine(view, session.words) + (await summaryPage(standards, asked, result, options)),
    );
  }
}

/** Reads what is asked before the gradebook is opened. */
function readAsked(session: Session, flags: SummaryFlags): Asked {
  const { by, group } = readBy(flags.by ?? null);
  const size =
    flags.suppress !== undefined
      ? suppressionSize(flags.suppress, '--suppress')
      : by === 'group'
        ? Number(session.config.suppress)
        : null;
  if (size !== null) refuseTelling(flags, by);
  const since = flags.since === undefined ? null : session.pastDay(flags.since, '--since');
  return { filter: flags, all: flags.all === true, since, by, group, size };
}

/** Refuses what would tell of single students once its page is laid beside another one. */
function refuseTelling(flags: SummaryFlags, by: By | null): void {
  if (flags.since !== undefined)
    throw new PlError(
      'usage',
      '--since is not said where counts are left out: movement would give them away',
    );
  if (flags.withdrawn === true)
    throw new PlError(
      'usage',
      '--withdrawn is not said where counts are left out: with and without it, they would tell of those who left',
    );
  const small = (['section', 'teacher'] as const).find((flag) => flags[flag] !== undefined);
  if (by === 'group' && small !== undefined)
    throw new PlError(
      'usage',
      `--${small} is not said by a group: one class at a time would tell of its students`,
      'pl summary --by group meals --school "Harbour Lane"',
    );
}

function readBy(words: readonly string[] | null): { by: By | null; group: string | null } {
  if (words === null) return { by: null, group: null };
  const [first = '', ...rest] = words;
  const by = BYS.find((one) => one === first.toLowerCase());
  if (by === undefined) {
    const [near] = closest(first.toLowerCase(), BYS, (one) => [one]);
    const meant = near === undefined ? '' : `; did you mean "${near}"?`;
    throw new PlError('usage', `--by "${first}" is none of ${BYS.join(', ')}${meant}`);
  }
  if (by === 'group' && rest.length === 0)
    throw new PlError(
      'usage',
      '--by group says which: --by group NAME',
      'pl summary --by group meals',
    );
  if (by !== 'group' && rest.length > 0)
    throw new PlError('usage', `--by ${by} "${rest.join(' ')}": only a group has a name`);
  return { by, group: by === 'group' ? rest.join(' ') : null };
}
