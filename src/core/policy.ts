/**
 * How evidence becomes mastery: the keys of a policy, what each allows, and how the three levels
 * (gradebook, framework, competency) resolve, the nearest winning key by key.
 */
import type { Day, PolicySetting, PolicyValue } from './model.js';
import type { Rounding } from './numbers.js';
import {
  letters,
  number,
  oneOf,
  orAll,
  readKinds,
  readWeights,
  type Values,
  whole,
} from './policy-values.js';
import type { LevelCut } from './scale.js';

export const METHODS = [
  'median',
  'latest',
  'highest',
  'mean',
  'mode',
  'decaying-average',
  'latest-weighted',
  'n-times',
  'power-law',
  'weighted-mean',
] as const;

export type Method = (typeof METHODS)[number];

/** A policy with every key resolved. Scores and `mastery_at` are on the competency's scale. */
export interface Policy {
  readonly method: Method;
  /** Only the last so many counting scores; null: all. */
  readonly recent: number | null;
  /** Of those, only the so many highest; null: all. */
  readonly top: number | null;
  /** Share of the newest score, 0.01 to 0.99. */
  readonly weight: number;
  /** How many scores at the cut `n-times` asks for, 1 to 10. */
  readonly n: number;
  readonly tie: 'higher' | 'recent' | 'none';
  /** Weight per kind for `weighted-mean`, above 0; a kind without one does not count there. */
  readonly kind_weights: Readonly<Record<string, number>>;
  /** The kinds that count; null: every kind but `self`, `peer` and `outside-test`. */
  readonly kinds: readonly string[] | null;
  /** Decimal places of the result, 0 to 6. */
  readonly round: number;
  readonly rounding: Rounding;
  readonly level_cut: LevelCut;
  readonly mastery_at: number | null;
  /** Occasions (days, kinds and titles apart) without which a result is thin, 1 to 20. */
  readonly min_evidence: number;
  readonly min_kinds: number;
  readonly require_kinds: readonly string[];
  readonly stale_after_days: number | null;
  /** How levels become letters (`core/grades/letters.ts` reads it); null: there are none. */
  readonly letters: string | null;
  /** The average that is given beside them: of level values, or of scores as they are printed. */
  readonly average: 'none' | 'levels' | 'scores';
}

export type PolicyKey = keyof Policy;

/** Met two of the last three: the policy of a new gradebook. */
export const DEFAULT_POLICY: Policy = {
  method: 'median',
  recent: 3,
  top: null,
  weight: 0.65,
  n: 5,
  tie: 'higher',
  kind_weights: {},
  kinds: null,
  round: 2,
  rounding: 'half-up',
  level_cut: 'floor',
  mastery_at: null,
  min_evidence: 2,
  min_kinds: 1,
  require_kinds: [],
  stale_after_days: null,
  letters: null,
  average: 'none',
};

/** Where a resolved key came from. */
export type PolicySource = 'default' | 'gradebook' | 'framework' | 'competency';

export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly sources: Readonly<Record<PolicyKey, PolicySource>>;
}

/** A setting that holds from a day on; null: always. */
export interface DatedSetting extends PolicySetting {
  readonly startsOn: Day | null;
}

/** The settings in force on a day: of several for one key at one place the one that began last. */
export function settingsOn<S extends DatedSetting>(day: Day, settings: readonly S[]): S[] {
  const begun = new Map<string, S>();
  for (const setting of settings) {
    if ((setting.startsOn ?? '') > day) continue;
    const place = `${setting.framework} ${setting.competency} ${setting.key}`;
    const before = begun.get(place);
    if (before === undefined || (before.startsOn ?? '') <= (setting.startsOn ?? ''))
      begun.set(place, setting);
  }
  return [...begun.values()];
}

interface KeyRule extends Values {
  /** The methods that use the key; absent: all. */
  readonly usedBy?: readonly Method[];
  /** Names in the text keep their case. */
  readonly keepsCase?: true;
  /** It is about all results of a framework together, not about a single competency. */
  readonly ofFrameworks?: true;
}

