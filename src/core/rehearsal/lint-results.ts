/** What a method and its cuts do to the results that are there: ties, zeros, too few scores, cliffs. */
import { fitsPowerLaw } from '../mastery/methods.js';
import { mostConsidered } from '../mastery/never.js';
import type { Competency, Id } from '../model.js';
import { significant } from '../numbers.js';
import type { Policy } from '../policy.js';
import { levelOf, masteryLevel } from '../scale.js';
import type { Yardstick } from '../standards.js';
import type { Extent, LedgerBite } from './bites.js';
import { type Check, counter, type Look } from './look.js';

/** So near a cut, on the competency's scale, a result stands on the rounding cliff. */
export const CLIFF = 0.05;

/** The checks of results that make sense under this yardstick. */
export function resultChecks(yardstick: Yardstick): Check<LedgerBite>[] {
  const { policy } = yardstick;
  return [
    ...(policy.method === 'mode' && policy.tie === 'none' ? [ties()] : []),
    ...(policy.method === 'median' ? [betweenLevels(yardstick)] : []),
    ...(policy.method === 'power-law' ? [zeros()] : []),
    ...fewScores(policy),
    cliffs(yardstick),
    roundedUp(yardstick),
    ...(yardstick.cut < masteryLevel(yardstick.scale).value ? [metUnderValue(yardstick)] : []),
  ];
}

/** Counts the results, of those with evidence that counts, for which something holds. */
function counted(
  holds: (look: Look) => boolean,
  bite: (extent: Extent) => LedgerBite,
): Check<LedgerBite> {
  const found = counter();
  let of = 0;
  return {
    see: (look) => {
      if (look.kept.scores.length === 0) return;
      of++;
      if (holds(look)) found.add(look.student);
    },
    bites: () => {
      const extent = found.extent(of);
      return extent.count === 0 ? [] : [bite(extent)];
    },
  };
}

function ties(): Check<LedgerBite> {
  return counted(
    ({ raw }) => raw === null,
    (extent) => ({ code: 'tie_without_score', ...extent }),
  );
}

/** The median of an even number of scores, where its two middle scores are of different levels. */
function betweenLevels({ scale, begins, cut }: Yardstick): Check<LedgerBite> {
  let underCut = 0;
  return counted(
    ({ kept, raw }) => {
      if (kept.scores.length % 2 === 1 || raw === null) return false;
      const sorted = [...kept.scores].sort((a, b) => a - b);
      const [lower = 0, upper = 0] = sorted.slice(sorted.length / 2 - 1);
      if (levelOf(scale, begins, lower) === levelOf(scale, begins, upper)) return false;
      if (upper >= cut && raw < cut) underCut++;
      return true;
    },
    (extent) => ({ code: 'median_between_levels', ...extent, underCut }),
  );
}

/** A zero cannot be fitted by the power law, whatever else was shown. */
function zeros(): Check<LedgerBite> {
  return counted(
    ({ kept: { scores } }) => scores.length >= 3 && !fitsPowerLaw(scores),
    (extent) => ({ code: 'zero_under_power_law', ...extent }),
  );
}

/** Unless the policy itself never looks at so many, which is another warning. */
function fewScores(policy: Policy): Check<LedgerBite>[] {
  const { method, n } = policy;
  const fewerThan = method === 'n-times' ? n : 3;
  if (!['n-times', 'power-law', 'latest-weighted'].includes(method)) return [];
  if ((mostConsidered(policy) ?? fewerThan) < fewerThan) return [];
  return [
    counted(
      ({ kept }) => kept.scores.length < fewerThan,
      (extent) => ({ code: 'few_scores', ...extent, fewerThan }),
    ),
  ];
}

/** Results just under and just over any cut, and the competency with the most of them. */
function cliffs({ begins }: Yardstick): Check<LedgerBite> {
  const places = begins.slice(1);
  const per = new Map<Id, { competency: Competency; count: number }>();
  let [under, over] = [0, 0];
  const holds = ({ judged: { score }, competency }: Look) => {
    if (score === null) return false;
    const gaps = places.map((cut) => significant(score - cut));
    const near = gaps.find((gap) => gap !== 0 && Math.abs(gap) <= CLIFF);
    if (near === undefined) return false;
    if (near < 0) under++;
    else over++;
    const known = per.get(competency.id) ?? { competency, count: 0 };
    known.count++;
    per.set(competency.id, known);
    return true;
  };
  return counted(holds, (extent) => {
    const [first, ...others] = per.values();
    if (first === undefined) throw new Error('a cliff has a competency');
    const worst = others.reduce((most, one) => (one.count > most.count ? one : most), first);
    return { code: 'cliff', ...extent, under, over, worst };
  });
}

function roundedUp({ cut }: Yardstick): Check<LedgerBite> {
  return counted(
    ({ raw, judged: { score } }) => raw !== null && score !== null && raw < cut && score >= cut,
    (extent) => ({ code: 'rounded_up_to_met', ...extent }),
  );
}

/** Met by a score under the value of the mastery level, since its cut lies lower. */
function metUnderValue({ scale }: Yardstick): Check<LedgerBite> {
  const { value } = masteryLevel(scale);
  return counted(
    ({ judged: { score, status } }) => status === 'mastered' && score !== null && score < value,
    (extent) => ({ code: 'met_under_mastery_value', ...extent }),
  );
}
