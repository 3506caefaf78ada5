/** The sentences of a receipt: how the number came about, what follows from it, what would change it. */
import type { WhyNot } from '../core/mastery/counting.js';
import type { Conversion, Receipt } from '../core/mastery/explain.js';
import { kindsOf, type Met } from '../core/mastery/outlook.js';
import type { Policy } from '../core/policy.js';
import { levelOf, top } from '../core/scale.js';
import { levelText, numeral, onlyKindsText, waysText } from './sentences.js';
import { figure, formulaText, listText } from './sentences-formula.js';
import { english, type Words } from './words.js';

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
      return `older than the ${policy.recent === 1 ? 'most recent' : `${numeral(policy.recent ?? 0)} most recent`}`;
    case 'lower':
      return `not ${policy.top === 1 ? 'the' : `among the ${numeral(policy.top ?? 0)}`} highest`;
  }
}

/** How a score came onto this scale: "80 of 100", "3 of 5 on Art:4". `frameworkName` names where. */
export function conversionText(
  { given, outOf, from }: Conversion,
  frameworkName: (from: NonNullable<Conversion['from']>) => string,
): string {
  const share = `${figure(given)} of ${figure(outOf)}`;
  return from === null ? share : `${share} on ${frameworkName(from)}:${from.code}`;
}

/** The formula in words with the numbers in it, then what follows from the result. */
export function inWords(receipt: Receipt, words: Words = english): string {
  const { mastery } = receipt;
  const parts = [resultText(receipt, words)];
  if (mastery.calculated.status === 'thin' && mastery.calculated.score !== null)
    parts.push(thinText(receipt));
  if (mastery.override !== null && mastery.level !== null)
    parts.push(
      `the teacher judged it at ${levelText(mastery.level, words)}: ${mastery.override.reason}${mastery.disputed ? ' (newer evidence says otherwise)' : ''}`,
    );
  if (mastery.excuse !== null) parts.push(`excused: ${mastery.excuse.reason}`);
  return `${parts.join('; ')}.`;
}

function resultText(receipt: Receipt, words: Words): string {
  const { looked, unrounded, margin, yardstick, mastery } = receipt;
  const { score, level } = mastery.calculated;
  if (looked === null) return 'nothing that counts has been recorded yet';
  if (unrounded === null || score === null || level === null)
    return noScoreYet(receipt, looked.scores);
  return [
    `${formulaText(receipt, looked, unrounded)}${roundingText(receipt, unrounded, score)}, which is level ${levelText(level, words)}`,
    `${words.status.mastered} begins at ${yardstick.cut}, ${marginText(margin ?? 0)}`,
  ].join('; ');
}

function roundingText({ yardstick }: Receipt, unrounded: number, score: number): string {
  if (figure(unrounded) === figure(score)) return '';
  const levelBefore = levelOf(yardstick.scale, yardstick.begins, unrounded);
  const levelAfter = levelOf(yardstick.scale, yardstick.begins, score);
  const moved = levelBefore !== levelAfter ? ' (the rounding moved it to this level)' : '';
  return `, rounded to ${score}${moved}`;
}

/** "so it is 0.5 short", from how far a score stands over a cut. */
function marginText(margin: number): string {
  if (margin === 0) return 'so it is just there';
  return `so it is ${figure(Math.abs(margin))} ${margin > 0 ? 'above' : 'short'}`;
}

function noScoreYet({ yardstick }: Receipt, scores: readonly number[]): string {
  const { policy, cut } = yardstick;
  if (policy.method === 'n-times') {
    const met = scores.filter((score) => score >= cut).length;
    return `${met === 0 ? 'none' : numeral(met)} of the ${numeral(policy.n)} scores of ${cut} or better that are asked for (of ${listText(scores)})`;
  }
  return `the scores ${listText(scores)} give no single result by ${policy.method}: several are equally frequent`;
}

function thinText({ mastery, yardstick: { policy }, lines }: Receipt): string {
  const { occasions } = mastery.calculated;
  if (occasions < policy.min_evidence)
    return `${english.count(occasions, 'occasion')} so far, and ${policy.min_evidence} are asked for`;
  const counted = lines.filter(
    ({ whyNot }) => whyNot !== 'no_score' && whyNot !== 'kind' && whyNot !== 'replaced',
  );
  const kinds = kindsOf({ pieces: counted.map(({ piece }) => piece), scores: [] });
  const asked = [
    ...(policy.min_kinds > 1 ? [`${numeral(policy.min_kinds)} kinds`] : []),
    ...policy.require_kinds,
  ];
  return `${onlyKindsText(kinds)}, and ${asked.join(' and ')} ${asked.length === 1 && policy.min_kinds <= 1 ? 'is' : 'are'} asked for`;
}

/** What would change the status, smallest first. */
export function nextText({ outlook, yardstick }: Receipt, words: Words = english): string {
  switch (outlook.kind) {
    case 'excused':
      return 'it is not asked of this student';
    case 'judged':
      return "the teacher's judgement holds until it is changed or cleared";
    case 'open':
      return waysText(outlook.ways, yardstick, outlook);
    case 'met':
      return metText(outlook, top(yardstick.scale), words);
  }
}

function metText(
  { restsOn, justEnough, isFirm, lostAt }: Met,
  highest: number,
  words: Words,
): string {
  const parts = [`it is ${words.status.mastered}`];
  if (restsOn !== null) parts.push(`it rests on the score of ${words.day(restsOn.observedOn)}`);
  else if (isFirm) parts[0] += ', and would be without any one of the scores';
  if (justEnough) parts.push('there is just enough evidence');
  else if (restsOn === null && !isFirm)
    parts.push('without one of the scores a kind of evidence that is asked for would be missing');
  if (lostAt !== null) parts.push(`${lostAtText(lostAt, highest)} would take it back`);
  return parts.join('; ');
}

function lostAtText(lostAt: number, highest: number): string {
  if (lostAt >= highest) return 'any further score';
  return `a further score of ${lostAt}${lostAt === 0 ? '' : ' or less'}`;
}
