/** What does not fit where a policy is said: the method, the scale, and letters beside one competency. */
import { highestLevel, lettersOf } from './grades/letters.js';
import type { PolicySetting } from './model.js';
import {
  COMPETENCY_KEYS,
  methodsUsing,
  type Policy,
  type PolicyKey,
  resolvePolicy,
  usesKey,
} from './policy.js';
import { lettersScale, type Place, scaleAt } from './policy-place.js';
import { top } from './scale.js';
import type { Standards } from './standards.js';

export interface PolicyFault {
  readonly key: PolicyKey;
  readonly message: string;
  /** The method does not look at the key: nothing is calculated otherwise. */
  readonly unused?: true;
}

/** The faults of `keys` that are said at a place where the settings `holding` are in force. */
export function faultsAt(
  standards: Standards,
  place: Place,
  holding: readonly PolicySetting[],
  keys: readonly PolicyKey[],
): PolicyFault[] {
  const { policy } = resolvePolicy(holding);
  return [
    ...policyFaults(policy, keys),
    ...(keys.includes('mastery_at') ? cutFaults(policy, top(scaleAt(standards, place))) : []),
    ...(place.competency === null
      ? letterFaults(policy, keys, top(lettersScale(standards, place)))
      : frameworkKeys(keys).map((key) => ({
          key,
          message: `${key} is set at the gradebook or at a framework, not at a competency`,
        }))),
  ];
}

function cutFaults({ mastery_at }: Policy, highest: number): PolicyFault[] {
  if (mastery_at === null || mastery_at <= highest) return [];
  const message = `mastery_at ${mastery_at} lies above the top of the scale, ${highest}`;
  return [{ key: 'mastery_at', message }];
}

/** Letters are of a framework's results together, on its scale. */
function letterFaults(
  { letters }: Policy,
  keys: readonly PolicyKey[],
  highest: number,
): PolicyFault[] {
  const asked = letters === null ? null : highestLevel(lettersOf(letters));
  if (!keys.includes('letters') || asked === null || asked <= highest) return [];
  const message = `letters ask for ${asked}, above the top of the scale, ${highest}`;
  return [{ key: 'letters', message }];
}

function frameworkKeys(keys: readonly PolicyKey[]): PolicyKey[] {
  return keys.filter((key) => !COMPETENCY_KEYS.includes(key));
}

/**
 * What is wrong with setting `keys` at a level where `resolved` then holds: a key that the method
 * does not use, or a value that this method does not take. Empty when all is well.
 */
export function policyFaults(resolved: Policy, keys: readonly PolicyKey[]): PolicyFault[] {
  return keys.flatMap((key): PolicyFault[] => {
    if (!usesKey(resolved.method, key)) {
      const methods = (methodsUsing(key) ?? []).join(' and ');
      const message = `"${key}" is not used by method ${resolved.method}, only by ${methods}`;
      return [{ key, message, unused: true }];
    }
    if (key === 'weight' && isTooLight(resolved)) {
      return [{ key, message: 'weight for decaying-average is a number from 0.5 to 0.99' }];
    }
    if (key === 'method' && isTooLight(resolved) && !keys.includes('weight')) {
      const message = `weight ${resolved.weight} is inherited, and for decaying-average it is a number from 0.5 to 0.99: set weight too`;
      return [{ key, message }];
    }
    if ((key === 'method' || key === 'kind_weights') && needsWeights(resolved)) {
      return [{ key, message: 'weighted-mean needs kind_weights, such as "test:0.7;project:0.3"' }];
    }
    return [];
  });
}

function isTooLight({ method, weight }: Policy): boolean {
  return method === 'decaying-average' && weight < 0.5;
}

function needsWeights(policy: Policy): boolean {
  return policy.method === 'weighted-mean' && Object.keys(policy.kind_weights).length === 0;
}
