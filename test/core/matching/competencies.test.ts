import { describe, expect, it } from 'vitest';
import { codeIndex, matchCompetency } from '../../../src/core/matching/competencies.js';
import { gradebook } from '../../support/book.js';

const BOOK = gradebook(`
  framework Math
  6.RP
  6.RP.A under 6.RP
  6.RP.A.1 under 6.RP.A label "I can compare ratios" "Understand the concept of a ratio"
  6.RP.A.10 under 6.RP.A "Draw tables"
  7.RP.A.1 label "I can find unit rates" "Compute unit rates"
  7.NS-1/b "Add and subtract"
  A-SSE.1
  framework Art
  4.1 label "I can draw" "Draw from life"
  6.RP "Prints"`);

const match = (typed: string) => {
  const found = matchCompetency(BOOK.standards, BOOK.standards.ordered, typed);
  switch (found.kind) {
    case 'one':
      return `${BOOK.standards.frameworkName(found.found)} ${found.found.code}`;
    case 'several':
      return `several: ${found.candidates.map(({ code }) => code).join(' ')}`;
    case 'none':
      return 'none';
  }
};

describe('a competency at the keyboard', () => {
  it.each([
    ['an exact code', '6.RP.A.1', 'Math 6.RP.A.1'],
    ['any case', '6.rp.a.1', 'Math 6.RP.A.1'],
    ['parts in order', '6.rp.1', 'Math 6.RP.A.1'],
    ['not a part of a part', 'rp.10', 'Math 6.RP.A.10'],
    ['parts of several', 'rp.1', 'several: 6.RP.A.1 7.RP.A.1'],
    ['the last is the last', 'rp.a', 'Math 6.RP.A'],
    ['parts out of order', 'a.rp.1', 'none'],
    ['a part twice', '1.1', 'none'],
    ['other separators', '7-rp/1', 'Math 7.RP.A.1'],
    ['codes with other separators', 'ns.b', 'Math 7.NS-1/b'],
    ['a lone last part', 'b', 'Math 7.NS-1/b'],
    ['a code that only begins so', '6.rp.', 'several: 6.RP 6.RP'],
    ['an exact code in two frameworks', '6.RP', 'several: 6.RP 6.RP'],
    ['told apart by the framework', 'art:6.rp', 'Art 6.RP'],
    ['parts within a framework', 'Math:sse.1', 'Math A-SSE.1'],
    ['a word of a label', 'compare', 'Math 6.RP.A.1'],
    ['words of a label', 'unit rates', 'Math 7.RP.A.1'],
    ['a label before a statement', 'draw', 'Art 4.1'],
    ['a word of a statement', 'tables', 'Math 6.RP.A.10'],
    ['words of several labels', 'can', 'several: 4.1 6.RP.A.1 7.RP.A.1'],
    ['nothing', ' ', 'none'],
    ['punctuation', '...', 'none'],
  ])('%s: "%s"', (_, typed, expected) => {
    expect(match(typed)).toBe(expected);
  });

  it('takes a code that there is not for no other whose label begins alike', () => {
    const { standards } = gradebook(`
      111.26.b.10.A label "111.26.b.10.A model and compare"
      111.26.b.10.B label "111.26.b.10.B create a budget"`);
    const found = matchCompetency(standards, standards.ordered, '111.26.b.10.C');
    expect(found).toMatchObject({ kind: 'none' });
    expect(matchCompetency(standards, standards.ordered, 'budget')).toMatchObject({ kind: 'one' });
  });

  it('finds 6.RP.A.1 by rp.1 and not 6.RP.A.10', () => {
    const book = gradebook('6.RP.A.1\n6.RP.A.10\n6.RP.A.11');
    expect(matchCompetency(book.standards, book.standards.ordered, 'rp.1')).toMatchObject({
      kind: 'one',
      found: { code: '6.RP.A.1' },
    });
  });

  it('comes near by its code or a part of it', () => {
    const near = (typed: string) => {
      const found = matchCompetency(BOOK.standards, BOOK.standards.ordered, typed);
      return found.kind === 'none' ? found.near.map(({ code }) => code) : [];
    };
    expect(near('A-SES.1')).toEqual(['A-SSE.1']);
    expect(near('6.RP.A.100')).toEqual(['6.RP.A.10', '6.RP.A.1']);
    expect(near('sses')).toEqual(['A-SSE.1']);
    expect(near('xyzzy')).toEqual([]);
  });

  it('is one of the candidates', () => {
    const some = BOOK.standards.ordered.filter(({ code }) => code !== '6.RP.A.1');
    expect(matchCompetency(BOOK.standards, some, 'rp.1')).toMatchObject({
      kind: 'one',
      found: { code: '7.RP.A.1' },
    });
  });
});

describe('a competency in a file', () => {
  const find = codeIndex(BOOK.standards);
  const found = (code: string, framework: string | null = null) =>
    find(code, framework).map((one) => `${BOOK.standards.frameworkName(one)} ${one.code}`);

  it.each([
    ['6.RP.A.1', null, ['Math 6.RP.A.1']],
    ['6.rp.a.1', null, ['Math 6.RP.A.1']],
    ['rp.1', null, []],
    ['compare', null, []],
    ['6.RP', null, ['Art 6.RP', 'Math 6.RP']],
    ['6.RP', 'ART', ['Art 6.RP']],
    ['6.RP', 'Music', []],
    ['Math:6.rp', null, ['Math 6.RP']],
    ['Music:6.RP', null, []],
  ])('%s in %s', (code, framework, expected) => {
    expect(found(code, framework)).toEqual(expected);
  });

  it('may have a colon of its own', () => {
    const book = gradebook('framework F\nF:A:1');
    expect(codeIndex(book.standards)('a:1', null)).toHaveLength(1);
  });
});
