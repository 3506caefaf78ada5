/** Whole sentences for people: what is still needed, and how a student stands. */
import type { Mastery } from '../core/mastery/judge.js';
import type { MoreScores } from '../core/mastery/need.js';
import { whyNeverMet } from '../core/mastery/never.js';
import type { Level, Scale } from '../core/model.js';
import type { Policy } from '../core/policy.js';
import type { Missing } from '../core/readiness/missing.js';
import { isUnassessed, type Readiness } from '../core/readiness/ready.js';
import { masteryLevel, top } from '../core/scale.js';
import type { Yardstick } from '../core/standards.js';
import { english, pluralOf, type Words } from './words.js';

/** What counts already: its kinds, and its occasions (what is of one day, kind and title is one). */
interface SoFar {
  readonly kindsSoFar: readonly string[];
  readonly occasions: number;
}

/**
 * "one more score of 3 or better, or one of 4"; `asksKinds`: whether the kinds of the policy are asked, as
 * they are for mastery.
 */
export function waysText(
  ways: readonly MoreScores[],
  yardstick: Yardstick,
  { kindsSoFar, occasions }: SoFar,
  asksKinds = true,
): string {
  const { policy, scale } = yardstick;
  const [first, ...others] = ways;
  if (first === undefined) return vainText(policy, asksKinds);
  const texts = [
    wayText(first, scale, kindsSoFar),
    ...others.map((way) =>
      isPlain(way)
        ? `${numeral(way.count)}${atLeastText(way, scale)}`
        : wayText(way, scale, kindsSoFar),
    ),
  ];
  const lacking =
    asksKinds &&
    (policy.require_kinds.some((kind) => !kindsSoFar.includes(kind)) ||
      policy.min_kinds > kindsSoFar.length);
  const why = lacking && kindsSoFar.length > 0 ? `: ${onlyKindsText(kindsSoFar)}` : '';
  const apart = occasions < policy.min_evidence ? apartText(first.count, occasions) : '';
  return `${texts.join(', or ')}${apart}${why}`;
}

/** Where occasions are lacking, what is entered under one day, kind and title would be one only. */
function apartText(count: number, occasions: number): string {
  if (count > 1) return ', on different days or for different work';
  return occasions === 0 ? '' : ', on another day or for other work';
}

/** Why no scores that one could promise are enough. */
function vainText(policy: Policy, asksKinds: boolean): string {
  const because = whyNeverMet(policy) ?? { kind: 'other' };
  switch (because.kind) {
    case 'no_weights':
    case 'nothing_counts':
      return 'nothing can count here: the policy leaves no kind of evidence that does';
    case 'n_times':
      return `the policy asks for ${numeral(because.n)} scores and looks at ${numeral(because.considered)}`;
    case 'required_kind':
      if (asksKinds)
        return `the policy asks for ${because.kinds.join(', ')}, which does not count here`;
      break;
    case 'min_kinds':
      if (asksKinds)
        return `the policy asks for ${numeral(policy.min_kinds)} kinds, and only ${numeral(because.counting)} ${because.counting === 1 ? 'counts' : 'count'} here`;
      break;
    case 'cut_above_top':
    case 'other':
  }
  return 'the scores so far weigh too much: look at them with the teacher';
}

/** One way alone: "two more scores of 3 or better". */
export function wayText(way: MoreScores, scale: Scale, kindsSoFar: readonly string[] = []): string {
  const atLeast = atLeastText(way, scale);
  if (way.kinds.length === way.count) {
    return `${kindCountsOf(way.kinds, kindsSoFar).join(' and ')}${atLeast}`;
  }
  const scores = `${numeral(way.count)} more ${way.count === 1 ? 'score' : 'scores'}${atLeast}`;
  const kinds = kindCountsOf(way.kinds, []);
  return [
    scores,
    ...(kinds.length > 0 ? [`with ${kinds.join(' and ')} among them`] : []),
    ...(way.newKinds > 0 ? [newKindsText(way)] : []),
  ].join(', ');
}

