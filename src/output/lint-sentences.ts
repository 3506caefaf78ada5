/** The warnings of `pl policy lint` in words: one clear sentence each with its numbers, and what to do. */
import type { NeverMet } from '../core/mastery/never.js';
import type { Bite, OrderExample, Rule, Warning } from '../core/rehearsal/bites.js';
import { CLIFF } from '../core/rehearsal/lint-results.js';
import { masteryLevel } from '../core/scale.js';
import type { Standards } from '../core/standards.js';
import type { Words } from './words.js';

/** Where a rule holds: "everywhere", frameworks, codes, or how many competencies of a framework. */
export function whereText(standards: Standards, { competencies }: Rule): string {
  const all = standards.ordered.filter(standards.assessable);
  if (competencies.length === all.length) return 'everywhere';
  const names = [...new Set(competencies.map(standards.frameworkName))];
  const whole = all.filter((one) => names.includes(standards.frameworkName(one)));
  if (whole.length === competencies.length) return names.join(', ');
  if (competencies.length <= 3) return competencies.map(({ code }) => code).join(', ');
  return `${competencies.length} competencies of ${names.join(', ')}`;
}

/** What bites, for people and as the `message` of JSON. No student is named here. */
export function biteText({ rule, bite }: Warning, words: Words): string {
  const { cut, policy, scale } = rule.yardstick;
  const met = words.status.mastered;
  switch (bite.code) {
    case 'slow_recovery':
      return recoveryText(bite, cut, words);
    case 'never_met':
      return `nobody can be ${met}: ${neverText(bite.because, policy.min_kinds, cut)}`;
    case 'power_law_is_mean':
      return `the power law needs three scores and sees ${bite.considered}: it is always the mean`;
    case 'top_without_effect':
      return `top ${bite.top} of the last ${bite.recent} leaves nothing out`;
    case 'recent_below_min_evidence':
      return `${bite.minEvidence} occasions are asked for, but ${bite.recent === 1 ? 'the last score alone decides' : `the last ${bite.recent} scores decide`}`;
    case 'mastery_at_inside_level':
      return `mastery_at puts the cut of ${masteryLevel(scale).name} at ${cut}, inside another level: it would begin at ${bite.usual}`;
    case 'mastery_level_hidden':
      return `mastery_at ${cut} lies at or above the next level, which begins at ${bite.next}: ${masteryLevel(scale).name} is never given`;
    case 'median_between_levels':
      return `${extentText(bite, words)} ${are(bite.count)} the median of an even number of scores whose middle two are of different levels; ${bite.underCut} of them ${bite.underCut === 1 ? 'falls' : 'fall'} under the cut though one of the two does not`;
    case 'tie_without_score':
      return `${extentText(bite, words)} ${have(bite.count)} no score, because two levels were given equally often`;
    case 'zero_under_power_law':
      return `${extentText(bite, words)} ${bite.count === 1 ? 'holds' : 'hold'} a 0, which the power law cannot fit: the mean is used`;
    case 'few_scores':
      return fewText(bite, policy.method, words);
    case 'cliff':
      return `${extentText(bite, words)} ${bite.count === 1 ? 'stands' : 'stand'} within ${CLIFF} of a cut, ${bite.under} just under and ${bite.over} just over; most in ${bite.worst.competency.code} (${bite.worst.count})`;
    case 'rounded_up_to_met':
      return `${extentText(bite, words)} ${bite.count === 1 ? 'reaches' : 'reach'} the cut of ${cut} by rounding alone`;
    case 'met_under_mastery_value':
      return `${extentText(bite, words)} ${are(bite.count)} ${met} by a score under ${masteryLevel(scale).value}, because the cut is ${cut}`;
    case 'order_decides':
      return `${extentText(bite, words)} would have another status had the same scores come in another order`;
    case 'entry_order_decides':
      return `${extentText(bite, words)} would have another status had the scores of one day been entered in another order`;
    case 'scored_too_seldom':
      return seldomText(bite, words);
    case 'kind_never_recorded':
      return `${bite.keys.join(' and ')} ${bite.keys.length === 1 ? 'names' : 'name'} ${bite.kind}, which is on none of ${words.count(bite.of, 'score')}`;
    case 'kind_not_counted':
      return `${bite.count} of ${words.count(bite.of, 'score')} (${percent(bite.count, bite.of)}) ${are(bite.count)} of kind ${bite.kind} and ${bite.count === 1 ? 'does' : 'do'} not count`;
  }
}

