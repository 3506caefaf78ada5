/** `pl policy compare`: a policy rehearsed on the present ledger before it is set; nothing is written. */
import { type Command, Option } from 'commander';
import { compareText } from '../core/names.js';
import { canMove, rehearsalOf, rehearse } from '../core/rehearsal/rehearse.js';
import { anyMove, DIMENSIONS, type Dimension, tally } from '../core/rehearsal/tally.js';
import { whereaboutsReader } from '../core/rehearsal/whereabouts.js';
import { narrowStudents } from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import { type CountRow, countColumns, countLines, studentLines } from '../output/rehearsal-page.js';
import { visible } from '../output/safe.js';
import { loadRoster } from '../store/roster.js';
import type { View } from '../store/view.js';
import { narrowed } from './finding.js';
import { loadLearning } from './learning.js';
import {
  type DayFlags,
  dayLine,
  dayOf,
  readDays,
  type StudentFlags,
  studentFilter,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import {
  MOVE_COLUMNS,
  type Mover,
  moveRows,
  type Played,
  rehearsalJson,
} from './policy-compare-data.js';
import { type LevelFlags, refuseBoth } from './policy-level.js';
import { readPairs } from './policy-pairs.js';
import { type FromFlag, proposedAt } from './policy-proposal.js';
import type { Session } from './session.js';

type CompareFlags = StudentFlags &
  DayFlags &
  LevelFlags &
  FromFlag & { readonly names?: boolean; readonly by?: Dimension };

export function defineCompare(command: Command, session: Session): void {
  withDayFlags(withStudentFlags(command.command('compare')))
    .description('what a policy would move, counted; writes nothing')
    .argument('<key=value...>', 'the keys as pl policy set takes them; KEY= takes back')
    .option('--framework <framework>', 'as if set at this framework')
    .option('--competency <competency>', 'as if set at this competency')
    .option(
      '--from <date>',
      'as if set to begin on this day; compared as on it, where it is to come',
    )
    .option('--names', 'name the students who move')
    .addOption(new Option('--by <what>', 'count by this alone, in full').choices(DIMENSIONS))
    .addHelpText('after', EXAMPLES)
    .action((pairs: string[], flags: CompareFlags) => compare(session, pairs, flags));
}

const EXAMPLES = `
Examples:
  pl policy compare method=power-law recent=all
  pl policy compare min_evidence=3 --framework math --by section
  pl policy compare method=latest --section 7A --names
  pl policy compare method=mean recent=all --json -o moves.json`;

async function compare(
  session: Session,
  pairs: readonly string[],
  flags: CompareFlags,
): Promise<void> {
  refuseBoth(flags);
  const said = readPairs(pairs);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const roster = loadRoster(book, view);
  const { standards, ways, showing } = loadLearning(book, view);
  const proposed = await proposedAt(session, { book, view, standards }, said, flags);
  const rehearsal = rehearsalOf(proposed.before, proposed.after, ways);
  const scope = narrowed(narrowStudents(roster, studentFilter(flags), dayOf(session, view)));
  const whereabouts = whereaboutsReader(roster, scope.sectionsOf);
  const counted = tally(namesIn(standards));
  const movers: Mover[] = [];
  const keep = flags.names === true || session.format === 'csv';
  for (const student of canMove(rehearsal) ? scope.students : []) {
    const rehearsed = rehearse(rehearsal, showing(student.id));
    counted.add(rehearsed, whereabouts(student));
    if (keep && anyMove(rehearsed)) movers.push({ student, rehearsed });
  }
  await show(session, { proposed, rehearsal, counted, movers }, view, flags);
}

/** Codes stand alone while there is one framework. */
function namesIn(standards: Standards) {
  const several = standards.frameworks.size > 1;
  return {
    framework: standards.frameworkName,
    competency: (one: Parameters<Standards['frameworkName']>[0]) =>
      several ? `${standards.frameworkName(one)}:${one.code}` : one.code,
  };
}

async function show(
  session: Session,
  played: Played,
  view: View,
  flags: CompareFlags,
): Promise<void> {
  const names = flags.names === true;
  if (session.format === 'csv') return session.printCsv(MOVE_COLUMNS, moveRows(played, names));
  if (session.format === 'json')
    return session.printJson(rehearsalJson(played, view, names, rowsBy(played)));
  session.print(await page(session, played, view, flags));
}

/** The counts by each dimension, in the order in which people look for them. */
function rowsBy({ counted, rehearsal }: Played): (dimension: Dimension) => CountRow[] {
  const place = new Map<string, number>();
  const { competency } = namesIn(rehearsal.before);
  for (const [index, one] of rehearsal.before.ordered.entries()) place.set(competency(one), index);
  return (dimension) =>
    [...counted.by(dimension)].sort(([a], [b]) =>
      dimension === 'competency' ? (place.get(a) ?? 0) - (place.get(b) ?? 0) : compareText(a, b),
    );
}

/** So many rows of a table are shown where nothing asked for that table. */
const SHOWN = 12;

async function page(
  session: Session,
  played: Played,
  view: View,
  flags: CompareFlags,
): Promise<string> {
  const { rehearsal, counted, proposed, movers } = played;
  const since = proposed.startsOn === null ? '' : ` from ${session.words.day(proposed.startsOn)}`;
  const title = `${dayLine(view, session.words)}rehearsed at ${visible(proposed.name)}${since}: nothing was written\n`;
  if (!canMove(rehearsal))
    return `${title}this is how evidence is judged already: nothing would move`;
  const counts = counted.counts();
  const lines = [...countLines(counts, counted.stages(), session.words), ''];
  const { render } = await import('../output/render.js');
  const options = { width: session.io.width, colour: session.colour };
  const tables: string[] = [];
  for (const dimension of tablesFor(counts.studentsMoved, flags)) {
    const rows = rowsBy(played)(dimension);
    if (flags.by === undefined && rows.length < 2) continue;
    const shown = flags.by === undefined ? rows.slice(0, SHOWN) : rows;
    const more = rows.length - shown.length;
    tables.push(
      await render(shown, countColumns(dimension, counts.lettersMoved > 0), 'table', options),
    );
    if (more > 0) tables.push(`… and ${more} more (--by ${dimension})\n`);
    tables.push('\n');
  }
  const people = movers.flatMap(({ student, rehearsed }) =>
    studentLines(student, rehearsed, session.words),
  );
  const hint =
    counts.studentsMoved > 0 && flags.names !== true && flags.by === undefined
      ? '(--names says who; --by competency counts by competency)'
      : '';
  return `${title}${lines.join('\n')}\n${tables.join('')}${[...people, hint].join('\n')}`.trimEnd();
}

/** Nothing is broken down where nothing moves, unless it is asked for. */
function tablesFor(moved: number, { by }: CompareFlags): readonly Dimension[] {
  if (by !== undefined) return [by];
  return moved === 0 ? [] : ['school', 'grade', 'section', 'framework'];
}
