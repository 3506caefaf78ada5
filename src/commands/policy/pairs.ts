/** KEY=VALUE as it is typed after `pl policy`. */
import { PlError } from '../../core/errors.js';
import { closest } from '../../core/matching/suggest.js';
import type { PolicyValue } from '../../core/model.js';
import {
  isPolicyKey,
  notAllowed,
  POLICY_KEYS,
  type PolicyKey,
  readPolicyValue,
} from '../../core/policy.js';
import type { Said } from '../../core/policy-fit.js';

/** Keys as they were typed, with their values; undefined takes back. */
export type Pairs = Said;

/** Throws PlError with all faults at once. */
export function readPairs(pairs: readonly string[]): Pairs {
  const said = new Map<PolicyKey, PolicyValue | undefined>();
  const faults: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const key = pair.slice(0, at).trim().toLowerCase().replaceAll('-', '_');
    const text = pair.slice(at + 1).trim();
    if (at < 1) throw new PlError('usage', `"${pair}" is not KEY=VALUE`);
    if (!isPolicyKey(key)) {
      faults.push(`there is no key "${key}"${keyMeant(key)}`);
      continue;
    }
    const value = text === '' ? undefined : readPolicyValue(key, text);
    if (text !== '' && value === undefined) faults.push(notAllowed(key, text));
    if (said.has(key)) faults.push(`"${key}" is said twice`);
    said.set(key, value);
  }
  if (faults.length > 0) throw new PlError('invalid', faults.join('\n'));
  return said;
}

/** The key that was perhaps meant, else all that there are. */
function keyMeant(key: string): string {
  const [near] = closest(key, POLICY_KEYS, (known) => [known]);
  return near === undefined ? `: ${POLICY_KEYS.join(', ')}` : `; did you mean "${near}"?`;
}
