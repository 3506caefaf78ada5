/** What makes a gradebook equal to a policy file: what is added, changed and taken back. */
import type { Id, Scale } from '../model.js';
import type { DatedSetting } from '../policy.js';
import { scaleNamed } from '../scale.js';
import { writeLevels } from '../scale-text.js';
import type { Standards } from '../standards.js';
import type { Wanted, WantedScale, WantedSetting, WantedUse } from './wanted.js';

export type Outcome = 'add' | 'update' | 'unchanged' | 'remove';

/** One thing that becomes another; `before` null: it is new, `after` null: it is taken back. */
interface Change<B, A> {
  readonly before: B | null;
  readonly after: A | null;
}

export interface ScalePlan extends Change<Scale, WantedScale> {
  readonly wasDefault: boolean;
  readonly isDefault: boolean;
}

/** A framework or competency that is scored on another scale; null: on the one that it inherits. */
export interface UsePlan extends Change<string, string> {
  readonly noun: 'framework' | 'competency';
  readonly of: Id;
}

export type SettingPlan = Change<DatedSetting, WantedSetting>;

export interface PolicyFilePlan {
  readonly scales: readonly ScalePlan[];
  readonly uses: readonly UsePlan[];
  readonly settings: readonly SettingPlan[];
}

/** Everything that either the gradebook or the file says, also what stays as it is. */
export function planPolicyFile(
  wanted: Wanted,
  standards: Standards,
  settings: readonly DatedSetting[],
): PolicyFilePlan {
  const nameOf = (id: Id | null) => standards.scales.find((scale) => scale.id === id)?.name ?? null;
  return {
    scales: planScales(wanted.scales, standards.scales),
    uses: [
      ...planUses('framework', [...standards.frameworks.values()], wanted.frameworks, nameOf),
      ...planUses('competency', standards.ordered, wanted.competencies, nameOf),
    ],
    settings: planSettings(wanted.settings, settings),
  };
}

export function outcomeOfScale(plan: ScalePlan): Outcome {
  const { before, after } = plan;
  if (before === null) return 'add';
  if (after === null) return 'remove';
  const same =
    before.name === after.name &&
    writeLevels(before.levels) === writeLevels(after.levels) &&
    plan.wasDefault === plan.isDefault;
  return same ? 'unchanged' : 'update';
}

export function outcomeOfUse({ before, after }: UsePlan): Outcome {
  if (before === null) return 'add';
  if (after === null) return 'remove';
  return before.toLowerCase() === after.toLowerCase() ? 'unchanged' : 'update';
}

export function outcomeOfSetting({ before, after }: SettingPlan): Outcome {
  if (before === null) return 'add';
  if (after === null) return 'remove';
  return JSON.stringify(before.value) === JSON.stringify(after.value) ? 'unchanged' : 'update';
}

function planScales(wanted: readonly WantedScale[], standing: readonly Scale[]): ScalePlan[] {
  const said = wanted.map((after, index) => {
    const before = scaleNamed(standing, after.name);
    const wasDefault = before !== null && before === standing[0];
    return { before, after, wasDefault, isDefault: index === 0 };
  });
  const kept = new Set(said.map(({ before }) => before));
  const removed = standing
    .filter((scale) => !kept.has(scale))
    .map((before) => ({
      before,
      after: null,
      wasDefault: before === standing[0],
      isDefault: false,
    }));
  return [...said, ...removed];
}

function planUses(
  noun: UsePlan['noun'],
  things: readonly { readonly id: Id; readonly scale: Id | null }[],
  wanted: readonly WantedUse[],
  nameOf: (id: Id | null) => string | null,
): UsePlan[] {
  const said = new Map(wanted.map((use) => [use.of, use.scale]));
  return things.flatMap(({ id, scale }) => {
    const [before, after] = [nameOf(scale), said.get(id) ?? null];
    return before === null && after === null ? [] : [{ noun, of: id, before, after }];
  });
}

function planSettings(
  wanted: readonly WantedSetting[],
  standing: readonly DatedSetting[],
): SettingPlan[] {
  const known = new Map(standing.map((setting) => [placeText(setting), setting]));
  const said = wanted.map((after) => ({ before: known.get(placeText(after)) ?? null, after }));
  const kept = new Set(said.map(({ before }) => before));
  const removed = standing
    .filter((setting) => !kept.has(setting))
    .map((before) => ({ before, after: null }));
  return [...said, ...removed];
}

function placeText({ framework, competency, key, startsOn }: DatedSetting): string {
  return `${framework} ${competency} ${key} ${startsOn}`;
}
