/** A policy in one sentence, for who receives its results and has never seen `pl`. */
import type { Yardstick } from '../core/standards.js';
import { english } from './words.js';

/** "median of the last 3 scores, from at least 2 occasions; rounded to 2 places (half-up); met from 3". */
export function policyInWords({ policy, cut, mastery }: Yardstick): string {
  const looked = [
    policy.top === null ? '' : `the best ${policy.top} of `,
    policy.recent === null ? 'all scores' : `the last ${english.count(policy.recent, 'score')}`,
  ].join('');
  const kinds = [
    policy.min_kinds > 1 ? `${policy.min_kinds} kinds of evidence` : '',
    ...policy.require_kinds,
  ].filter((part) => part !== '');
  return [
    `${METHOD_WORDS[policy.method] ?? policy.method} of ${looked}, from at least ${english.count(policy.min_evidence, 'occasion')}`,
    ...(kinds.length === 0 ? [] : [`asks for ${kinds.join(' and ')}`]),
    `rounded to ${english.count(policy.round, 'place')} (${policy.rounding})`,
    `met from ${cut} (${mastery.name})`,
  ].join('; ');
}

const METHOD_WORDS: Readonly<Record<string, string>> = {
  latest: 'the latest',
  highest: 'the highest',
  'n-times': 'the mean of those that reach the mark, once there are enough,',
};