function newKindsText({ count, newKinds }: MoreScores): string {
  return `${count === 1 ? '' : `${numeral(newKinds)} of them `}of a kind not used so far`;
}

/** "one project", "two more tests": more where there is one already. */
function kindCountsOf(kinds: readonly string[], soFar: readonly string[]): string[] {
  return [...new Set(kinds)].map((kind) => {
    const count = kinds.filter((one) => one === kind).length;
    const noun = kindNoun(kind);
    return `${numeral(count)}${soFar.includes(kind) ? ' more' : ''} ${count === 1 ? noun : pluralOf(noun)}`;
  });
}

/** "only tests so far". */
export function onlyKindsText(kinds: readonly string[]): string {
  return `only ${kinds.map((kind) => pluralOf(kindNoun(kind))).join(' and ')} so far`;
}

function kindNoun(kind: string): string {
  return kind === 'self' || kind === 'peer' ? `${kind}-assessment` : kind;
}

function isPlain({ kinds, newKinds }: MoreScores): boolean {
  return kinds.length === 0 && newKinds === 0;
}

function atLeastText({ atLeast, exactly }: MoreScores, scale: Scale): string {
  if (atLeast === 0) return '';
  if (atLeast >= top(scale)) return ` of ${atLeast}`;
  return exactly ? ` of exactly ${atLeast}` : ` of ${atLeast} or better`;
}

/** What a requirement still needs. */
export function needText(missing: Missing, yardstick: Yardstick): string {
  const { minLevel, overriddenAt, ways, group } = missing.why;
  const level =
    minLevel === null ? masteryLevel(yardstick.scale) : levelAt(yardstick.scale, minLevel);
  const parts: string[] = [];
  if (overriddenAt !== null) {
    parts.push(
      `the teacher's judgement stands at ${levelText(overriddenAt)}: level ${levelText(level)} is asked`,
    );
  } else {
    const asked = minLevel === null ? '' : `level ${levelText(level)} is asked here: `;
    parts.push(`${asked}${waysText(ways, yardstick, missing.why, minLevel === null)}`);
  }
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

/**
 * "0.25 over the cut (F.1)" or "just at the cut (F.1)" of who is ready, "short by 0.5 (F.2)" of who nearly is; '' where the score
 * would do and only evidence is missing.
 */
export function marginText({ status, margin }: Readiness): string {
  if (margin === null || (status === 'nearly' && margin.margin >= 0)) return '';
  const by = Number(Math.abs(margin.margin).toPrecision(6));
  const code = margin.competency.code;
  if (status === 'nearly') return `short by ${by} (${code})`;
  return `${Number(by) === 0 ? 'just at' : `${by} over`} the cut (${code})`;
}

/** "Ana Osei: ready for Exploration (4 of 4 met)". */
export function readyText(name: string, readiness: Readiness): string {
  const { standing, met, required } = readiness;
  const stage = standing.stage ?? standing.completed;
  const here = stage === null ? standing.pathwayName : (stage.title ?? stage.name);
  const next = standing.next === null ? null : (standing.next.title ?? standing.next.name);
  const count = `(${met} of ${required} met)`;
  const what = next === null ? `to move on from ${here}` : `for ${next}`;
  switch (readiness.status) {
    case 'ready':
      if (required === 0) return `${name}: ready ${what}, as nothing is asked of her here`;
      return `${name}: ready ${what} ${count}`;
    case 'nearly':
      return `${name}: nearly ready ${what} ${count}`;
    case 'not_yet':
      return isUnassessed(readiness)
        ? `${name}: nothing assessed yet on ${here} ${count}`
        : `${name}: at work on ${here} ${count}`;
    case 'complete':
      return `${name}: has completed ${standing.byDefault ? here : standing.pathwayName}`;
  }
}

function levelAt(scale: Scale, value: number): Level {
  return scale.levels.find((level) => level.value === value) ?? masteryLevel(scale);
}

const NUMERALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A small number in words. */
export function numeral(n: number): string {
  return NUMERALS[n] ?? String(n);
}
