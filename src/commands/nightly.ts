/** `pl nightly`: what a school does every night, by one file, under one lock, with one exit code. */
import { type Command, Option } from 'commander';
import { PlError, type Problem } from '../core/errors.js';
import type { NightlyPlan } from '../core/nightly/plan.js';
import {
  changedBy,
  type Need,
  nightCode,
  type StepCounts,
  type StepReport,
} from '../core/nightly/report.js';
import { removeDatabase } from '../database-files.js';
import { clearBeside } from '../leftovers.js';
import { jsonLine } from '../output/json.js';
import { makeRehearsalCopy } from '../store/copies/rehearsal.js';
import { type Holder, takeNightlyLock } from '../store/nightly-lock.js';
import { beforeMigration } from './daily.js';
import { readConfig } from './nightly/config.js';
import { changesSince, reachedBy } from './nightly/ended.js';
import { EXAMPLE } from './nightly/example.js';
import {
  type Beside,
  besideGradebook,
  type Memory,
  readMemory,
  writeMemory,
} from './nightly/memory.js';
import { runSteps } from './nightly/steps.js';
import { lastLine, logLine, type Summary, summaryPage } from './nightly/telling.js';
import type { Session } from './session.js';

interface NightlyFlags {
  readonly dryRun?: boolean;
  readonly log?: 'json';
  readonly example?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .description('do what a file says, night after night: imports, rollup, exports, backup')
    .argument('[config]', 'the file that says what to do, YAML or JSON')
    .option('--dry-run', 'do all of it to a copy that nobody keeps, and say what came of it')
    .addOption(
      new Option('--log <form>', 'a line a step on standard error, as it ends').choices(['json']),
    )
    .option('--example', 'print such a file, with every step explained')
    .addHelpText('after', HELP)
    .action((config: string | undefined, flags: NightlyFlags) => nightly(session, config, flags));
}

const HELP = `
Examples:
  pl nightly nightly.yaml --dry-run
  pl nightly nightly.yaml --log json
  pl nightly --example -o nightly.yaml

Exit codes:
  0  all is done; nobody need look
  4  done, and rows were left out or a file was refused and moved aside
  1  a step failed, the roster was refused, or another nightly run is at it
  2  the file says what cannot be done; nothing was tried
  3  --dry-run: something would be refused
The rest as everywhere: pl help exit-codes. docs/nightly.md, beside the program, says more.`;

async function nightly(
  session: Session,
  config: string | undefined,
  flags: NightlyFlags,
): Promise<void> {
  if (flags.example === true) return session.print.text(EXAMPLE);
  if (config === undefined)
    throw new PlError('usage', "missing required argument 'config'", 'pl nightly --example');
  if (session.format === 'csv')
    throw new PlError('usage', '--csv: a night is told to people, or as JSON');
  const { plan, problems } = await readConfig(session, config);
  if (plan === null) return tellFaults(session, problems, flags);
  const db = session.options.db ?? plan.gradebook ?? session.path;
  await openedOnce(session, db, flags.dryRun === true);
  const beside = besideGradebook(db);
  const holder = { since: session.instant, who: session.who, config };
  const lock = takeNightlyLock(beside.lock, holder);
  if (lock.kind === 'taken') throw alreadyAtIt(db, lock.holder);
  try {
    if (flags.dryRun === true) makeRehearsalCopy(db, beside.rehearsal);
    await run(session, { config, db, beside, plan, flags });
  } finally {
    removeDatabase(beside.rehearsal);
    lock.release();
  }
}

/** Refuses a gradebook that is missing or cannot be read before anything is begun. */
async function openedOnce(session: Session, db: string, isRehearsal: boolean): Promise<void> {
  const { openAsItIs, openGradebook } = await import('../store/open.js');
  clearBeside(db);
  if (isRehearsal) {
    openAsItIs(db).close();
    return;
  }
  const onWait = () => session.say('waiting for another pl …');
  openGradebook(db, { onWait, onMigrate: beforeMigration(session) }).db.close();
}

function alreadyAtIt(db: string, holder: Holder | null): PlError {
  const who = holder?.who == null ? '' : ` by ${holder.who}`;
  const facts = holder === null ? '' : `: ${holder.config}, begun${who} at ${holder.since}`;
  return new PlError('conflict', `another nightly run is at ${db}${facts}`);
}

/** Faults of the file are wrong usage: nothing was tried. */
function tellFaults(session: Session, problems: readonly Problem[], flags: NightlyFlags): void {
  session.code = 2;
  if (flags.log === 'json') session.io.err(jsonLine({ step: 'config', exit_code: 2, problems }));
  else
    for (const { file, line, field, message } of problems)
      session.complain(`${file}:${line}: error:${field === null ? '' : ` ${field}:`} ${message}`);
}

/** What is to be done, to which gradebook, as whose file says it. */
interface Task {
  readonly config: string;
  readonly db: string;
  readonly beside: Beside;
  readonly plan: NightlyPlan;
  readonly flags: NightlyFlags;
}

async function run(session: Session, task: Task): Promise<void> {
  const { db, beside, plan, flags } = task;
  const isRehearsal = flags.dryRun === true;
  const { now, err } = session.io;
  const begun = now();
  let memory = readMemory(beside.memory);
  const unsaid = isRehearsal ? [] : memory.unsaid;
  const night = {
    session,
    db: isRehearsal ? beside.rehearsal : db,
    isRehearsal,
    settle: plan.settle,
    memory: () => memory,
    remember: (next: Memory) => {
      if (isRehearsal) return;
      writeMemory(beside.memory, next);
      memory = next;
    },
  };
  const before = isRehearsal || memory.begun === null ? {} : changesSince(db, memory.begun);
  if (!isRehearsal && memory.begun === null) night.remember({ ...memory, begun: reachedBy(db) });
  const steps = await runSteps(night, plan.steps, (report, started) => {
    if (flags.log === 'json') err(logLine(report, started, now()));
  });
  const summary = summaryOf(task, steps, { unsaid, counts: before });
  if (flags.log === 'json') err(lastLine(summary, begun, now()));
  // Known before it is told: a reader who leaves early does not make a bad night a good one.
  session.code = summary.exit_code;
  tell(session, summary);
  night.remember({ ...memory, unsaid: [], begun: null });
}

/** What nights have come to that were ended before they could say so. */
interface Before {
  readonly unsaid: readonly Need[];
  readonly counts: StepCounts;
}

function summaryOf(
  { config, db: gradebook, flags }: Task,
  steps: readonly StepReport[],
  { unsaid, counts }: Before,
): Summary {
  const isRehearsal = flags.dryRun === true;
  const all = [...unsaid, ...steps.flatMap((one) => one.needs_person)];
  const needs_person = [...new Map(all.map((need) => [keyOf(need), need])).values()];
  return {
    config,
    gradebook,
    dry_run: isRehearsal,
    exit_code: nightCode(steps, needs_person, isRehearsal),
    steps,
    changed: changedBy([{ counts }, ...steps]),
    needs_person,
  };
}

/** What every command warns of, such as rights that are too wide, is said once. */
function keyOf(need: Need): string {
  return need.code === 'warning' ? need.message : JSON.stringify(need);
}

function tell(session: Session, summary: Summary): void {
  // What needs a person stands once, at the end.
  const steps = summary.steps.map(({ needs_person: _, ...step }) => step);
  if (session.format === 'json') session.print.json({ ...summary, steps });
  else session.print.text(summaryPage(summary));
}
