import { describe, expect, it } from 'vitest';
import { explain } from '../../src/core/mastery/explain.js';
import { waysText } from '../../src/output/sentences.js';
import { inWords, nextText } from '../../src/output/sentences-receipt.js';
import { gradebook } from '../support/book.js';

const receiptOf = (text: string) => {
  const book = gradebook(text);
  return explain(book.standards, book.showing('ada'), book.competency('x'));
};
/** The first part of the sentence: the formula, its result and the level. */
const how = (text: string) => inWords(receiptOf(text)).replace(/, which is level .*/, '');
const next = (text: string) => nextText(receiptOf(text));

describe('the formula in words, with the numbers in it', () => {
  it.each([
    ['latest recent=all', '2 4 3', 'the latest of all scores (2, 4, 3) is 3'],
    ['highest recent=all', '2 4 3', 'the highest of all scores (2, 4, 3) is 4'],
    [
      'mean',
      '1 2 3 3',
      'the mean of the three most recent scores (2, 3, 3): (2 + 3 + 3) ÷ 3 = 2.666667, rounded to 2.67',
    ],
    ['median', '4 2 3', 'the median of all scores (4, 2, 3): of 2, 3, 4 the middle is 3'],
    ['median', '2 3', 'the median of all scores (2, 3): halfway between 2 and 3 is 2.5'],
    [
      'median recent=all',
      '1 4 3 2',
      'the median of all scores (1, 4, 3, 2): of 1, 2, 3, 4 the middle two are 2 and 3; halfway between 2 and 3 is 2.5',
    ],
    [
      'median recent=4 top=2',
      '4 1 4 3 2',
      'the median of the two highest scores of the four most recent (4, 3): halfway between 3 and 4 is 3.5',
    ],
    ['mode', '3 2 3', 'the most frequent of all scores (3, 2, 3) is 3, twice'],
    [
      'mode',
      '3 2',
      'the most frequent of all scores (3, 2) is 3, once, as often as 2: the higher holds',
    ],
    [
      'decaying-average recent=all',
      '2 3 3',
      'the decaying average of all scores (2, 3, 3): 0.35 × 2 + 0.65 × 3 = 2.65; 0.35 × 2.65 + 0.65 × 3 = 2.8775, rounded to 2.88',
    ],
    [
      'latest-weighted recent=all',
      '2 3 4',
      'the latest of all scores (2, 3, 4) at 65 % and the mean of the earlier ones at 35 %: (2 + 3) ÷ 2 = 2.5; 0.65 × 4 + 0.35 × 2.5 = 3.475, rounded to 3.48',
    ],
    [
      'n-times n=2 recent=all',
      '2 3 4',
      'two of all scores (2, 3, 4) are 3 or better, and two are asked for; their mean: (3 + 4) ÷ 2 = 3.5',
    ],
    [
      'power-law recent=all',
      '2 4 1 3',
      'the power law (the curve that fits best) through all scores (2, 4, 1, 3): 2.281 × n^−0.037908 at n = 4 is 2.164263, rounded to 2.16',
    ],
    [
      'power-law recent=all',
      '1 4 4',
      'the power law (the curve that fits best) through all scores (1, 4, 4): 1.131 × n^1.3413 at n = 3 is 4.936671, kept at the top of the scale, 4',
    ],
    [
      'power-law recent=all',
      '4 1 1',
      'the power law (the curve that fits best) through all scores (4, 1, 1): 3.5368 × n^−1.3413 at n = 3 is 0.8102626, kept at the lowest level, 1',
    ],
    ['median', '3 3', 'the median of all scores (3, 3): 3'],
    [
      'median recent=all',
      '1 4 3 3',
      'the median of all scores (1, 4, 3, 3): of 1, 3, 3, 4 the middle two are both 3',
    ],
    [
      'power-law',
      '2 3',
      'the power law takes three scores above 0, so the mean of all scores (2, 3): (2 + 3) ÷ 2 = 2.5',
    ],
    [
      'weighted-mean recent=all kind_weights=test:0.7;project:0.3',
      'test:3 project:2 test:4',
      'the weighted mean of all scores (3, 2, 4): test 70 %: (3 + 4) ÷ 2 = 3.5; project 30 %: 2; together 0.7 × 3.5 + 0.3 × 2 = 3.05',
    ],
    [
      'weighted-mean recent=all kind_weights=test:0.5;project:0.3;poster:0.2',
      'test:3 poster:4',
      'the weighted mean of all scores (3, 4) (no project yet, so what is there shares the weight): test 71.4 %: 3; poster 28.6 %: 4; together 0.7142857 × 3 + 0.2857143 × 4 = 3.285714, rounded to 3.29',
    ],
    ['mean', '3', 'the only score is 3'],
    ['mean recent=1', '2 3', 'the only score looked at is 3'],
  ])('%s of %s', (policy, scores, expected) => {
    expect(how(`policy method=${policy}\nada x: ${scores}`)).toBe(expected);
  });

  it('of many scores has the first and the last, and their sum', () => {
    const many = Array.from({ length: 30 }, (_, at) => 1 + (at % 4)).join(' ');
    expect(how(`policy method=mean recent=all\nada x: ${many}`)).toBe(
      'the mean of all scores (1, 2, 3, … 24 more …, 4, 1, 2): their sum 73 ÷ 30 = 2.433333, rounded to 2.43',
    );
  });

  it('says when the rounding moved it to another level', () => {
    expect(how('policy method=mean recent=all round=0\nada x: 2 3')).toContain(
      '= 2.5, rounded to 3 (the rounding moved it to this level)',
    );
  });

  it('says how far it is from the cut', () => {
    const cut = (scores: string) =>
      inWords(receiptOf(`ada x: ${scores}`))
        .split('; ')
        .at(-1);
    expect(['2 3', '3 3', '4 4'].map(cut)).toEqual([
      'met begins at 3, so it is 0.5 short.',
      'met begins at 3, so it is just there.',
      'met begins at 3, so it is 1 above.',
    ]);
  });

  it('says what a method waits for', () => {
    expect(how('policy method=n-times n=3 recent=all\nada x: 3 2 4')).toBe(
      'two of the three scores of 3 or better that are asked for (of 3, 2, 4).',
    );
    expect(how('policy method=n-times n=3 recent=all\nada x: 1 2')).toBe(
      'none of the three scores of 3 or better that are asked for (of 1, 2).',
    );
    expect(how('policy method=mode tie=none\nada x: 3 2')).toContain(
      'several are equally frequent',
    );
  });
});

