/** `pl rollup`: brings every mastery up to date and prints what changed since the last time. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { holdMoment } from '../store/open.js';
import { lastRollup } from '../store/rollup/report.js';
import { rollUp } from '../store/rollup/rollup.js';
import { tidyEarly } from '../thrift.js';
import { type RollupFacts, rollupFacts } from './rollup-facts.js';
import { rollupPage } from './rollup-page.js';
import type { Session } from './session.js';

interface RollupFlags {
  readonly full?: boolean;
  readonly last?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .option('--full', 'judge every student again, not only those whose ledger moved')
    .option('--last', 'print the last rollup again, without a new one')
    .addHelpText(
      'after',
      '\nExamples:\n  pl rollup\n  pl rollup --json -o changes.json\n  pl rollup --last',
    )
    .action((flags: RollupFlags) => rollup(session, flags));
}

async function rollup(session: Session, flags: RollupFlags): Promise<void> {
  if (flags.full === true && flags.last === true)
    throw new PlError('usage', '--full and --last: choose one');
  tidyEarly();
  const book = await session.book();
  const made =
    flags.last === true ? null : rollUp(book, session.instant, session.today, flags.full === true);
  holdMoment(book);
  const report = made ?? lastRollup(book);
  if (report === null) throw new PlError('not_found', 'there has been no rollup yet', 'pl rollup');
  const facts = rollupFacts(book, report);
  if (session.format === 'json') printJson(session, facts);
  else if (session.format === 'csv') await printCsv(session, facts);
  else session.print.text(rollupPage(session, facts));
}

/** The keys of the contract first, in its order. */
function printJson(session: Session, facts: RollupFacts): void {
  const { report } = facts;
  session.print.longJson({
    as_of: report.day,
    students: report.students,
    recomputed: report.recomputed,
    masteries: report.masteries,
    rules: report.rules,
    changes: facts.changes,
    newly_ready: facts.newlyReady,
    met: facts.counts.met,
    lost: facts.counts.lost,
    newly_disputed: facts.newlyDisputed,
    moved_by_policy: facts.counts.byPolicy,
    rules_moved: facts.rulesMoved,
    no_longer_ready: facts.noLongerReady,
  });
}

function printCsv(session: Session, { changes }: RollupFacts): Promise<void> {
  function* rows() {
    for (const change of changes()) yield COLUMNS.map((column) => change[column]);
  }
  return session.print.csv(COLUMNS, rows());
}

const COLUMNS = [
  'student_id',
  'competency',
  'from',
  'to',
  'score_from',
  'score_to',
  'because',
] as const;
