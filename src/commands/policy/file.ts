/** `pl policy export` and `pl policy import`: the scales and the policy as a file for version control. */
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { PlError, type Problem } from '../../core/errors.js';
import { faultsOf } from '../../core/importing/records.js';
import { isError } from '../../core/importing/skipping.js';
import { checkPolicyFile } from '../../core/policy-file/check.js';
import { policyDocument } from '../../core/policy-file/document.js';
import type { FileNode } from '../../core/policy-file/nodes.js';
import {
  type Outcome,
  outcomeOfScale,
  outcomeOfSetting,
  outcomeOfUse,
  type PolicyFilePlan,
  planPolicyFile,
} from '../../core/policy-file/plan.js';
import { readPolicyFile } from '../../core/policy-file/read.js';
import { waysOf } from '../../core/readiness/stages.js';
import type { Standards } from '../../core/standards.js';
import { readBytes } from '../../files.js';
import { isJson, policyTextOf, readPolicyText } from '../../formats/policy-file.js';
import { changeLine, type PolicyChange, policyChanges } from '../../output/policy-changes.js';
import { policyText } from '../../output/policy-text.js';
import { visible } from '../../output/safe.js';
import { applyPolicyFile } from '../../store/apply-policy-file.js';
import { scoredFinder } from '../../store/carry-scores.js';
import type { Gradebook } from '../../store/open.js';
import { loadPathways, loadPolicies, loadStandards } from '../../store/standards.js';
import { write } from '../../store/writing.js';
import type { OutcomeCounts } from '../import/outcome.js';
import { tellOutcome } from '../import/telling.js';
import { type DayFlags, readDays, withDayFlags } from '../options.js';
import type { Session } from '../session.js';

interface ExportFlags extends DayFlags {
  readonly format?: 'yaml' | 'json';
}

export function defineExport(command: Command, session: Session): void {
  withDayFlags(command.command('export'))
    .description('write scales and policy as a file for version control')
    .addOption(new Option('--format <format>', 'default: yaml').choices(['yaml', 'json']))
    .addHelpText('after', EXPORT_EXAMPLES)
    .action((flags: ExportFlags) => exportPolicy(session, flags));
}

const EXPORT_EXAMPLES = `
Examples:
  pl policy export
  pl policy export -o policy.yaml
  pl policy export --format json -o policy.json`;

async function exportPolicy(session: Session, flags: ExportFlags): Promise<void> {
  if (session.format === 'csv')
    throw new PlError('usage', '--csv: a policy is written as YAML or JSON (--format)');
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const begun = loadPolicies(book, view).filter(
    ({ startsOn }) => view.asOf === null || (startsOn ?? '') <= view.asOf,
  );
  const document = policyDocument(loadStandards(book, view), begun);
  const format = flags.format ?? (session.format === 'json' ? 'json' : 'yaml');
  const text = await policyText(document, format);
  session.print.source(text);
}

export function defineImport(command: Command, session: Session): void {
  command
    .command('import')
    .description('make scales and policy equal to a file: what it does not say is taken back')
    .argument('<file>', 'YAML or JSON, as "pl policy export" writes it; - is standard input')
    .option('--dry-run', 'show what would change, and write nothing')
    .addHelpText('after', IMPORT_EXAMPLES)
    .action((path: string, flags: { dryRun?: boolean }) =>
      importPolicy(session, path, flags.dryRun === true),
    );
}

const IMPORT_EXAMPLES = `
Examples:
  pl policy import policy.yaml --dry-run
  pl policy import policy.yaml`;

async function importPolicy(session: Session, path: string, dryRun: boolean): Promise<void> {
  const sent = path === '-' ? await session.io.readStdin() : readBytes(path);
  const text = policyTextOf(sent, path);
  const read =
    'problem' in text
      ? { root: null, problems: [text.problem] }
      : await readPolicyText(text.text, path);
  const book = await session.book();
  const done =
    read.root === null
      ? { problems: read.problems, counts: NONE, changes: [], written: false }
      : importInto(session, book, { path, root: read.root, unread: read.problems }, dryRun);
  const format = 'problem' in text || !isJson(text.text, path) ? 'yaml' : 'json';
  const outcome = { kind: 'policy' as const, format, dryRun, left: 0, isBroken: false, ...done };
  await tellOutcome(session, outcome, {
    json: { changes: done.changes },
    lines: done.changes.map((change) => `  ${visible(changeLine(change))}`),
  });
  if (done.written && done.changes.length > 0) session.say('pl rollup says whose status it moves');
}

/** A policy file as it was read, with what could not be. */
interface PolicyFile {
  readonly path: string;
  readonly root: FileNode;
  readonly unread: readonly Problem[];
}

interface Planned {
  readonly plan: PolicyFilePlan;
  readonly standards: Standards;
  readonly problems: readonly Problem[];
  readonly changes: readonly PolicyChange[];
}

interface Done {
  readonly problems: readonly Problem[];
  readonly counts: Readonly<Record<'policies' | 'scales', OutcomeCounts>>;
  readonly changes: readonly PolicyChange[];
  readonly written: boolean;
}

const NOTHING = { add: 0, update: 0, unchanged: 0, remove: 0 };
const NONE = { policies: NOTHING, scales: NOTHING };

/** Writes all of it or nothing; the write begins only where there is something to write. */
function importInto(session: Session, book: Gradebook, file: PolicyFile, dryRun: boolean): Done {
  const first = planned(book, file);
  if (dryRun || first.changes.length === 0 || first.problems.some(isError))
    return doneWith(first, !dryRun);
  const facts = session.entry('policy import', {
    file: file.path === '-' ? null : basename(file.path),
  });
  return write(book, facts, (writer) => {
    // What stands is read once more, within the transaction: somebody else may have written meanwhile.
    const now = planned(book, file);
    if (!now.problems.some(isError)) applyPolicyFile(writer, now.plan, now.standards);
    return doneWith(now, true);
  }).result;
}

function doneWith({ plan, problems, changes }: Planned, written: boolean): Done {
  return problems.some(isError)
    ? { problems, counts: NONE, changes: [], written: false }
    : { problems, counts: countsOf(plan), changes, written };
}

function planned(book: Gradebook, { path, root, unread }: PolicyFile): Planned {
  const standards = loadStandards(book);
  const settings = loadPolicies(book);
  const faults = faultsOf({ file: path, header: (field) => field });
  const wanted = readPolicyFile(root, standards, faults);
  const plan = planPolicyFile(wanted, standards, settings);
  const ways = waysOf(standards, loadPathways(book));
  const ledger = { standards, settings, ways, isScored: scoredFinder(book) };
  checkPolicyFile(plan, wanted, ledger, faults);
  const problems = [...unread, ...faults.problems].sort((a, b) => a.line - b.line);
  const changes = problems.some(isError) ? [] : policyChanges(plan, standards);
  return { plan, standards, problems, changes };
}

function countsOf(plan: PolicyFilePlan): Done['counts'] {
  return {
    policies: counted(plan.settings.map(outcomeOfSetting)),
    scales: counted([...plan.scales.map(outcomeOfScale), ...plan.uses.map(outcomeOfUse)]),
  };
}

function counted(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts = { ...NOTHING };
  for (const outcome of outcomes) counts[outcome]++;
  return counts;
}
