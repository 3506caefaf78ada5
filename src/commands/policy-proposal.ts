/** Keys that are said or proposed at a place: whether they fit there, as `set`, `compare` and `lint` ask alike. */
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { type DatedSetting, type PolicyKey, settingsOn } from '../core/policy.js';
import { faultsAt } from '../core/policy-faults.js';
import { isAt, type Place, settingsAt } from '../core/policy-place.js';
import type { Standards } from '../core/standards.js';
import { type LevelFlags, type NamedPlace, placeOf } from './policy-level.js';
import type { Pairs } from './policy-pairs.js';
import type { Session } from './session.js';

/** Keys proposed at a place; undefined: taken back. */
export interface Proposed extends NamedPlace {
  readonly said: Pairs;
}

/** The place of a proposal to the policy in force. Throws `PlError` where the keys do not fit there. */
export async function proposedAt(
  session: Session,
  standards: Standards,
  said: Pairs,
  flags: LevelFlags,
): Promise<Proposed> {
  const place = await placeOf(session, standards, flags);
  const inForce = standards.policies.map((one) => ({ ...one, startsOn: null }));
  refuseUnfit(standards, inForce, place, said, session.today, null);
  return { ...place, said };
}

/** Throws `PlError` with all that does not fit the policy and the scale at the place on that day. */
export function refuseUnfit(
  standards: Standards,
  settings: readonly DatedSetting[],
  place: Place,
  said: Pairs,
  day: Day,
  startsOn: Day | null,
): void {
  const kept = settingsAt(standards, settings, place).filter(
    (one) => !(isAt(place, one) && one.startsOn === startsOn && said.has(one.key as PolicyKey)),
  );
  const { framework, competency } = place;
  const added = [...said].flatMap(([key, value]) =>
    value === undefined ? [] : [{ framework, competency, key, value, startsOn }],
  );
  const holding = settingsOn(day, [...kept, ...added]);
  const keys = added.map(({ key }) => key);
  const takenBack = [...said.keys()].filter((key) => said.get(key) === undefined);
  const faults = faultsAt(standards, place, holding, keys, takenBack).map(({ message }) => message);
  if (faults.length > 0) throw new PlError('invalid', faults.join('\n'));
}
