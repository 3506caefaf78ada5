/**
 * Whether every setting of a policy fits, at its place and for as long as it holds there: on the day on
 * which it begins, and on every later day on which something begins that bears on it.
 */
import { groupBy } from './grouping.js';
import type { Day, PolicyValue } from './model.js';
import { type DatedSetting, type PolicyKey, settingsOn } from './policy.js';
import { faultsAt, type PolicyFault } from './policy-faults.js';
import { isAt, type Place, settingsReader } from './policy-place.js';
import type { Standards } from './standards.js';

/** Keys with their values; undefined takes back. */
export type Said = ReadonlyMap<PolicyKey, PolicyValue | undefined>;

/** All settings, also those that begin later, on the scales of the standards. */
export interface DatedPolicy<S extends DatedSetting = DatedSetting> {
  readonly standards: Standards;
  readonly settings: readonly S[];
}

/** A setting that does not fit. */
export interface Unfit<S extends DatedSetting = DatedSetting> extends PolicyFault {
  readonly setting: S;
  /** The first day on which it does not; null: from the beginning. */
  readonly day: Day | null;
}

/** The settings once keys are said at a place; `startsOn` null: to hold always. */
export function withSaid(
  settings: readonly DatedSetting[],
  { framework, competency }: Place,
  said: Said,
  startsOn: Day | null,
): DatedSetting[] {
  const place = { framework, competency };
  const kept = settings.filter((one) => !isSaid(one, place, said, startsOn));
  const added = [...said].flatMap(([key, value]) =>
    value === undefined ? [] : [{ ...place, key, value, startsOn }],
  );
  return [...kept, ...added];
}

/** Whether a setting is one of those that are said. */
export function isSaid(
  setting: DatedSetting,
  place: Place,
  said: Said,
  startsOn: Day | null,
): boolean {
  return (
    isAt(place, setting) && setting.startsOn === startsOn && said.has(setting.key as PolicyKey)
  );
}

/**
 * What does not fit after a change: all that is fresh, and what stands already where it did fit before.
 * Old faults are let be, so that they are in the way of nothing else. So is what stands and is merely not
 * used by another method: it is ignored there, as what is inherited is.
 */
export function newlyUnfit<S extends DatedSetting>(
  before: DatedPolicy,
  after: DatedPolicy<S>,
  isFresh: (setting: S) => boolean,
): Unfit<S>[] {
  const found = unfitSettings(after);
  if (found.length === 0) return [];
  const known = new Set(unfitSettings(before).map(faultText));
  return found.filter((one) => isFresh(one.setting) || !(one.unused || known.has(faultText(one))));
}

function faultText({ setting, message }: Unfit): string {
  const { framework, competency, key, startsOn } = setting;
  return `${framework} ${competency} ${key} ${startsOn} ${message}`;
}

/** Every setting that does not fit, place by place. */
function unfitSettings<S extends DatedSetting>({
  standards,
  settings,
}: DatedPolicy<S>): Unfit<S>[] {
  const reader = settingsReader(standards, settings);
  const places = groupBy(settings, ({ framework, competency }) => `${framework} ${competency}`);
  return [...places.values()].flatMap(([place]) =>
    place === undefined ? [] : unfitAt(standards, place, reader(place)),
  );
}

/** One setting on a day on which it is in force. */
interface Look<S> {
  readonly setting: S;
  readonly day: Day | null;
  readonly faults: readonly PolicyFault[];
}

function unfitAt<S extends DatedSetting>(
  standards: Standards,
  place: Place,
  bearing: readonly S[],
): Unfit<S>[] {
  const days = [...new Set(['', ...bearing.map(({ startsOn }) => startsOn ?? '')])].sort();
  const looks = days.flatMap((day): Look<S>[] => {
    const holding = settingsOn(day, bearing);
    const own = holding.filter((one) => isAt(place, one));
    const keys = own.map(({ key }) => key as PolicyKey);
    const faults = faultsAt(standards, place, holding, keys);
    return own.map((setting) => ({
      setting,
      day: day === '' ? null : day,
      faults: faults.filter(({ key }) => key === setting.key),
    }));
  });
  return [...groupBy(looks, ({ setting }) => setting).values()].flatMap(unfitOver);
}

/** A key that no method uses is one only where none uses it as long as it holds: the method may change. */
function unfitOver<S extends DatedSetting>(looks: readonly Look<S>[]): Unfit<S>[] {
  const isIdle = looks.every(({ faults }) => faults.some(({ unused }) => unused));
  const once = new Map<string, Unfit<S>>();
  for (const { setting, day, faults } of looks) {
    for (const fault of faults) {
      const key = fault.unused ? 'unused' : fault.message;
      if ((fault.unused && !isIdle) || once.has(key)) continue;
      once.set(key, { ...fault, setting, day });
    }
  }
  return [...once.values()];
}
