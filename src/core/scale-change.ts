/** What another scale under existing scores means: which competencies, cuts and levels it moves. */
import type { Competency, Id, PolicySetting, Scale } from './model.js';
import { round, significant } from './numbers.js';
import type { Policy } from './policy.js';
import { lettersScale, scaleAt } from './policy-place.js';
import { levelReached, masteryLevel, sameValues, top } from './scale.js';
import { isOnScale, type Standards, standardsOf } from './standards.js';

/** The standards with other scales, or other frameworks and competencies on them. */
export function withScales(
  standards: Standards,
  change: {
    readonly scales?: readonly Scale[];
    readonly frameworks?: ReadonlyMap<Id, Id | null>;
    readonly competencies?: ReadonlyMap<Id, Id | null>;
  },
): Standards {
  const { scales = standards.scales, frameworks, competencies } = change;
  return standardsOf({
    ...standards,
    scales,
    frameworks: [...standards.frameworks.values()].map((one) => onScale(one, frameworks)),
    competencies: [...standards.competencies.values()].map((one) => onScale(one, competencies)),
  });
}

function onScale<T extends { readonly id: Id; readonly scale: Id | null }>(
  one: T,
  scales: ReadonlyMap<Id, Id | null> | undefined,
): T {
  const scale = scales?.get(one.id);
  return scale === undefined ? one : { ...one, scale };
}

/** A competency that is scored on other values than before. */
export interface MovedCompetency {
  readonly competency: Competency;
  readonly from: Scale;
  readonly to: Scale;
}

/** The competencies of `before` whose scale has other values, or another mastery level, in `after`. */
export function movedCompetencies(before: Standards, after: Standards): MovedCompetency[] {
  return before.ordered.flatMap((competency) => {
    const now = after.competencies.get(competency.id);
    if (now === undefined) return [];
    const place = { framework: null, competency: competency.id };
    const [from, to] = [scaleAt(before, place), scaleAt(after, place)];
    return sameValues(from.levels, to.levels) ? [] : [{ competency, from, to }];
  });
}

/** A score by its share of the top, on another scale. */
export function carriedScore(score: number, from: Scale, to: Scale): number {
  return significant((score / top(from)) * top(to));
}

/**
 * A judgement, or a level that is asked for, on another scale: by its share of the top, but on its side
 * of mastery. What was met is at least the mastery level there, and what was not stays under it.
 */
export function carriedLevel(level: number, from: Scale, to: Scale): number {
  const carried = carriedScore(level, from, to);
  const mastery = masteryLevel(to).value;
  if (levelReached(from, level).value >= masteryLevel(from).value)
    return Math.max(carried, mastery);
  const under = to.levels.findLast(({ value }) => value < mastery);
  return carried < mastery || under === undefined ? carried : under.value;
}

/**
 * A cut, said on one scale, on another: by its share of the top, and no higher than a score of that share
 * is there once it is rounded, so that one at the cut stays at it.
 */
export function carriedCut(cut: number, from: Scale, to: Scale, policy: Policy): number {
  if (sameValues(from.levels, to.levels)) return cut;
  const carried = carriedScore(cut, from, to);
  return Math.min(carried, round(carried, policy.round, policy.rounding));
}

/** The settings of `mastery_at` whose scale has other values in `after`. */
export function cutsLeftBehind<S extends PolicySetting>(
  before: Standards,
  after: Standards,
  settings: readonly S[],
): S[] {
  return settings.filter(
    (setting) =>
      setting.key === 'mastery_at' &&
      typeof setting.value === 'number' &&
      !sameValues(scaleAt(before, setting).levels, scaleAt(after, setting).levels),
  );
}

/** The settings of `letters` that speak of levels of a scale that has other values in `after`. */
export function lettersLeftBehind<S extends PolicySetting>(
  before: Standards,
  after: Standards,
  settings: readonly S[],
): S[] {
  return settings.filter(
    (setting) =>
      setting.key === 'letters' &&
      isOnScale(setting) &&
      !sameValues(lettersScale(before, setting).levels, lettersScale(after, setting).levels),
  );
}
