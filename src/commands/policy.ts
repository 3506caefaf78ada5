/** `pl policy`: how evidence becomes mastery, at the gradebook, a framework or a competency. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { highestLevel, lettersOf } from '../core/grades/letters.js';
import { closest } from '../core/matching/suggest.js';
import type { PolicySetting, PolicyValue } from '../core/model.js';
import {
  allowedValues,
  COMPETENCY_KEYS,
  isPolicyKey,
  notAllowed,
  POLICY_KEYS,
  type Policy,
  type PolicyKey,
  policyFaults,
  type ResolvedPolicy,
  readPolicyValue,
  resolvePolicy,
  usesKey,
  writePolicyValue,
} from '../core/policy.js';
import { top } from '../core/scale.js';
import { frameworkNamed } from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import { putPolicy } from '../store/apply-standards.js';
import { loadStandards } from '../store/standards.js';
import { write } from '../store/writing.js';
import { findCompetency, unknownName } from './finding.js';
import { printList } from './lists.js';
import type { Session } from './session.js';

interface LevelFlags {
  readonly framework?: string;
  readonly competency?: string;
}

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  withLevel(command.command('show'))
    .description('the policy that holds, and where each key comes from')
    .action((flags: LevelFlags) => show(session, flags));
  withLevel(command.command('set'))
    .description('set keys; KEY= takes back what was said there')
    .argument('<key=value...>', `keys: ${POLICY_KEYS.join(', ')}`)
    .addHelpText(
      'after',
      `\nWhat each key allows:\n${POLICY_KEYS.map((key) => `  ${key.padEnd(17)}${allowedValues(key)}`).join('\n')}`,
    )
    .action((pairs: string[], flags: LevelFlags) => set(session, pairs, flags));
}

const EXAMPLES = `
Examples:
  pl policy show
  pl policy set method=decaying-average weight=0.65 recent=all --framework math
  pl policy set min_evidence=1 --competency rp.1
  pl policy set letters="A: mean 3.5; B: mean 3; C: mean 2; else F" average=levels
  pl policy set method= weight= --framework math`;

function withLevel(command: Command): Command {
  return command
    .option('--framework <framework>', 'at this framework')
    .option('--competency <competency>', 'at this competency');
}

/** Where keys are set or looked at. */
interface Level {
  readonly framework: number | null;
  readonly competency: number | null;
  readonly name: string;
  /** The settings that hold there, its own included. */
  readonly settings: readonly PolicySetting[];
  readonly top: number;
}

async function levelOf(session: Session, standards: Standards, flags: LevelFlags): Promise<Level> {
  if (flags.framework !== undefined && flags.competency !== undefined) {
    throw new PlError(
      'usage',
      '--framework and --competency: choose one (FRAMEWORK:code names a competency of one framework)',
    );
  }
  const general = standards.policies.filter(
    ({ framework, competency }) => framework === null && competency === null,
  );
  const topOf = (id: number | null | undefined) =>
    top(standards.scales.find((scale) => scale.id === id) ?? firstScale(standards));
  if (flags.competency !== undefined) {
    const one = await findCompetency(session, standards, flags.competency);
    const settings = standards.policies.filter(
      ({ framework, competency }) =>
        competency === one.id ||
        (competency === null && (framework === null || framework === one.framework)),
    );
    return {
      framework: null,
      competency: one.id,
      name: one.code,
      settings,
      top: top(standards.yardstick(one).scale),
    };
  }
  if (flags.framework === undefined)
    return {
      framework: null,
      competency: null,
      name: 'the gradebook',
      settings: general,
      top: topOf(null),
    };
  const framework = frameworkNamed(standards, flags.framework);
  if (framework === null)
    throw unknownName({
      noun: 'framework',
      name: flags.framework,
      known: [...standards.frameworks.values()].map(({ name }) => name),
    });
  const settings = standards.policies.filter(
    (one) => one.competency === null && (one.framework === null || one.framework === framework.id),
  );
  return {
    framework: framework.id,
    competency: null,
    name: framework.name,
    settings,
    top: topOf(framework.scale),
  };
}

function firstScale(standards: Standards) {
  const [scale] = standards.scales;
  if (scale === undefined) throw new Error('a gradebook has a default scale');
  return scale;
}

async function show(session: Session, flags: LevelFlags): Promise<void> {
  const book = await session.book();
  const standards = loadStandards(book);
  const level = await levelOf(session, standards, flags);
  const resolved = resolvePolicy(level.settings);
  if (session.format === 'json') {
    return session.printJson({
      level: level.name,
      policy: resolved.policy,
      policy_sources: resolved.sources,
    });
  }
  await printPolicy(session, resolved);
  const special = standards.policies.filter(
    ({ framework, competency }) => framework !== null || competency !== null,
  );
  if (
    session.format === 'people' &&
    level.framework === null &&
    level.competency === null &&
    special.length > 0
  ) {
    session.say(
      `and ${special.length} keys set at frameworks and competencies: --framework F, --competency C show them`,
    );
  }
}

