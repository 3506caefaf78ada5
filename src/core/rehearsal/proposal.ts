/** A policy that is only proposed: the standards as they would be under it, and what it can move. */
import type { Competency, Id, PolicySetting, PolicyValue } from '../model.js';
import { COMPETENCY_KEYS, type PolicyKey, usesKey } from '../policy.js';
import { type Standards, standardsOf, type Yardstick } from '../standards.js';

/** Keys that are said at the gradebook (both null), a framework or a competency; undefined: taken back. */
export interface Proposal {
  readonly framework: Id | null;
  readonly competency: Id | null;
  readonly said: ReadonlyMap<PolicyKey, PolicyValue | undefined>;
}

/** The standards as they would be if the proposal were set. */
export function proposedStandards(standards: Standards, proposal: Proposal): Standards {
  return standardsOf({
    ...standards,
    frameworks: [...standards.frameworks.values()],
    competencies: [...standards.competencies.values()],
    policies: proposedSettings(standards.policies, proposal),
  });
}

/** The settings with those of the proposal in place of what was said there. */
export function proposedSettings(
  settings: readonly PolicySetting[],
  proposal: Proposal,
): readonly PolicySetting[] {
  const { framework, competency, said } = proposal;
  const kept = settings.filter(
    (one) =>
      one.framework !== framework ||
      one.competency !== competency ||
      !said.has(one.key as PolicyKey),
  );
  const added = [...said].flatMap(([key, value]) =>
    value === undefined ? [] : [{ framework, competency, key, value }],
  );
  return [...kept, ...added];
}

/** The competencies that the two judge differently, with their place in order: only these can move. */
export function movable(before: Standards, after: Standards): ReadonlyMap<Id, number> {
  const known = new Map<Yardstick, Map<Yardstick, boolean>>();
  const differs = (one: Competency) => {
    const same = after.competencies.get(one.id) ?? one;
    const [old, fresh] = [before.yardstick(one), after.yardstick(same)];
    const found = known.get(old) ?? new Map<Yardstick, boolean>();
    known.set(old, found);
    const answer = found.get(fresh) ?? !judgesAlike(old, fresh);
    found.set(fresh, answer);
    return answer;
  };
  return new Map(before.ordered.filter(differs).map(({ id }, place) => [id, place]));
}

/** Of the keys of a competency, what does not decide its score, level or status; the two that move cuts are compared by the cuts. */
const APART: ReadonlySet<PolicyKey> = new Set(['stale_after_days', 'level_cut', 'mastery_at']);

/** Whether two yardsticks give the same result for any evidence. */
export function judgesAlike(a: Yardstick, b: Yardstick): boolean {
  const same = (key: PolicyKey) => JSON.stringify(a.policy[key]) === JSON.stringify(b.policy[key]);
  return (
    a.scale.id === b.scale.id &&
    a.begins.join() === b.begins.join() &&
    COMPETENCY_KEYS.every((key) => APART.has(key) || !usesKey(a.policy.method, key) || same(key))
  );
}
