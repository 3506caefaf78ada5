/** What does not fit where a policy is said: the method, the scale, and letters beside one competency. */
import { highestLevel, lettersOf } from './grades/letters.js';
import type { PolicySetting } from './model.js';
import {
  COMPETENCY_KEYS,
  type Policy,
  type PolicyFault,
  type PolicyKey,
  policyFaults,
  resolvePolicy,
  usesKey,
} from './policy.js';
import { type Place, scaleAt } from './policy-place.js';
import { top } from './scale.js';
import type { Standards } from './standards.js';

/**
 * The faults of `keys` said, and of others taken back, at a place where then the settings `holding` are in
 * force. Taking back can be wrong too: a weighted mean without weights.
 */
export function faultsAt(
  standards: Standards,
  place: Place,
  holding: readonly PolicySetting[],
  keys: readonly PolicyKey[],
  takenBack: readonly PolicyKey[] = [],
): PolicyFault[] {
  const { policy } = resolvePolicy(holding);
  const highest = top(scaleAt(standards, place));
  return [
    ...policyFaults(policy, [...keys, ...takenBack.filter((key) => usesKey(policy.method, key))]),
    ...(keys.includes('mastery_at') ? cutFaults(policy, highest) : []),
    ...(place.competency === null
      ? letterFaults(policy, keys, highest)
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
