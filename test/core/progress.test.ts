import { describe, expect, it } from 'vitest';
import { masteryOf } from '../../src/core/mastery/judge.js';
import { isStale } from '../../src/core/progress.js';
import { gradebook, progress } from '../support/book.js';

const SCHOOL = `
  framework Math
  6.RP
  6.RP.1 under 6.RP
  6.RP.2 under 6.RP
  6.RP.3 under 6.RP
  6.NS
  6.NS.1 under 6.NS
  framework Art
  4.1
  4.2`;

const ADA = `${SCHOOL}
  ada 6.RP.1: 3 3
  ada 6.RP.2: 1
  ada excuse 6.NS.1`;

describe('what is listed', () => {
  it('is what has evidence, an override or an excuse', () => {
    const book = gradebook(`${ADA}\nada override 4.2 3\nbo 4.1: 3`);
    expect(progress(book, 'ada').competencies).toEqual([
      '4.2 mastered',
      '6.NS.1 excused',
      '6.RP.1 mastered',
      '6.RP.2 thin',
    ]);
    expect(progress(book, 'bo').competencies).toEqual(['4.1 thin']);
  });

  it('is everything that can be assessed when asked', () => {
    expect(progress(gradebook(ADA), 'ada', { all: true }).competencies).toEqual([
      '4.1 not_assessed',
      '4.2 not_assessed',
      '6.NS.1 excused',
      '6.RP.1 mastered',
      '6.RP.2 thin',
      '6.RP.3 not_assessed',
    ]);
  });

  it('is only what is in scope', () => {
    const within = '6.RP 6.RP.2 6.RP.3 4.1';
    expect(progress(gradebook(ADA), 'ada', { within }).competencies).toEqual(['6.RP.2 thin']);
    expect(progress(gradebook(ADA), 'ada', { within, all: true }).competencies).toEqual([
      '4.1 not_assessed',
      '6.RP.2 thin',
      '6.RP.3 not_assessed',
    ]);
  });

  it('holds what is shown elsewhere, and words without a score', () => {
    const book = gradebook(`${SCHOOL}\n4.1 same 6.RP.1\nada 6.RP.1: 3 3\nada 6.RP.2: -`);
    expect(progress(book, 'ada').competencies).toEqual([
      '4.1 mastered',
      '6.RP.1 mastered',
      '6.RP.2 not_assessed',
    ]);
  });
});

describe('mastered, assessed and total', () => {
  const counts = (text: string, asked = {}) => {
    const { mastered, assessed, total } = progress(gradebook(text), 'ada', asked);
    return `${mastered}/${assessed}/${total}`;
  };

  it.each([
    ['the frameworks with evidence, without a scope', ADA, {}, '1/2/3'],
    ['every framework with --all', ADA, { all: true }, '1/2/5'],
    ['the scope', ADA, { within: '6.RP 6.RP.1 6.RP.2 6.RP.3' }, '1/2/3'],
    ['a scope without evidence', ADA, { within: '4.1 4.2' }, '0/0/2'],
    ['a scope with all', ADA, { within: '4.1 6.RP.1', all: true }, '1/1/2'],
    ['nothing of the excused', ADA, { within: '6.NS 6.NS.1' }, '0/0/0'],
    ['nothing for a student without evidence', `${SCHOOL}\nada 4.1:`, {}, '0/0/0'],
    ['an override as assessed', `${ADA}\nada override 6.RP.3 2`, {}, '1/3/3'],
    ['words alone as not assessed', `${SCHOOL}\nada 6.RP.1: -`, {}, '0/0/4'],
    ['two frameworks', `${ADA}\nada 4.1: 4 4`, {}, '2/3/5'],
  ])('count %s', (_, text, asked, expected) => {
    expect(counts(text, asked)).toBe(expected);
  });
});

