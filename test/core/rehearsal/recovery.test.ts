import { expect, it } from 'vitest';
import { ruleBites } from '../../../src/core/rehearsal/lint-rule.js';
import { gradebook, mastery } from '../../support/book.js';

/** The fewest further threes that make it met, recorded one after the other; null: not nine. */
function recorded(policy: string, before: readonly number[]): number | null {
  for (let count = 1; count <= 9; count++) {
    const scores = [...before, ...Array.from({ length: count }, () => 3)];
    const book = gradebook(`policy ${policy}\nada a: ${scores.join(' ')}`);
    if (mastery(book, 'ada', 'a').status === 'mastered') return count;
  }
  return null;
}

it.each([
  'method=decaying-average weight=0.65 recent=all',
  'method=decaying-average weight=0.9 recent=all',
  'method=latest-weighted recent=all',
  'method=mean recent=all',
  'method=mean recent=5',
  'method=mean recent=all round=0',
  'method=median recent=5 min_evidence=1',
  'method=median recent=all min_evidence=1',
  'method=power-law recent=all',
  'method=mode recent=all tie=none',
  'method=latest recent=all min_evidence=3',
])('what is needed after one low score under %s is true when it is recorded', (policy) => {
  const book = gradebook(`policy ${policy}\nada a: 3`);
  const bites = ruleBites(book.standards.yardstick(book.competency('a')));
  const found = bites.find(({ code }) => code === 'slow_recovery');
  const [nothing, lowest, below] = [[], [1], [2]].map((before) => recorded(policy, before));
  const isSlow = (lowest ?? 10) > (nothing ?? 10);
  if (!isSlow) return expect(found).toBeUndefined();
  expect(found).toMatchObject({ fromNothing: nothing, afterLowest: lowest, afterBelow: below });
});