const KEYS: Readonly<Record<PolicyKey, KeyRule>> = {
  method: oneOf(METHODS),
  recent: orAll(1, 1000),
  top: orAll(1, 1000),
  weight: {
    ...number(0.01, 0.99),
    allowed: 'a number from 0.5 to 0.99 (decaying-average) or 0.01 to 0.99 (latest-weighted)',
    usedBy: ['decaying-average', 'latest-weighted'],
  },
  n: { ...whole(1, 10), usedBy: ['n-times'] },
  tie: { ...oneOf(['higher', 'recent', 'none']), usedBy: ['mode'] },
  kind_weights: {
    read: readWeights,
    allowed: 'KIND:WEIGHT pairs such as "test:0.7;project:0.3", weights above 0',
    usedBy: ['weighted-mean'],
  },
  kinds: {
    read: (text) => (text === 'default' ? null : readKinds(text)),
    allowed: 'kinds such as "test;project;self", or default (all but self, peer and outside-test)',
  },
  round: whole(0, 6),
  rounding: oneOf(['half-up', 'half-even', 'down']),
  level_cut: oneOf(['floor', 'nearest']),
  mastery_at: {
    read: (text) => (text === 'default' ? null : number(0, 1_000_000).read(text)),
    allowed: 'a score on the scale, or default',
  },
  min_evidence: whole(1, 20),
  min_kinds: whole(1, 10),
  require_kinds: {
    read: (text) => (text === 'none' ? [] : readKinds(text)),
    allowed: 'kinds such as "test;project", or none',
  },
  stale_after_days: {
    read: (text) => (text === 'never' ? null : whole(1, 3650).read(text)),
    allowed: 'a whole number of days from 1 to 3650, or never',
  },
  letters: { ...letters, keepsCase: true, ofFrameworks: true },
  average: { ...oneOf(['none', 'levels', 'scores']), ofFrameworks: true },
};

export const POLICY_KEYS = Object.keys(KEYS) as readonly PolicyKey[];

/** The keys that may be set on a single competency. */
export const COMPETENCY_KEYS = POLICY_KEYS.filter((key) => KEYS[key].ofFrameworks !== true);

export function isPolicyKey(key: string): key is PolicyKey {
  return Object.hasOwn(KEYS, key);
}

/** What a key allows, for people. */
export function allowedValues(key: PolicyKey): string {
  return KEYS[key].allowed;
}

/** The value that `text` means for `key`; undefined when it is not allowed. */
export function readPolicyValue(key: PolicyKey, text: string): PolicyValue | undefined {
  const { read, keepsCase } = KEYS[key];
  return read(keepsCase === true ? text.trim() : text.trim().toLowerCase());
}

/** Why `text` is not allowed for `key`, and what is. */
export function notAllowed(key: PolicyKey, text: string): string {
  const fault = KEYS[key].fault?.(text) ?? allowedValues(key);
  return `"${text}" is not allowed for ${key}: ${fault}`;
}

/** The text that `readPolicyValue` reads back. */
export function writePolicyValue(key: PolicyKey, value: PolicyValue): string {
  if (value === null) return unsetWord(key);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(';');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([kind, weight]) => `${kind}:${weight}`)
      .join(';');
  }
  return String(value);
}

/** The methods to which `key` matters; null: all. */
export function methodsUsing(key: PolicyKey): readonly Method[] | null {
  return KEYS[key].usedBy ?? null;
}

/** Whether `key` matters to `method`. */
export function usesKey(method: Method, key: PolicyKey): boolean {
  return methodsUsing(key)?.includes(method) ?? true;
}

/**
 * The policy of one competency. `settings` are all that apply to it, in any order; those of a
 * farther level give way key by key.
 */
export function resolvePolicy(settings: readonly PolicySetting[]): ResolvedPolicy {
  const policy: Record<string, PolicyValue> = { ...DEFAULT_POLICY };
  const sources: Record<string, PolicySource> = {};
  for (const key of POLICY_KEYS) sources[key] = 'default';
  for (const level of ['gradebook', 'framework', 'competency'] as const) {
    for (const setting of settings) {
      if (levelOfSetting(setting) !== level || !isPolicyKey(setting.key)) continue;
      policy[setting.key] = setting.value;
      sources[setting.key] = level;
    }
  }
  return {
    policy: policy as unknown as Policy,
    sources: sources as Record<PolicyKey, PolicySource>,
  };
}

export function levelOfSetting(setting: PolicySetting): Exclude<PolicySource, 'default'> {
  if (setting.competency !== null) return 'competency';
  return setting.framework !== null ? 'framework' : 'gradebook';
}

function unsetWord(key: PolicyKey): string {
  if (key === 'letters') return 'none';
  if (key === 'recent' || key === 'top') return 'all';
  return key === 'stale_after_days' ? 'never' : 'default';
}
