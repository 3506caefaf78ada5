import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradebook, mastery, receipt } from '../../support/book.js';
import { anyEvidence, anyPolicy } from '../any.js';

/** The ways to become met, in short: `2 of 3`, `1 of 4 test`, `2 of 3 +1 new kind`. */
const ways = (text: string) =>
  receipt(gradebook(text), 'ada', 'x').ways.map(({ count, atLeast, kinds, newKinds }) =>
    [`${count} of ${atLeast}`, ...kinds, ...(newKinds > 0 ? [`+${newKinds} new`] : [])].join(' '),
  );

describe('what is still needed', () => {
  it.each([
    ['nothing yet', 'x', ['2 of 3']],
    ['one of two', 'ada x: 3', ['1 of 3']],
    ['two of the last three', 'ada x: 1 1', ['2 of 3']],
    [
      'scores at the cut, or fewer at the top',
      'policy method=decaying-average recent=all\nada x: 2 2',
      ['6 of 3', '1 of 4'],
    ],
    ['only the top will do', 'policy method=mean recent=all\nada x: 2 3', ['1 of 4']],
    ['met already', 'ada x: 3 3', []],
    ['three occasions', 'policy min_evidence=3\nada x: 4', ['2 of 3']],
    ['more at the cut', 'policy method=n-times n=3 recent=all\nada x: 3 2', ['2 of 3']],
    ['from the cut of the policy', 'policy mastery_at=2.5\nada x: 2 2', ['2 of 2.5']],
    ['a mastery level at the top', 'scale default 1=No, 2*=Yes\nada x: 1 1', ['2 of 2']],
    ['a missing kind', 'policy require_kinds=project\nada x: test:3 test:3', ['1 of 3 project']],
    ['another kind', 'policy min_kinds=2\nada x: test:3 test:3', ['1 of 3 +1 new']],
    ['two kinds of nothing yet', 'policy min_kinds=2\nx', ['2 of 3 +1 new']],
    [
      'a kind asked for is one of two',
      'policy min_kinds=2 require_kinds=project\nada x: test:3 test:3',
      ['1 of 3 project'],
    ],
    ['no words', 'ada x: -', ['2 of 3']],
    ['a long way', 'policy method=mean recent=all\nada x: 0 0 0', ['9 of 4']],
    ['too long a way', 'policy method=mean recent=all\nada x: 0 0 0 0', []],
  ])('after %s', (_, text, expected) => {
    expect(ways(text)).toEqual(expected);
  });

  it.each([
    ['a kind that does not count', 'policy require_kinds=self\nada x: test:3 test:3'],
    ['more kinds than count', 'policy kinds=test;project min_kinds=3\nada x: test:3 project:3'],
    [
      'more kinds than have a weight',
      'policy method=weighted-mean kind_weights=test:1 min_kinds=2\nada x: test:3 test:3',
    ],
  ])('promises nothing with %s', (_, text) => {
    expect(ways(text)).toEqual([]);
  });

  it('promises a kind that counts where only some do', () => {
    expect(ways('policy kinds=test;project min_kinds=2\nada x: test:3 test:3')).toEqual([
      '1 of 3 +1 new',
    ]);
  });
});

/** Weighted means apart: there it depends on the kind what a further score does. */
const anyOtherPolicy = anyPolicy
  .filter((policy) => !policy.includes('weighted-mean'))
  .map((policy) => `${policy}\npolicy min_kinds=1`);

describe('whatever the evidence and the policy', () => {
  it('so many more scores are enough, and one less is not', () => {
    fc.assert(
      fc.property(anyOtherPolicy, anyEvidence, (policy, evidence) => {
        const book = `${policy}\n${evidence}`;
        for (const { count, atLeast, kinds } of receipt(gradebook(book), 'ada', 'x').ways) {
          const more = Array.from(
            { length: count },
            (_, at) => `ada x ${atLeast} 2026-10-${10 + at} ${kinds[at] ?? 'project'}`,
          );
          const status = (lines: readonly string[]) =>
            mastery(gradebook([book, ...lines].join('\n')), 'ada', 'x').status;
          expect(status(more)).toBe('mastered');
          expect(status(more.slice(1))).not.toBe('mastered');
        }
      }),
      { numRuns: 500 },
    );
  });
});
