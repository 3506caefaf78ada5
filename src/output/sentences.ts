/** Whole sentences for people: what is still needed, how a number came about, why a score did not count. */
import type { WhyNot } from '../core/mastery/counting.js';
import type { Receipt } from '../core/mastery/explain.js';
import type { Mastery } from '../core/mastery/judge.js';
import { fitsPowerLaw } from '../core/mastery/methods.js';
import type { MoreScores } from '../core/mastery/need.js';
import type { Level, Scale } from '../core/model.js';
import type { Policy } from '../core/policy.js';
import type { Missing, Readiness } from '../core/readiness/ready.js';
import { masteryLevel, top } from '../core/scale.js';
import type { Yardstick } from '../core/standards.js';
import { english, type Words } from './words.js';

/** "one more score of 3 or better, or one of 4". */
export function waysText(ways: readonly MoreScores[], yardstick: Yardstick): string {
  if (ways.length === 0) return 'the scores so far weigh too much: look at them with the teacher';
  return ways.map((way) => wayText(way, yardstick)).join(', or ');
}

function wayText(way: MoreScores, yardstick: Yardstick): string {
  const scores = `${numeral(way.count)} more ${way.count === 1 ? 'score' : 'scores'} ${atLeastText(way.atLeast, yardstick.scale)}`;
  const kinds: string[] = [];
  if (way.kinds.length > 0)
    kinds.push(`with ${way.kinds.map((kind) => `one ${kind}`).join(' and ')} among them`);
  if (way.newKinds > 0) kinds.push(`${numeral(way.newKinds)} of a kind not used so far`);
  return [scores, ...kinds].join(', ');
}

function atLeastText(value: number, scale: Scale): string {
  return value >= top(scale) ? `of ${value}` : `of ${value} or better`;
}

/** What a requirement still needs. */
export function needText(missing: Missing, yardstick: Yardstick): string {
  const { minLevel, overriddenAt, ways, group } = missing.why;
  const level =
    minLevel === null ? masteryLevel(yardstick.scale) : levelAt(yardstick.scale, minLevel);
  const parts: string[] = [];
  if (overriddenAt !== null) {
    parts.push(
      `the teacher's judgement stands at ${overriddenAt}: level ${levelText(level)} is asked`,
    );
  } else if (minLevel !== null && ways.length === 0) {
    parts.push(`level ${levelText(level)} is asked here`);
  } else parts.push(waysText(ways, yardstick));
  if (group !== null && group.among.length > 1) {
    const others = group.among.filter((one) => one !== missing.competency).map(({ code }) => code);
    parts.push(`or another of the group: ${others.join(', ')}`);
  }
  return parts.join('; ');
}

/** "3 Proficient", or just "3" where the name is the value. */
export function levelText(level: Level, words: Words = english): string {
  const name = words.level(level);
  return name === String(level.value) ? name : `${level.value} ${name}`;
}

/** "3 Proficient, met", or "not assessed". */
export function standingText(mastery: Mastery, words: Words = english): string {
  const status = words.status[mastery.status];
  if (mastery.level === null) return status;
  const score =
    mastery.override === null && mastery.score !== null ? ` (score ${mastery.score})` : '';
  return `${levelText(mastery.level, words)}${score}, ${status}`;
}

/** "Ana Osei: ready for Exploration (4 of 4 met)". */
export function readyText(name: string, readiness: Readiness): string {
  const { standing, met, required } = readiness;
  const stage = standing.stage ?? standing.completed;
  const here = stage === null ? standing.pathwayName : (stage.title ?? stage.name);
  const next = standing.next === null ? null : (standing.next.title ?? standing.next.name);
  const count = `(${met} of ${required} met)`;
  switch (readiness.status) {
    case 'ready':
      return `${name}: ready ${next === null ? `to move on from ${here}` : `for ${next}`} ${count}`;
    case 'nearly':
      return `${name}: nearly ready ${next === null ? `to move on from ${here}` : `for ${next}`} ${count}`;
    case 'not_yet':
      return `${name}: at work on ${here} ${count}`;
    case 'complete':
      return `${name}: has completed ${standing.byDefault ? here : standing.pathwayName}`;
  }
}

/** Why a score did not count, for a parent. */
export function whyNotText(reason: WhyNot, kind: string, policy: Policy): string {
  switch (reason) {
    case 'no_score':
      return 'a note without a score';
    case 'kind':
      return `evidence of kind ${kind} does not count here`;
    case 'replaced':
      return 'replaced by a later score of the same work';
    case 'older':
      return `older than the ${numeral(policy.recent ?? 0)} most recent`;
    case 'lower':
      return `not among the ${numeral(policy.top ?? 0)} highest`;
  }
}

