/** What a policy file changes, in words: a line a change. */
import { type DatedSetting, type PolicyKey, writePolicyValue } from '../core/policy.js';
import {
  type Outcome,
  outcomeOfScale,
  outcomeOfSetting,
  outcomeOfUse,
  type PolicyFilePlan,
  type ScalePlan,
  type SettingPlan,
  type UsePlan,
} from '../core/policy-file/plan.js';
import type { Place } from '../core/policy-place.js';
import { writeLevels } from '../core/scale-text.js';
import type { Standards } from '../core/standards.js';

/** One change: what it is about and what was and will be there; null: nothing. */
export interface PolicyChange {
  readonly kind: 'scales' | 'policies';
  readonly change: Exclude<Outcome, 'unchanged'>;
  readonly about: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The changes of a plan: scales, who uses them, settings; what stays as it is is left out. */
export function policyChanges(plan: PolicyFilePlan, standards: Standards): PolicyChange[] {
  return [
    ...plan.scales.flatMap((one) => changeOf('scales', outcomeOfScale(one), scaleWords(one))),
    ...plan.uses.flatMap((one) => changeOf('scales', outcomeOfUse(one), useWords(one, standards))),
    ...plan.settings.flatMap((one) =>
      changeOf('policies', outcomeOfSetting(one), settingWords(one, standards)),
    ),
  ];
}

/** "change  math, method from 2027-08-01: median → latest". */
export function changeLine({ change, about, before, after }: PolicyChange): string {
  const verb = { add: 'add', update: 'change', remove: 'take back' }[change];
  return `${verb.padEnd(10)}${about}: ${[before, after].filter((text) => text !== null).join(' → ')}`;
}

type ChangeWords = Pick<PolicyChange, 'about' | 'before' | 'after'>;

function changeOf(kind: PolicyChange['kind'], change: Outcome, words: ChangeWords): PolicyChange[] {
  return change === 'unchanged' ? [] : [{ kind, change, ...words }];
}

function scaleWords({ before, after, wasDefault, isDefault }: ScalePlan): ChangeWords {
  const text = (scale: ScalePlan['before'] | ScalePlan['after'], isDefault: boolean) =>
    scale === null ? null : `${writeLevels(scale.levels)}${isDefault ? ' (the default)' : ''}`;
  return {
    about: `scale ${after?.name ?? before?.name ?? ''}`,
    before: text(before, wasDefault),
    after: text(after, isDefault),
  };
}

function useWords({ noun, of, before, after }: UsePlan, standards: Standards): ChangeWords {
  const place =
    noun === 'framework'
      ? { framework: of, competency: null }
      : { framework: null, competency: of };
  return { about: `scale of ${placeName(place, standards)}`, before, after };
}

function settingWords({ before, after }: SettingPlan, standards: Standards): ChangeWords {
  const setting = after ?? before;
  if (setting === null) return { about: '', before: null, after: null };
  const since = setting.startsOn === null ? '' : ` from ${setting.startsOn}`;
  const value = (one: DatedSetting | null) =>
    one === null ? null : writePolicyValue(one.key as PolicyKey, one.value);
  return {
    about: `${placeName(setting, standards)}, ${setting.key}${since}`,
    before: value(before),
    after: value(after),
  };
}

function placeName({ framework, competency }: Place, standards: Standards): string {
  const one = competency === null ? undefined : standards.competencies.get(competency);
  if (one !== undefined) return `${standards.frameworkName(one)} ${one.code}`;
  return framework === null ? 'the gradebook' : (standards.frameworks.get(framework)?.name ?? '');
}
