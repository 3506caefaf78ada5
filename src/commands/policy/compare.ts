/** `pl policy compare`: a policy rehearsed on the present ledger before it is set; nothing is written. */
import { type Command, Option } from 'commander';
import { canMove } from '../../core/rehearsal/rehearse.js';
import { DIMENSIONS, type Dimension } from '../../core/rehearsal/tally.js';
import { countColumns, countLines, studentLines } from '../../output/rehearsal-page.js';
import { withDayFlags, withStudentFlags } from '../options.js';
import type { Session } from '../session.js';
import { MOVE_COLUMNS, moveRows, rehearsalJson } from './compare-data.js';
import { compareByGroup, readGroup } from './compare-group.js';
import {
  type CompareFlags,
  movers,
  type Played,
  play,
  prepare,
  rowsBy,
  titleOf,
} from './compare-playing.js';

export function defineCompare(command: Command, session: Session): void {
  const by = new Option('--by <what>', 'count by this alone, in full; "group NAME" for a group');
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
    .addOption(by.choices([...DIMENSIONS, 'group']))
    .option('--suppress <size>', 'with --by group: show no count under this one (default: 10)')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: CompareFlags) => compare(session, words, flags));
}

const EXAMPLES = `
Examples:
  pl policy compare method=power-law recent=all
  pl policy compare min_evidence=3 --framework math --by section
  pl policy compare method=latest --section 7A --names
  pl policy compare method=latest --by group meals
  pl policy compare method=mean recent=all --json -o moves.json

By a group, counts are left out so that no count under the suppression size can
be worked out from the others (pl config suppress, docs/summary.md).`;

async function compare(
  session: Session,
  words: readonly string[],
  flags: CompareFlags,
): Promise<void> {
  const { pairs, asked } = readGroup(session, words, flags);
  const prepared = await prepare(session, pairs, flags);
  if (asked !== null) return compareByGroup(session, prepared, asked);
  const names = flags.names === true;
  if (session.format === 'csv') {
    const rows = moveRows(movers(prepared, prepared.students), prepared.rehearsal.before, names);
    return session.print.csv(MOVE_COLUMNS, rows);
  }
  const played = play(prepared);
  if (session.format === 'json') return session.print.longJson(rehearsalJson(played, names));
  session.print.text(await page(session, played, flags));
}

/** So many rows of a table are shown where nothing asked for that table. */
const SHOWN = 12;

async function page(session: Session, played: Played, flags: CompareFlags): Promise<string> {
  const { rehearsal, counted } = played;
  const title = titleOf(played, session);
  if (!canMove(rehearsal))
    return `${title}this is how evidence is judged already: nothing would move`;
  const counts = counted.counts();
  const lines = [...countLines(counts, counted.stages(), session.words), ''];
  const { render } = await import('../../output/render.js');
  const options = { width: session.io.width, colour: session.colour };
  const tables: string[] = [];
  for (const dimension of tablesFor(counts.studentsMoved, flags)) {
    const rows = rowsBy(played, dimension);
    if (flags.by === undefined && rows.length < 2) continue;
    const shown = flags.by === undefined ? rows.slice(0, SHOWN) : rows;
    const more = rows.length - shown.length;
    tables.push(
      await render(shown, countColumns(dimension, counts.lettersMoved > 0), 'table', options),
    );
    if (more > 0) tables.push(`… and ${more} more (--by ${dimension})\n`);
    tables.push('\n');
  }
  const people: string[] = [];
  for (const { student, rehearsed } of flags.names === true ? played.movers() : [])
    people.push(...studentLines(student, rehearsed, session.words));
  const hint =
    counts.studentsMoved > 0 && flags.names !== true && flags.by === undefined
      ? '(--names says who; --by competency counts by competency)'
      : '';
  return `${title}${lines.join('\n')}\n${tables.join('')}${[...people, hint].join('\n')}`.trimEnd();
}

/** Nothing is broken down where nothing moves, unless it is asked for. */
function tablesFor(moved: number, { by }: CompareFlags): readonly Dimension[] {
  if (by !== undefined && by !== 'group') return [by];
  return moved === 0 ? [] : ['school', 'grade', 'section', 'framework'];
}
