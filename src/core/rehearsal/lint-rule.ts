/** What bites in a policy itself, found by trying scores on it. */
import { type Gathered, kindCounts } from '../mastery/counting.js';
import { type MoreScores, waysToMeet } from '../mastery/need.js';
import { mostConsidered, whyNeverMet } from '../mastery/never.js';
import type { Piece } from '../model.js';
import type { Policy } from '../policy.js';
import { cuts, masteryCut, masteryLevel, top } from '../scale.js';
import type { Yardstick } from '../standards.js';
import type { RuleBite } from './bites.js';

/** Every warning that needs no evidence. */
export function ruleBites(yardstick: Yardstick): RuleBite[] {
  return [...recovery(yardstick), ...parameters(yardstick.policy), ...masteryAt(yardstick)];
}

/** Many scores to outgrow one low one: more than are asked for from nothing. */
function recovery(yardstick: Yardstick): RuleBite[] {
  const highest = top(yardstick.scale);
  if (yardstick.cut > highest)
    return [{ code: 'never_met', because: { kind: 'cut_above_top', top: highest } }];
  const ways = waysAfter(yardstick, []);
  if (ways.length === 0)
    return [{ code: 'never_met', because: whyNeverMet(yardstick.policy) ?? { kind: 'other' } }];
  const fromNothing = atCut(yardstick, ways);
  if (fromNothing === null) return [];
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

function scoresAtCut(yardstick: Yardstick, scores: readonly number[]): number | null {
  return atCut(yardstick, waysAfter(yardstick, scores));
}

function waysAfter(yardstick: Yardstick, scores: readonly number[]): readonly MoreScores[] {
  return waysToMeet(tried(yardstick.policy, scores), yardstick);
}

/** How many further scores at the cut make it met; null: more than are tried, or better ones. */
function atCut({ cut }: Yardstick, ways: readonly MoreScores[]): number | null {
  return ways.findLast(({ atLeast }) => atLeast <= cut)?.count ?? null;
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
