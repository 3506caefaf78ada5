import { describe, expect, it } from 'vitest';
import { scoreOn } from '../../../src/core/mastery/counting.js';
import { DEFAULT_LEVELS } from '../../../src/core/scale.js';
import { gradebook, mastery, receipt } from '../../support/book.js';

/** The receipt of one competency in short: `3`, or `3 why not`. */
const counted = (text: string, code = 'x') =>
  receipt(gradebook(text), 'ada', code).lines.map(({ score, whyNot }) =>
    [score ?? '-', whyNot].filter((part) => part !== null).join(' '),
  );

describe('kinds', () => {
  it.each([
    ['', ['3', '2 kind', '4 kind', '1']],
    ['policy kinds=test', ['3', '2 kind', '4 kind', '1 kind']],
    ['policy kinds=self;peer', ['3 kind', '2', '4', '1 kind']],
    ['policy method=weighted-mean kind_weights=test:1;self:1', ['3', '2', '4 kind', '1 kind']],
    [
      'policy kinds=test;peer\npolicy method=weighted-mean kind_weights=test:1;self:1',
      ['3', '2 kind', '4 kind', '1 kind'],
    ],
  ])('under "%s"', (policy, expected) => {
    expect(counted(`${policy}\nada x: test:3 self:2 peer:4 poster:1`)).toEqual(expected);
  });

  it('counts a word of any kind like the others', () => {
    expect(mastery(gradebook('ada x: poster:3 dance:3'), 'ada', 'x').status).toBe('mastered');
  });
});

describe('scores', () => {
  it.each([
    [3, null, 3],
    [2.5, null, 2.5],
    [0, null, 0],
    [9, null, 4],
    [8, 10, 3.2],
    [0.3, 0.4, 3],
    [1, 3, 1.33333333333],
    [12, 10, 4],
    [0, 10, 0],
  ])('%d out of %s is %d on 1 to 4', (score, possible, expected) => {
    const scale = { id: 1, name: 'default', levels: DEFAULT_LEVELS };
    expect(scoreOn(scale, { score, possible })).toBe(expected);
  });

  it('keeps words without a score, which count for nothing', () => {
    expect(counted('ada x: 3 - 2')).toEqual(['3', '- no_score', '2']);
    expect(mastery(gradebook('ada x: 3 -'), 'ada', 'x')).toMatchObject({ evidence: 1, score: 3 });
  });
});

describe('order', () => {
  it('is the day, then the entry, then the place in it', () => {
    const book = gradebook(`
      ada x 4 2026-09-09
      ada x 1 2026-09-02
      ada x 2 2026-09-05
      + ada x 3 2026-09-05
      ada x 1.5 2026-09-05`);
    expect(receipt(book, 'ada', 'x').lines.map(({ score }) => score)).toEqual([1, 2, 3, 1.5, 4]);
  });
});

describe('one external id', () => {
  it('counts as it was last entered, on whatever day', () => {
    const again = `
      ada x 1 2026-09-05 test #q1
      ada x 3 2026-09-04 test #q2
      ada x 4 2026-09-01 test #q1
      ada x 2 2026-09-02 test`;
    expect(counted(again)).toEqual(['4', '2', '3', '1 replaced']);
    expect(mastery(gradebook(again), 'ada', 'x')).toMatchObject({ evidence: 3, score: 3 });
  });

  it('goes by the place within one entry', () => {
    expect(counted('ada x 1 2026-09-05 #q\n+ ada x 2 2026-09-04 #q')).toEqual(['2', '1 replaced']);
  });

  it('is one of a student and a competency', () => {
    const book = gradebook(`
      ada x 3 2026-09-01 #q
      ada y 1 2026-09-02 #q
      bo x 2 2026-09-03 #q`);
    const seen = [mastery(book, 'ada', 'x'), mastery(book, 'ada', 'y'), mastery(book, 'bo', 'x')];
    expect(seen.map(({ score }) => score)).toEqual([3, 1, 2]);
  });

  it('keeps its score when only words come later', () => {
    expect(counted('ada x 3 2026-09-01 #q\nada x - 2026-09-02 #q')).toEqual(['3', '- no_score']);
  });

  it('replaces twice', () => {
    expect(counted('ada x 1 2026-09-01 #q\nada x 2 2026-09-02 #q\nada x 3 2026-09-03 #q')).toEqual([
      '1 replaced',
      '2 replaced',
      '3',
    ]);
  });
});

describe('recent and top', () => {
  it.each([
    ['recent=3', ['4 older', '2', '1', '2'], 2],
    ['recent=all', ['4', '2', '1', '2'], 2],
    ['recent=all top=2', ['4', '2 lower', '1 lower', '2'], 3],
    ['recent=3 top=1', ['4 older', '2 lower', '1 lower', '2'], 2],
    ['recent=3 top=9', ['4 older', '2', '1', '2'], 2],
  ])('%s', (policy, expected, score) => {
    const text = `policy ${policy}\nada x: 4 2 1 2`;
    expect(counted(text)).toEqual(expected);
    expect(mastery(gradebook(text), 'ada', 'x')).toMatchObject({ score, evidence: 4 });
  });

  it('does not spend a place on what does not count', () => {
    expect(counted('policy recent=2\nada x: 4 3 self:1 -')).toEqual([
      '4',
      '3',
      '1 kind',
      '- no_score',
    ]);
  });
});

describe('occasions', () => {
  const status = (text: string) => mastery(gradebook(text), 'ada', 'x').status;
  it.each([
    ['one day, kind and title', '2026-09-01 test "Quiz"', '2026-09-01 test "Quiz"', 'thin'],
    ['one day and kind without a title', '2026-09-01 test', '2026-09-01 test', 'thin'],
    ['another day', '2026-09-01 test "Quiz"', '2026-09-02 test "Quiz"', 'mastered'],
    ['another kind', '2026-09-01 test "Quiz"', '2026-09-01 project "Quiz"', 'mastered'],
    ['another title', '2026-09-01 test "Quiz"', '2026-09-01 test "Exam"', 'mastered'],
    ['a title and none', '2026-09-01 test', '2026-09-01 test "Exam"', 'mastered'],
  ])('%s', (_, first, second, expected) => {
    expect(status(`ada x 3 ${first}\nada x 3 ${second}`)).toBe(expected);
  });

  it('are counted before recent and top, and after what does not count', () => {
    expect(status('policy recent=1 top=1 min_evidence=2\nada x: 3 3')).toBe('mastered');
    expect(status('ada x: 3 self:3')).toBe('thin');
    expect(status('ada x 3 2026-09-01 #q\nada x 3 2026-09-02 #q')).toBe('thin');
  });
});
