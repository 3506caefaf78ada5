/** The policy that a standards file sets on single competencies, in columns named after the keys. */
import type { PolicySetting, PolicyValue, Scale } from '../model.js';
import {
  type DatedSetting,
  isPolicyKey,
  notAllowed,
  type PolicyKey,
  readPolicyValue,
  resolvePolicy,
} from '../policy.js';
import { policyFaults } from '../policy-faults.js';
import { top } from '../scale.js';
import type { Standards } from '../standards.js';
import { frameworkCalled } from './codes.js';
import type { Faults } from './records.js';
import type { Ref } from './refs.js';
import { type Row, refOfRow } from './standards-rows.js';

export interface PlannedPolicy {
  readonly competency: Ref;
  readonly key: PolicyKey;
  readonly value: PolicyValue;
}

/**
 * The settings of a row that do not stand already among those `said` to hold always; those of them that make
 * no sense together are faults. What stands is let be, also where it would be refused today.
 */
export function planPolicies(
  row: Row,
  scale: Scale,
  standards: Standards,
  said: readonly DatedSetting[],
  faults: Faults,
): PlannedPolicy[] {
  const standing = said.filter(
    ({ competency, startsOn }) =>
      row.before !== null && competency === row.before.id && startsOn === null,
  );
  const stands = ({ key, value }: Setting) =>
    standing.some((one) => one.key === key && JSON.stringify(one.value) === JSON.stringify(value));
  const fresh = readSettings(row, faults).filter((setting) => !stands(setting));
  refuseUnfit(row, fresh, scale, standing, standards, faults);
  return fresh.map(({ key, value }) => ({ competency: refOfRow(row), key, value }));
}

interface Setting {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
}

function readSettings({ record }: Row, faults: Faults): Setting[] {
  return Object.entries(record.policy).flatMap(([key, text]) => {
    if (!isPolicyKey(key)) return [];
    const value = readPolicyValue(key, text);
    if (value !== undefined) return [{ key, value }];
    faults.error(record.line, key, 'bad_policy', notAllowed(key, text));
    return [];
  });
}

/** Faults for settings that do not fit the policy and the scale which the competency then has. */
function refuseUnfit(
  row: Row,
  settings: readonly Setting[],
  scale: Scale,
  standing: readonly PolicySetting[],
  standards: Standards,
  faults: Faults,
): void {
  if (settings.length === 0) return;
  const { line } = row.record;
  const framework = frameworkCalled(standards, row.framework);
  const inherited = standards.policies.filter(
    (one) => one.competency === null && (one.framework === null || one.framework === framework?.id),
  );
  const competency = row.before?.id ?? -1;
  const own = settings.map((setting) => ({ framework: null, competency, ...setting }));
  const { policy } = resolvePolicy([...inherited, ...standing, ...own]);
  const keys = settings.map(({ key }) => key);
  for (const { key, message } of policyFaults(policy, keys)) {
    faults.error(line, key, 'bad_policy', message);
  }
  if (!keys.includes('mastery_at')) return;
  if ((policy.mastery_at ?? 0) > top(scale)) {
    const message = `mastery_at is a score from 0 to ${top(scale)} on scale "${scale.name}"`;
    faults.error(line, 'mastery_at', 'bad_policy', message);
  }
}