/** What to do about it. */
export function hintText({ rule, bite }: Warning): string {
  const { policy } = rule.yardstick;
  switch (bite.code) {
    case 'slow_recovery':
      return 'recent=3 with median, or latest, forgets an early score sooner';
    case 'never_met':
      return NEVER_HINT[bite.because.kind];
    case 'power_law_is_mean':
      return 'recent=all top=all, or method=mean';
    case 'top_without_effect':
      return bite.recent > 1 ? `top=${bite.recent - 1}, or top=all` : 'top=all';
    case 'recent_below_min_evidence':
      return 'all well if meant so; else recent=all';
    case 'mastery_at_inside_level':
      return 'say so on the report card, or move the level itself: pl scale set';
    case 'mastery_level_hidden':
      return `mastery_at under ${bite.next}`;
    case 'median_between_levels':
      return 'min_evidence=3 recent=3 makes the number odd';
    case 'tie_without_score':
      return 'tie=recent or tie=higher gives a score';
    case 'zero_under_power_law':
      return 'a scale whose lowest level is 1, or another method';
    case 'few_scores':
      return policy.method === 'n-times' ? 'a smaller n' : 'min_evidence=3';
    case 'cliff':
      return 'look at these before a report: pl explain STUDENT COMPETENCY';
    case 'rounded_up_to_met':
      return 'round=4, or rounding=down';
    case 'met_under_mastery_value':
      return 'level_cut=floor and mastery_at=default ask for the level itself';
    case 'order_decides':
      return 'wanted where growth counts; mean, median of all and highest do not look at order';
    case 'entry_order_decides':
      return 'one title a task and a day each; or a method that does not look at order';
    case 'scored_too_seldom':
      return 'more occasions, or a smaller min_evidence';
    case 'kind_never_recorded':
      return `take ${bite.kind} out of the policy, or check how it is written in the evidence`;
    case 'kind_not_counted':
      return 'name it among kinds where it should count';
  }
}

const NEVER_HINT: Readonly<Record<NeverMet['kind'], string>> = {
  no_weights: 'kind_weights="test:0.7;project:0.3", or another method',
  cut_above_top: 'mastery_at=default, or a cut on the scale',
  nothing_counts: 'kinds and kind_weights with a kind in common',
  n_times: 'recent=all, or a smaller n',
  required_kind: 'let the kind count (kinds, kind_weights), or do not require it',
  min_kinds: 'a smaller min_kinds, or more kinds that count',
  other: 'pl policy show',
};

/** "1, 2, 4 comes to not yet; at best met, at worst not yet". */
export function exampleText(example: OrderExample, words: Words): string {
  const { status } = words;
  return `${example.scores.join(', ')} comes to ${status[example.status]}; in the best order ${status[example.best]}, in the worst ${status[example.worst]}`;
}

type Of<Code extends Bite['code']> = Extract<Bite, { readonly code: Code }>;

interface Counted {
  readonly count: number;
  readonly of: number;
  readonly students: number;
}

function extentText({ count, of, students }: Counted, words: Words): string {
  return `${count} of ${words.count(of, 'result')} (${words.count(students, 'student')})`;
}

/** Where the level below mastery is the lowest one, it is said once. */
function recoveryText(bite: Of<'slow_recovery'>, cut: number, words: Words): string {
  const { lowest, below, afterLowest, afterBelow, fromNothing } = bite;
  const also = below === lowest ? '' : `, after one score of ${below} it is ${more(afterBelow)}`;
  return `after one score of ${lowest} a student needs ${more(afterLowest)} further scores of ${cut} to be ${words.status.mastered}${also}; with nothing before, ${fromNothing} will do`;
}

function more(count: number | null): string {
  return count === null ? 'more than nine' : String(count);
}

const are = (count: number) => (count === 1 ? 'is' : 'are');
const have = (count: number) => (count === 1 ? 'has' : 'have');

function percent(count: number, of: number): string {
  return `${Math.round((count / of) * 100)} %`;
}

function neverText(because: NeverMet, minKinds: number, cut: number): string {
  switch (because.kind) {
    case 'no_weights':
      return 'weighted-mean has no kind_weights here, so that no score counts';
    case 'cut_above_top':
      return `mastery_at ${cut} lies above the top of the scale, ${because.top}`;
    case 'nothing_counts':
      return 'no kind of evidence counts';
    case 'n_times':
      return `${because.n} scores at the cut are asked for and only ${because.considered} are looked at`;
    case 'required_kind':
      return `${because.kinds.join(', ')} must be there and ${because.kinds.length === 1 ? 'does' : 'do'} not count`;
    case 'min_kinds':
      return `${minKinds} kinds must be there and only ${because.counting} count`;
    case 'other':
      return 'not even nine scores at the cut are enough';
  }
}

function fewText(bite: Of<'few_scores'>, method: string, words: Words): string {
  const outcome =
    method === 'n-times'
      ? 'they have no score yet'
      : method === 'power-law'
        ? 'their power law is the mean'
        : 'the latest weighs against one score alone, or stands alone';
  return `${extentText(bite, words)} ${bite.count === 1 ? 'rests' : 'rest'} on fewer than ${bite.fewerThan} scores: ${outcome}`;
}

function seldomText(bite: Of<'scored_too_seldom'>, words: Words): string {
  const { school, count, of, students, minEvidence, medianDays } = bite;
  const at = school === null ? '' : `${school}: `;
  const gap =
    medianDays === null
      ? 'none has scores on two days'
      : `the middle gap between two days with a score is ${words.count(medianDays, 'day')}`;
  if (count === 0) return `${at}${gap}`;
  return `${at}${percent(count, of)} of results (${count} of ${of}, of ${words.count(students, 'student')}) cannot be ${words.status.mastered} yet under min_evidence ${minEvidence}: there were fewer occasions; ${gap}`;
}