describe('what would change the status', () => {
  it.each([
    ['ada x: 2 2', 'two more scores of 3 or better'],
    ['ada x: 3', 'one more score of 3 or better, on another day or for other work'],
    ['policy method=mean recent=all\nada x: 2 3', 'one more score of 4'],
    ['policy method=mean\nada x: 2 3', 'two more scores of 3 or better, or one of 4'],
    ['policy require_kinds=project\nada x: test:3 test:3 test:3', 'one project: only tests so far'],
    [
      'policy require_kinds=project\nada x: test:2 test:2',
      'two more scores of 3 or better, with one project among them: only tests so far',
    ],
    [
      'policy min_kinds=2\nada x: test:3 test:3 test:3',
      'one more score, of a kind not used so far: only tests so far',
    ],
    [
      'policy method=weighted-mean recent=all kind_weights=test:0.7;project:0.3\nada x: test:2 project:2',
      'one more project and one more test of 4',
    ],
    ['policy method=mode recent=all\nada x: 3 2 2', 'one more score of exactly 3'],
    [
      'policy require_kinds=self\nada x: 3 3',
      'the policy asks for self, which does not count here',
    ],
    [
      'policy kinds=test;project min_kinds=3\nada x: test:3 project:3',
      'the policy asks for three kinds, and only two count here',
    ],
    [
      'policy method=weighted-mean kind_weights=test:1 kinds=project\nada x: test:3 3',
      'nothing can count here: the policy leaves no kind of evidence that does',
    ],
    [
      'policy method=n-times n=3 recent=2\nada x: 3 3',
      'the policy asks for three scores and looks at two',
    ],
    ['policy method=mean recent=all\nada x: 2.5 3', 'one more score of 3.5 or better'],
    [
      'policy method=latest\nada x: 1 3',
      'it is met; it rests on the score of 2026-09-02; there is just enough evidence; a further score of 2 or less would take it back',
    ],
    [
      'policy method=latest-weighted weight=0.3\nada x: 4 1',
      'it is met; it rests on the score of 2026-09-01; there is just enough evidence; any further score would take it back',
    ],
    ['ada x: 3 3\nada excuse x', 'it is not asked of this student'],
    ['ada x: 3 3 3', 'it is met, and would be without any one of the scores'],
    [
      'policy require_kinds=project\nada x: project:3 3 3',
      'it is met; without one of the scores a kind of evidence that is asked for would be missing',
    ],
  ])('%s', (text, expected) => {
    expect(next(text)).toBe(expected);
  });

  it('promises nothing that does not hold', () => {
    const { yardstick } = receiptOf('x');
    expect(waysText([], yardstick, { kindsSoFar: [], occasions: 0 })).toBe(
      'the scores so far weigh too much: look at them with the teacher',
    );
  });
});