function printPolicy(session: Session, { policy, sources }: ResolvedPolicy): Promise<void> {
  const keys =
    session.format === 'csv'
      ? POLICY_KEYS
      : POLICY_KEYS.filter((key) => usesKey(policy.method, key));
  return printList(
    session,
    keys,
    [
      { key: 'key', title: 'Key', value: (key) => key },
      { key: 'value', title: 'Value', value: (key) => writePolicyValue(key, policy[key]) },
      { key: 'source', title: 'From', value: (key) => sources[key] },
      { key: 'allowed', title: 'Allowed', value: allowedValues },
    ],
    '',
  );
}

async function set(session: Session, pairs: readonly string[], flags: LevelFlags): Promise<void> {
  const said = readPairs(pairs);
  const book = await session.book();
  const standards = loadStandards(book);
  const level = await levelOf(session, standards, flags);
  refuse(level, said);
  const { framework, competency } = level;
  const about = `${level.name}: ${pairs.join(' ')}`;
  write(book, session.entry('policy set', { competency, about }), (writer) => {
    for (const [key, value] of said) {
      if (!isSaid(level, key, value)) putPolicy(writer, { framework, competency }, key, value);
    }
  });
  const after = await levelOf(session, loadStandards(book), flags);
  const resolved = resolvePolicy(after.settings);
  if (session.format === 'json')
    session.printJson({
      level: level.name,
      policy: resolved.policy,
      policy_sources: resolved.sources,
    });
  else {
    session.say(
      `policy of ${level.name}: ${[...said.keys()].map((key) => `${key} is ${writePolicyValue(key, resolved.policy[key])} (${resolved.sources[key]})`).join(', ')}`,
    );
    const movesStatus = [...said.keys()].some((key) => COMPETENCY_KEYS.includes(key));
    session.say(movesStatus ? 'pl rollup says whose status it moves' : 'pl grades shows them');
  }
}

/** Keys with their values; undefined takes back. All faults at once. */
function readPairs(pairs: readonly string[]): Map<PolicyKey, PolicyValue | undefined> {
  const said = new Map<PolicyKey, PolicyValue | undefined>();
  const faults: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const key = pair.slice(0, at).trim().toLowerCase().replaceAll('-', '_');
    const text = pair.slice(at + 1).trim();
    if (at < 1) throw new PlError('usage', `"${pair}" is not KEY=VALUE`);
    if (!isPolicyKey(key)) {
      const [near] = closest(key, POLICY_KEYS, (known) => [known]);
      faults.push(
        `there is no key "${key}"${near === undefined ? `: ${POLICY_KEYS.join(', ')}` : `; did you mean "${near}"?`}`,
      );
      continue;
    }
    const value = text === '' ? undefined : readPolicyValue(key, text);
    if (text !== '' && value === undefined) faults.push(notAllowed(key, text));
    said.set(key, value);
  }
  if (faults.length > 0) throw new PlError('invalid', faults.join('\n'));
  return said;
}

function refuse(level: Level, said: ReadonlyMap<PolicyKey, PolicyValue | undefined>): void {
  const { framework, competency } = level;
  const kept = level.settings.filter(
    (one) => !(isAt(level, one) && said.has(one.key as PolicyKey)),
  );
  const added = [...said].flatMap(([key, value]) =>
    value === undefined ? [] : [{ framework, competency, key, value }],
  );
  const { policy } = resolvePolicy([...kept, ...added]);
  const faults = policyFaults(
    policy,
    added.map(({ key }) => key),
  ).map(({ message }) => message);
  if (policy.mastery_at !== null && said.has('mastery_at') && policy.mastery_at > level.top) {
    faults.push(`mastery_at ${policy.mastery_at} lies above the top of the scale, ${level.top}`);
  }
  faults.push(...letterFaults(level, policy, added));
  if (faults.length > 0) throw new PlError('invalid', faults.join('\n'));
}

/** Letters and averages are of a framework's results together, on its scale. */
function letterFaults(
  level: Level,
  { letters }: Policy,
  added: readonly { readonly key: PolicyKey }[],
) {
  const keys = added.map(({ key }) => key);
  if (level.competency !== null) {
    return keys
      .filter((key) => !COMPETENCY_KEYS.includes(key))
      .map((key) => `${key} is set at the gradebook or at a framework, not at a competency`);
  }
  const highest = letters === null ? null : highestLevel(lettersOf(letters));
  if (!keys.includes('letters') || highest === null || highest <= level.top) return [];
  return [`letters ask for ${highest}, above the top of the scale, ${level.top}`];
}

function isAt(level: Level, setting: PolicySetting): boolean {
  return setting.framework === level.framework && setting.competency === level.competency;
}

function isSaid(level: Level, key: PolicyKey, value: PolicyValue | undefined): boolean {
  const before = level.settings.find((one) => isAt(level, one) && one.key === key);
  return (
    JSON.stringify(before?.value) === JSON.stringify(value) &&
    (before !== undefined) === (value !== undefined)
  );
}