describe('the headings above', () => {
  it('are those over what is listed, up to the top, within the scope', () => {
    const book = gradebook(`${ADA}\nframework Math\n6 heading\n6.RP under 6\nada 4.1: 3`);
    expect(progress(book, 'ada').headings).toEqual([
      '6 0/1 thin',
      '6.NS 0/0 excused',
      '6.RP 1/3 thin',
    ]);
    expect(progress(book, 'ada', { within: '6.RP 6.RP.1' }).headings).toEqual(['6.RP 1/3 thin']);
  });

  it('are all of them when asked', () => {
    const book = gradebook(`${SCHOOL}\nada 4.1: 3`);
    expect(progress(book, 'ada').headings).toEqual([]);
    expect(progress(book, 'ada', { all: true }).headings).toEqual([
      '6.NS 0/1 not_assessed',
      '6.RP 0/3 not_assessed',
    ]);
  });
});

describe('whole frameworks', () => {
  it.each<[string, string, { within?: string; all?: true }, string[]]>([
    ['what she has evidence in', ADA, {}, ['Math 1/2/3 thin']],
    ['every one with --all', ADA, { all: true }, ['Art 0/0/2 not_assessed', 'Math 1/2/3 thin']],
    ['two', `${ADA}\nada 4.1: 4 4\nada 4.2: 3 3`, {}, ['Art 2/2/2 mastered', 'Math 1/2/3 thin']],
    ['the scope', ADA, { within: '6.RP.1 4.1' }, ['Art 0/0/1 not_assessed', 'Math 1/1/1 mastered']],
    ['the excused alone', ADA, { within: '6.NS 6.NS.1' }, ['Math 0/0/0 excused']],
    ['one below', `${ADA}\nada 6.RP.3: 1 1`, {}, ['Math 1/3/3 below']],
    ['nothing without evidence', `${SCHOOL}\nada 4.1:`, {}, []],
    [
      'by the rule of each heading',
      `${ADA}\nframework Math\n6.RP rule count 1`,
      {},
      ['Math 1/2/3 mastered'],
    ],
    [
      'habits, which are left out of all its figures',
      `${SCHOOL}\nframework Math\nH type habit\nH.1 under H\nada H.1: 1 1\nada 6.NS.1: 3 3\nada excuse 6.RP.1\nada excuse 6.RP.2\nada excuse 6.RP.3`,
      {},
      ['Math 1/1/1 mastered'],
    ],
    [
      'a habit that is required',
      `${SCHOOL}\nframework Math\nH type habit required\nada H: 1 1\nada 6.NS.1: 3 3\nada excuse 6.RP.1\nada excuse 6.RP.2\nada excuse 6.RP.3`,
      {},
      ['Math 1/2/2 below'],
    ],
    [
      'a habit beside a heading with nothing to assess',
      'framework W\nH type habit\nT\nT.1 under T heading\nada H: 1 1',
      {},
      ['W 0/1/1 below'],
    ],
    ['habits alone', 'framework W\nH type habit\nada H: 1 1', {}, ['W 0/1/1 below']],
    [
      'no empty heading',
      'framework Art\n4 heading\n4.x under 4 heading\n5\nada 5: 3 3',
      {},
      ['Art 1/1/1 mastered'],
    ],
  ])('count %s', (_, text, asked, expected) => {
    expect(progress(gradebook(text), 'ada', asked).frameworks).toEqual(expected);
  });
});

describe('stale', () => {
  const stale = (policy: string, today: string, scores = '3 3') => {
    const book = gradebook(`policy ${policy}\nada 6.RP.1: ${scores}`);
    const found = masteryOf(book.standards, book.showing('ada'), book.competency('6.RP.1'));
    return [isStale(book.standards, found, today), found.status];
  };

  it.each([
    ['stale_after_days=30', '2026-10-02', '3 3', [false, 'mastered']],
    ['stale_after_days=30', '2026-10-03', '3 3', [true, 'mastered']],
    ['stale_after_days=30', '2026-10-03', '3 3 self:3', [true, 'mastered']],
    ['stale_after_days=never', '2030-01-01', '3 3', [false, 'mastered']],
    ['stale_after_days=1', '2030-01-01', '-', [false, 'not_assessed']],
  ])('under %s on %s with %s: %j, and the status stays', (policy, today, scores, expected) => {
    expect(stale(policy, today, scores)).toEqual(expected);
  });
});
