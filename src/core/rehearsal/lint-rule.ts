/** What bites in a policy itself, found by trying scores on it. */
import { type Gathered, kindCounts } from '../mastery/counting.js';
import { waysToMeet } from '../mastery/need.js';
import type { Piece } from '../model.js';
import type { Policy } from '../policy.js';
import { cuts, masteryCut, masteryLevel, top } from '../scale.js';
import type { Yardstick } from '../standards.js';
import type { NeverMet, RuleBite } from './bites.js';

/** Every warning that needs no evidence. */
export function ruleBites(yardstick: Yardstick): RuleBite[] {
  return [...recovery(yardstick), ...parameters(yardstick.policy), ...masteryAt(yardstick)];
}

/** Of how many scores at most the method makes its result; null: of all. */
export function mostConsidered({ recent, top: highest }: Policy): number | null {
  if (recent === null || highest === null) return recent ?? highest;
  return Math.min(recent, highest);
}

/** Many scores to outgrow one low one: more than are asked for from nothing. */
function recovery(yardstick: Yardstick): RuleBite[] {
  const isOnScale = yardstick.cut <= top(yardstick.scale);
  const fromNothing = isOnScale ? scoresAtCut(yardstick, []) : null;
  if (fromNothing === null) return [{ code: 'never_met', because: whyNeverMet(yardstick) }];
  const { levels } = yardstick.scale;
  const lowest = levels[0]?.value ?? 0;
  const below = levels.findLast(({ value }) => value < masteryLevel(yardstick.scale).value);
  if (below === undefined || below.value >= yardstick.cut) return [];
  const afterLowest = scoresAtCut(yardstick, [lowest]);
  const afterBelow = scoresAtCut(yardstick, [below.value]);
  if (afterLowest !== null && afterLowest <= fromNothing) return [];
  return [
    { code: 'slow_recovery', lowest, below: below.value, afterLowest, afterBelow, fromNothing },
  ];
}

/** How many further scores at the cut make it met; null: more than are tried. */
function scoresAtCut(yardstick: Yardstick, scores: readonly number[]): number | null {
  const ways = waysToMeet(tried(yardstick.policy, scores), yardstick);
  return ways.find(({ atLeast }) => atLeast === yardstick.cut)?.count ?? null;
}

function tried(policy: Policy, scores: readonly number[]): Gathered {
  const named = [...(policy.kinds ?? []), ...Object.keys(policy.kind_weights)];
  const kind = named.find((one) => kindCounts(policy, one)) ?? 'observation';
  const pieces = scores.map(
    (score, number): Piece => ({
      competency: 0,
      observedOn: '2000-01-01',
      entry: 0,
      number,
      score,
      possible: null,
      kind,
      title: `score ${number + 1}`,
      externalId: null,
    }),
  );
  return { pieces, scores };
}

function whyNeverMet({ policy, scale, cut }: Yardstick): NeverMet {
  if (cut > top(scale)) return { kind: 'cut_above_top', top: top(scale) };
  if (policy.method === 'weighted-mean' && Object.keys(policy.kind_weights).length === 0)
    return { kind: 'no_weights' };
  const considered = mostConsidered(policy);
  if (policy.method === 'n-times' && considered !== null && considered < policy.n)
    return { kind: 'n_times', n: policy.n, considered };
  const kinds = policy.require_kinds.filter((kind) => !kindCounts(policy, kind));
  if (kinds.length > 0) return { kind: 'required_kind', kinds };
  const named =
    policy.kinds ?? (policy.method === 'weighted-mean' ? Object.keys(policy.kind_weights) : null);
  const counting = named?.filter((kind) => kindCounts(policy, kind)).length ?? null;
  if (counting !== null && counting < policy.min_kinds) return { kind: 'min_kinds', counting };
  return { kind: 'other' };
}

function parameters(policy: Policy): RuleBite[] {
  const { recent, top: highest, min_evidence: minEvidence } = policy;
  const considered = mostConsidered(policy);
  const bites: RuleBite[] = [];
  if (policy.method === 'power-law' && considered !== null && considered < 3)
    bites.push({ code: 'power_law_is_mean', considered });
  if (recent !== null && highest !== null && highest >= recent)
    bites.push({ code: 'top_without_effect', recent, top: highest });
  if (recent !== null && recent < minEvidence)
    bites.push({ code: 'recent_below_min_evidence', recent, minEvidence });
  return bites;
}

/**
 * `mastery_at` that moves the cut away from where the level begins, or past the next one; off the scale
 * nobody is met at all, which is said.
 */
function masteryAt({ policy, scale, cut }: Yardstick): RuleBite[] {
  if (policy.mastery_at === null || cut > top(scale)) return [];
  const begins = cuts(scale, policy.level_cut, null);
  const usual = masteryCut(scale, begins);
  const place = scale.levels.indexOf(masteryLevel(scale));
  const next = begins[place + 1];
  if (next !== undefined && cut >= next) return [{ code: 'mastery_level_hidden', next }];
  return cut === usual ? [] : [{ code: 'mastery_at_inside_level', usual }];
}
