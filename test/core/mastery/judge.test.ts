import { describe, expect, it } from 'vitest';
import { gradebook, mastery } from '../../support/book.js';

/** `level status` of one competency from the scores of days in a row. */
const judged = (scores: string, policy = 'round=2') => {
  const { level, status } = mastery(gradebook(`policy ${policy}\nada x: ${scores}`), 'ada', 'x');
  return `${level} ${status}`;
};

describe('the status, in its order', () => {
  it.each([
    ['nothing at all', '', 'round=2', 'null not_assessed'],
    ['words alone', '- -', 'round=2', 'null not_assessed'],
    ['kinds that do not count', 'self:4 peer:4 self:4', 'round=2', 'null not_assessed'],
    ['zeros are scores', '0 0', 'round=2', '1 below'],
    ['one high score', '4', 'round=2', '4 thin'],
    ['one low score is thin before it is below', '1', 'round=2', '1 thin'],
    ['enough low scores', '2 2', 'round=2', '2 below'],
    ['enough high scores', '3 3', 'round=2', '3 mastered'],
    ['above mastery', '4 4', 'round=2', '4 mastered'],
    ['one may be enough', '3', 'min_evidence=1', '3 mastered'],
    ['three may be asked for', '3 3', 'min_evidence=3', '3 thin'],
    ['not enough of them at the cut yet', '3 3 3 1', 'recent=all method=n-times', 'null thin'],
    ['a tie without a score', '3 1', 'method=mode tie=none', 'null thin'],
    ['one kind where two are asked for', 'test:3 test:3', 'min_kinds=2', '3 thin'],
    ['two kinds', 'test:3 project:3', 'min_kinds=2', '3 mastered'],
    ['below before the kinds', 'test:2 test:2', 'min_kinds=2', '2 below'],
    ['a required kind missing', 'test:3 test:3', 'require_kinds=project', '3 thin'],
    ['a required kind there', 'test:3 project:3', 'require_kinds=project', '3 mastered'],
    [
      'a required kind that is old',
      'project:3 test:3 test:3',
      'require_kinds=project recent=2',
      '3 mastered',
    ],
    ['a kind that does not count', 'test:3 test:3 self:3', 'min_kinds=2', '3 thin'],
    ['thin, too few, before kinds', 'test:2', 'min_kinds=2', '2 thin'],
  ])('%s', (_, scores, policy, expected) => {
    expect(judged(scores, policy)).toBe(expected);
  });
});

describe('met two of the last three', () => {
  it.each([
    ['3 3', '3 mastered'],
    ['1 3 3', '3 mastered'],
    ['3 1 3', '3 mastered'],
    ['3 3 1', '3 mastered'],
    ['3 1 1', '1 below'],
    ['3 3 1 1', '1 below'],
    ['1 1 1 3 3', '3 mastered'],
    ['1 2 4', '2 below'],
    ['2 4', '3 mastered'],
    ['2 3', '2 below'],
  ])('%s is %s', (scores, expected) => {
    expect(judged(scores)).toBe(expected);
  });
});

describe('the level', () => {
  it.each([
    ['2.99 2.99', 'round=2', '2 below'],
    ['2.99 2.99', 'round=1', '3 mastered'],
    ['2.99 2.99', 'round=1 rounding=down', '2 below'],
    ['2.5 2.5', 'level_cut=nearest', '3 mastered'],
    ['2.49 2.49', 'level_cut=nearest', '2 below'],
    ['2.49 2.49', 'level_cut=nearest round=1', '3 mastered'],
    ['2.7 2.7', 'mastery_at=2.7', '3 mastered'],
    ['3 3', 'mastery_at=3.2', '2 below'],
    ['0.5 0.5', 'round=2', '1 below'],
    ['3/4 3/4', 'round=2', '3 mastered'],
    ['0.3/0.4 0.3/0.4', 'round=6', '3 mastered'],
    ['3 3 3', 'method=decaying-average', '3 mastered'],
  ])('of %s with %s is %s', (scores, policy, expected) => {
    expect(judged(scores, policy)).toBe(expected);
  });

  it('is read from the score as rounded, once, at the end', () => {
    const book = gradebook('policy method=mean recent=all\nada x: 3 3 2.985');
    expect(mastery(book, 'ada', 'x')).toMatchObject({ score: 3, status: 'mastered' });
  });

  it('counts n times from the cut of the policy', () => {
    const text = 'policy method=n-times n=2 recent=all';
    expect(mastery(gradebook(`${text}\nada x: 2.5 2.6`), 'ada', 'x').score).toBeNull();
    expect(mastery(gradebook(`${text} mastery_at=2.5\nada x: 2.5 2.6`), 'ada', 'x')).toMatchObject({
      score: 2.55,
      status: 'mastered',
    });
  });

  it('is one of its own scale', () => {
    const book = gradebook(`
      scale percent 0=Fail, 60*=Pass, 90=Great
      x scale percent
      ada x: 61 70/100
      y scale percent
      ada y: 9/10 95/100`);
    expect(mastery(book, 'ada', 'x')).toMatchObject({ score: 62, level: 60, status: 'mastered' });
    expect(mastery(book, 'ada', 'y')).toMatchObject({ score: 83.25, level: 60 });
  });
});

describe('what is told of the evidence', () => {
  it('counts what counts, before recent and top', () => {
    const book = gradebook('policy recent=2\nada x: 3 3 self:1 3 3 -');
    expect(mastery(book, 'ada', 'x')).toEqual({
      score: 3,
      level: 3,
      status: 'mastered',
      evidence: 4,
      last: '2026-09-05',
      calculated: '3 mastered',
      overridden: false,
      disputed: false,
    });
  });
});
