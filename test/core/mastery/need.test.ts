import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoreScores } from '../../../src/core/mastery/need.js';
import { gradebook, mastery, receipt } from '../../support/book.js';
import { anyEvidence, anyPolicy, risingPolicy } from '../any.js';

const BY_KIND = 'policy method=weighted-mean recent=all kind_weights=test:0.7;project:0.3';

const POINTS = 'scale default 0=No, 50*=Yes, 100=All\npolicy method=mean recent=all';

/** The ways to become met, in short: `2 of 3`, `1 of 4 test`, `2 of 3 +1 new kind`. */
const ways = (text: string) =>
  waysOf(text).map(({ count, atLeast, kinds, newKinds, exactly }) =>
    [
      `${count} of ${exactly ? 'just ' : ''}${atLeast}`,
      ...kinds,
      ...(newKinds > 0 ? [`+${newKinds} new`] : []),
    ].join(' '),
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
    ['a missing kind', 'policy require_kinds=project\nada x: test:3 test:3', ['1 of 0 project']],
    ['another kind', 'policy min_kinds=2\nada x: test:3 test:3', ['1 of 0 +1 new']],
    ['two kinds of nothing yet', 'policy min_kinds=2\nx', ['2 of 3 +1 new']],
    [
      'a kind asked for is one of two',
      'policy min_kinds=2 require_kinds=project\nada x: test:3 test:3',
      ['1 of 0 project'],
    ],
    ['a better score than it needs', 'ada x: 4', ['1 of 2']],
    ['each weighted kind', `${BY_KIND}\nada x: test:2 project:2`, ['2 of 4 project test']],
    ['the kind that moves it', `${BY_KIND}\nada x: test:2 test:4 project:2`, ['1 of 4 project']],
    ['a kind not there yet', `${BY_KIND}\nada x: test:2.6 test:2.6 test:2.6`, ['1 of 4 project']],
    ['a tie', 'policy method=mode recent=all\nada x: 3 2 2', ['1 of just 3']],
    ['a trend', 'policy method=power-law recent=all\nada x: 1 2 2 2', ['2 of 3', '1 of 4']],
    ['no words', 'ada x: -', ['2 of 3']],
    ['a long way', 'policy method=mean recent=all\nada x: 0 0 0', ['9 of 4']],
    ['a score between two levels', `${POINTS}\nada x: 40`, ['1 of 60']],
    ['a low score on a long scale', `${POINTS}\nada x: 30`, ['1 of 70']],
    ['halves on a short scale', 'policy method=mean recent=all\nada x: 2.5 3', ['1 of 3.5']],
    ['a half that rounds up', 'policy method=latest round=0\nx', ['2 of 2.5']],
    [
      'a cut that no score at it reaches',
      'policy method=latest mastery_at=2.5 round=0 rounding=down\nada x: 1 1',
      ['1 of 3'],
    ],
    [
      'a cut between the levels that a method may fall from',
      'policy method=mode mastery_at=2.5 round=0 rounding=down recent=all\nada x: 1',
      ['1 of 3'],
    ],
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
      '1 of 0 +1 new',
    ]);
  });
});

/** The book with a way's scores on days of their own: each score the one that `scoreOf` gives. */
const withFurther = (
  book: string,
  { count, kinds, newKinds }: MoreScores,
  scoreOf: (at: number) => number,
) =>
  [
    book,
    ...Array.from({ length: count }, (_, at) => {
      const fresh = at < kinds.length + newKinds ? `new${at}` : kindThatCounts(book);
      return `ada x ${scoreOf(at)} 2026-10-${10 + at} ${kinds[at] ?? fresh}`;
    }),
  ].join('\n');

/** A kind that counts under any of the policies, but for those that name kinds. */
const kindThatCounts = (book: string) =>
  book.includes('kinds=test;project;self') ? 'test' : 'poster';

const isMet = (book: string) => mastery(gradebook(book), 'ada', 'x').status === 'mastered';
const waysOf = (book: string) => receipt(gradebook(book), 'ada', 'x').ways;

/** New kinds apart, where only some count: there is no kind to invent. */
const anyBook = fc
  .tuple(anyPolicy, anyEvidence)
  .filter(([policy]) => !(policy.includes('min_kinds') && policy.includes('kinds=test')))
  .map(([policy, evidence]) => `${policy}\n${evidence}`);
/** From what is asked to the top. */
const STEPS = [0, 0.5, 1, 1.5, 2, 2.25, 2.5, 2.9, 3, 3.2, 3.5, 4];

describe('whatever the evidence and the policy', () => {
  it('so many more scores are enough, and one less is not', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        for (const way of waysOf(book)) {
          expect(isMet(withFurther(book, way, () => way.atLeast))).toBe(true);
          for (const gone of way.kinds.length === way.count ? way.kinds.keys() : [0]) {
            const kinds = way.kinds.filter((_, at) => at !== gone);
            const less = { ...way, count: way.count - 1, kinds };
            expect(isMet(withFurther(book, less, () => way.atLeast))).toBe(false);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('better ones are enough too, unless it is said that they are not', () => {
    fc.assert(
      fc.property(anyBook, fc.array(fc.nat(11), { minLength: 20 }), (book, picks) => {
        for (const way of waysOf(book)) {
          if (way.exactly) continue;
          const better = STEPS.filter((step) => step >= way.atLeast);
          const scoreOf = (at: number) => better[(picks[at] ?? 0) % better.length] ?? 4;
          expect(isMet(withFurther(book, way, scoreOf))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('as many scores a half lower are not, where a better one never does harm', () => {
    fc.assert(
      fc.property(risingPolicy, anyEvidence, (policy, evidence) => {
        const book = `${policy}\n${evidence}`;
        for (const way of waysOf(book)) {
          const half = Math.ceil(way.atLeast * 2 - 1) / 2;
          if (half < 0 || (policy.includes('min_kinds') && policy.includes('kinds=test'))) continue;
          expect(isMet(withFurther(book, way, () => half))).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('as many scores one level lower are not', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        for (const way of waysOf(book)) {
          if (way.exactly || /mode|power-law|top=/.test(book)) continue;
          const { begins } = gradebook(book).standards.yardstick(gradebook(book).competency('x'));
          const lower = [0, ...begins].filter((begin) => begin < way.atLeast);
          if (lower.length === 0) continue;
          expect(isMet(withFurther(book, way, () => Math.max(...lower)))).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
