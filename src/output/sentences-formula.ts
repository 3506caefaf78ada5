/** The formula of a result in words, with the numbers in it, so that anybody can work it out again. */
import type { Receipt } from '../core/mastery/explain.js';
import { fitsPowerLaw, mean, powerCurve, type Scores } from '../core/mastery/methods.js';
import type { Policy } from '../core/policy.js';
import { numeral } from './sentences.js';

/**
 * How the method came to its result, ending in the result before rounding, such as "the median of all
 * scores (2, 3): halfway between 2 and 3 is 2.5". `result` is that number.
 */
export function formulaText(receipt: Receipt, looked: Scores, result: number): string {
  const { scores } = looked;
  const { policy } = receipt.yardstick;
  const [only] = scores;
  const alone = scores.length === 1 && policy.method !== 'n-times';
  if (alone)
    return `the only score${looksAtAll(receipt, scores) ? '' : ' looked at'} is ${figure(only ?? result)}`;
  const of = `${whichText(receipt, scores)} (${listText(scores)})`;
  switch (policy.method) {
    case 'latest':
      return `the latest of ${of} is ${figure(result)}`;
    case 'highest':
      return `the highest of ${of} is ${figure(result)}`;
    case 'mean':
      return `the mean of ${of}: ${meanText(scores)}`;
    case 'median':
      return `the median of ${of}: ${medianText(scores, result)}`;
    case 'mode':
      return `the most frequent of ${of} is ${figure(result)}${tieText(scores, result, policy.tie)}`;
    case 'decaying-average':
      return `the decaying average of ${of}: ${decayText(scores, policy.weight)}`;
    case 'latest-weighted':
      return `the latest of ${of} at ${share(policy.weight)} and the mean of the earlier ones at ${share(1 - policy.weight)}: ${latestText(scores, policy.weight, result)}`;
    case 'n-times':
      return nTimesText(looked, policy, of);
    case 'power-law':
      return fitsPowerLaw(scores)
        ? `the power law (the curve that fits best) through ${of}: ${powerText(looked, result)}`
        : `the power law takes three scores above 0, so the mean of ${of}: ${meanText(scores)}`;
    case 'weighted-mean':
      return `the weighted mean of ${of}${absentText(looked, policy.kind_weights)}: ${kindsText(looked, policy.kind_weights, result)}`;
  }
}

/** A number as people read it: no more than seven digits that mean something. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(7)));
}

/** "65 %", to a tenth of a percent. */
export function share(weight: number): string {
  return `${Number((weight * 100).toFixed(1))} %`;
}

const MANY = 10;

/** The scores, of many the first and the last. */
export function listText(scores: readonly number[]): string {
  const all = scores.map(figure);
  if (all.length <= MANY) return all.join(', ');
  return [...all.slice(0, 3), `… ${all.length - 6} more …`, ...all.slice(-3)].join(', ');
}

function looksAtAll({ lines }: Receipt, scores: readonly number[]): boolean {
  return lines.filter(({ whyNot }) => isInView(whyNot)).length === scores.length;
}

function isInView(whyNot: Receipt['lines'][number]['whyNot']): boolean {
  return whyNot === null || whyNot === 'older' || whyNot === 'lower';
}

function whichText(receipt: Receipt, scores: readonly number[]): string {
  if (looksAtAll(receipt, scores)) return 'all scores';
  const { recent, top } = receipt.yardstick.policy;
  const count = numeral(scores.length);
  if (!receipt.lines.some(({ whyNot }) => whyNot === 'lower'))
    return `the ${count} most recent scores`;
  const among = recent === null ? '' : ` of the ${numeral(recent)} most recent`;
  return `the ${top === 1 ? 'highest score' : `${count} highest scores`}${among}`;
}

function meanText(scores: readonly number[]): string {
  const total = scores.reduce((sum, score) => sum + score, 0);
  const sum =
    scores.length > MANY ? `their sum ${figure(total)}` : `(${scores.map(figure).join(' + ')})`;
  return `${sum} ÷ ${scores.length} = ${figure(mean(scores))}`;
}