/** The formula in words with the numbers in it, then what follows from the result. */
export function inWords(receipt: Receipt, words: Words = english): string {
  const { mastery, yardstick } = receipt;
  const { calculated } = mastery;
  const parts: string[] = [];
  if (calculated.evidenceCount === 0) parts.push('nothing that counts has been recorded yet');
  else if (calculated.score === null) parts.push(`${noScoreYet(receipt)}`);
  else
    parts.push(
      `${methodText(receipt)} is ${calculated.score}, which is level ${calculated.level === null ? '' : levelText(calculated.level, words)}; ${words.status.mastered} begins at ${yardstick.cut}`,
    );
  if (calculated.status === 'thin' && calculated.score !== null) parts.push(thinText(receipt));
  if (mastery.override !== null)
    parts.push(
      `the teacher judged it at ${mastery.override.level}: ${mastery.override.reason}${mastery.disputed ? ' (newer evidence says otherwise)' : ''}`,
    );
  if (mastery.excuse !== null) parts.push(`excused: ${mastery.excuse.reason}`);
  return `${parts.join('; ')}.`;
}

/** What would change the status, smallest first. */
export function nextText(receipt: Receipt, words: Words = english): string {
  const { mastery, yardstick } = receipt;
  if (mastery.status === 'excused') return 'it is not asked of this student';
  if (mastery.override !== null)
    return `the teacher's judgement holds until it is changed or cleared`;
  if (mastery.status !== 'mastered') return waysText(receipt.ways, yardstick);
  const fragile = receipt.lines.filter(
    ({ whyNot, scoreWithout }) =>
      whyNot === null && (scoreWithout ?? Number.NEGATIVE_INFINITY) < yardstick.cut,
  );
  if (fragile.length === 0) return 'it is met, and would be without any one of the scores';
  return `it is ${words.status.mastered}; it rests on the score of ${words.day(fragile.at(-1)?.piece.observedOn ?? '')}`;
}

function noScoreYet(receipt: Receipt): string {
  const { policy, cut } = receipt.yardstick;
  if (policy.method === 'n-times') {
    const met = receipt.looked.filter((score) => score >= cut).length;
    return `${numeral(met)} of the ${numeral(policy.n)} scores of ${cut} or better that are asked for`;
  }
  return `the scores ${receipt.looked.join(', ')} give no single result by ${policy.method}`;
}

function thinText(receipt: Receipt): string {
  const { calculated } = receipt.mastery;
  const { policy } = receipt.yardstick;
  if (calculated.occasions < policy.min_evidence) {
    return `${english.count(calculated.occasions, 'occasion')} so far, and ${policy.min_evidence} are asked for`;
  }
  const wanted = policy.require_kinds.length > 0 ? ` (${policy.require_kinds.join(', ')})` : '';
  return `more kinds of evidence are asked for${wanted}`;
}

function methodText(receipt: Receipt): string {
  const { policy } = receipt.yardstick;
  const list = receipt.looked.join(', ');
  const which =
    policy.top !== null && receipt.looked.length === policy.top
      ? `the ${policy.top} highest scores`
      : policy.recent !== null
        ? 'the most recent scores'
        : 'all scores';
  switch (policy.method) {
    case 'latest':
      return `the latest score (of ${list})`;
    case 'highest':
      return `the highest of ${which} (${list})`;
    case 'mean':
      return `the mean of ${which} (${list})`;
    case 'median':
      return `the median, the middle one, of ${which} (${list})`;
    case 'mode':
      return `the most frequent of ${which} (${list})`;
    case 'decaying-average':
      return `the decaying average, each new score weighing ${share(policy.weight)}, of ${which} (${list})`;
    case 'latest-weighted':
      return `the latest score at ${share(policy.weight)} and the mean of the earlier ones at ${share(1 - policy.weight)} (${list})`;
    case 'n-times':
      return `the mean of the scores at or over the cut (of ${list})`;
    case 'power-law':
      return fitsPowerLaw(receipt.looked)
        ? `the power law through ${which} (${list})`
        : `the mean of ${which} (${list}; the power law takes three scores above 0)`;
    case 'weighted-mean':
      return `the mean of each kind, weighted ${Object.entries(policy.kind_weights)
        .map(([kind, weight]) => `${kind} ${weight}`)
        .join(', ')}, of ${which} (${list})`;
  }
}

function share(weight: number): string {
  return `${Number((weight * 100).toPrecision(12))} %`;
}

function levelAt(scale: Scale, value: number): Level {
  return scale.levels.find((level) => level.value === value) ?? masteryLevel(scale);
}

const NUMERALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function numeral(n: number): string {
  return NUMERALS[n] ?? String(n);
}