function medianText(scores: readonly number[], result: number): string {
  const sorted = [...scores].sort((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length % 2 === 1) return `of ${listText(sorted)} the middle is ${figure(result)}`;
  const [low, high] = sorted.slice(half - 1, half + 1).map(figure);
  const whole = sorted.length === 2 ? '' : `of ${listText(sorted)} the middle two are `;
  if (low === high) return whole === '' ? figure(result) : `${whole}both ${figure(result)}`;
  const middle = whole === '' ? '' : `${whole}${low} and ${high}; `;
  return `${middle}halfway between ${low} and ${high} is ${figure(result)}`;
}

function tieText(scores: readonly number[], result: number, tie: Policy['tie']): string {
  const times = (value: number) => scores.filter((score) => score === value).length;
  const most = times(result);
  const tied = [...new Set(scores)].filter((score) => times(score) === most);
  const often = `, ${most === 1 ? 'once' : most === 2 ? 'twice' : `${numeral(most)} times`}`;
  if (tied.length === 1) return often;
  const all = tied.sort((a, b) => a - b).map(figure);
  return `${often}, as often as ${all.filter((one) => one !== figure(result)).join(' and ')}: the ${tie === 'recent' ? 'most recent' : 'higher'} holds`;
}

/** The steps one by one; of many the last, as each is made like the one before. */
function decayText(scores: readonly number[], weight: number): string {
  const [first = 0, ...later] = scores;
  let before = first;
  const steps = later.map((score) => {
    const after = (1 - weight) * before + weight * score;
    const step = `${figure(1 - weight)} × ${figure(before)} + ${figure(weight)} × ${figure(score)} = ${figure(after)}`;
    before = after;
    return step;
  });
  if (steps.length <= 4) return steps.join('; ');
  return `${steps[0]}; so on, score by score; at last ${steps.at(-1)}`;
}

function latestText(scores: readonly number[], weight: number, result: number): string {
  const earlier = scores.slice(0, -1);
  const middle = earlier.length === 1 ? '' : `${meanText(earlier)}; `;
  return `${middle}${figure(weight)} × ${figure(scores.at(-1) ?? 0)} + ${figure(1 - weight)} × ${figure(mean(earlier))} = ${figure(result)}`;
}

/** "2.9431 × n^−0.1203 at n = 8 is 2.292", the last score being the nth, and what it was kept within. */
function powerText({ scores, lowest, top }: Scores, result: number): string {
  const { intercept, slope } = powerCurve(scores);
  const digits = (value: number) => String(Number(value.toPrecision(5))).replace('-', '−');
  const n = scores.length;
  const end = Math.exp(intercept + slope * Math.log(n));
  const curve = `${digits(Math.exp(intercept))} × n^${digits(slope)} at n = ${n} is ${figure(end)}`;
  if (figure(end) === figure(result)) return curve;
  const bound = end > top ? `the top of the scale, ${top}` : `the lowest level, ${lowest}`;
  return `${curve}, kept at ${bound}`;
}

function nTimesText({ scores, cut }: Scores, { n }: Policy, of: string): string {
  const met = scores.filter((score) => score >= cut);
  return `${numeral(met.length)} of ${of} are ${figure(cut)} or better, and ${numeral(n)} ${n === 1 ? 'is' : 'are'} asked for; their mean: ${meanText(met)}`;
}

function absentText({ kinds }: Scores, weights: Readonly<Record<string, number>>): string {
  const absent = Object.keys(weights).filter((kind) => !kinds.includes(kind));
  if (absent.length === 0) return '';
  return ` (no ${absent.join(', no ')} yet, so what is there shares the weight)`;
}

function kindsText(
  { scores, kinds }: Scores,
  weights: Readonly<Record<string, number>>,
  result: number,
): string {
  const entries = Object.entries(weights).filter(([kind]) => kinds.includes(kind));
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const means = entries.map(([kind, weight]) => {
    const ofKind = scores.filter((_, index) => kinds[index] === kind);
    return { kind, share: weight / total, of: ofKind, mean: mean(ofKind) };
  });
  const each = means.map(
    ({ kind, share: part, of }) =>
      `${kind} ${share(part)}: ${of.length === 1 ? figure(of[0] ?? 0) : meanText(of)}`,
  );
  const sum = means.map((one) => `${figure(one.share)} × ${figure(one.mean)}`).join(' + ');
  const together = means.length === 1 ? [] : [`together ${sum} = ${figure(result)}`];
  return [...each, ...together].join('; ');
}
