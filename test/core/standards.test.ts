import { describe, expect, it } from 'vitest';
import { compareCodes, standardsOf, subtree } from '../../src/core/standards.js';
import { type Book, gradebook } from '../support/book.js';

const codes = (book: Book) => book.standards.ordered.map(({ code }) => code).join(' ');

describe('natural order of codes', () => {
  it.each([
    ['L1.2', 'L1.10'],
    ['6.RP.1', '6.RP.2'],
    ['6.RP', '6.RP.1'],
    ['6.rp.1', '6.RP.2'],
    ['6.NS.10', '6.RP.1'],
    ['6.RP.3', '6.RP.3a'],
    ['A-2', 'A-11'],
    ['A', 'a'],
  ])('%s before %s', (a, b) => {
    expect(compareCodes(a, b)).toBeLessThan(0);
    expect(compareCodes(b, a)).toBeGreaterThan(0);
    expect(compareCodes(a, a)).toBe(0);
  });
});

describe("a framework's order", () => {
  it('is by code where the source gives none', () => {
    expect(codes(gradebook('6.RP.10\n6.RP.2\n6.NS.1\n6.RP'))).toBe('6.NS.1 6.RP 6.RP.2 6.RP.10');
  });

  it('is the given one, down the tree', () => {
    const book = gradebook(`
      B order 1
      A order 2
      A.2 under A order 1
      A.1 under A order 2
      B.1 under B
      B.0 under B order 9
      C`);
    expect(codes(book)).toBe('B B.0 B.1 A A.2 A.1 C');
  });

  it('goes framework by framework', () => {
    const book = gradebook(`
      framework Science
      S.1
      framework Art
      A.1
      Science:S.0`);
    expect(codes(book)).toBe('A.1 S.0 S.1');
  });
});

describe('headings and what can be assessed', () => {
  const book = gradebook(`
    6.RP
    6.RP.1 under 6.RP
    6.RP.2 under 6.RP assessable
    6.RP.2a under 6.RP.2
    6.NS heading`);

  it.each([
    ['6.RP', 'heading', 'not assessable'],
    ['6.RP.1', 'leaf', 'assessable'],
    ['6.RP.2', 'heading', 'assessable'],
    ['6.RP.2a', 'leaf', 'assessable'],
    ['6.NS', 'leaf', 'not assessable'],
  ])('%s is a %s, %s', (code, shape, recorded) => {
    const one = book.competency(code);
    expect(book.standards.isHeading(one)).toBe(shape === 'heading');
    expect(book.standards.assessable(one)).toBe(recorded === 'assessable');
  });

  it('knows what lies under', () => {
    const under = (code: string) =>
      [...subtree(book.standards, book.competency(code).id)].map(
        (id) => book.standards.competencies.get(id)?.code,
      );
    expect(under('6.RP')).toEqual(['6.RP', '6.RP.1', '6.RP.2', '6.RP.2a']);
    expect(under('6.RP.1')).toEqual(['6.RP.1']);
    const children = book.standards.children(book.competency('6.RP').id);
    expect(children.map(({ code }) => code)).toEqual(['6.RP.1', '6.RP.2']);
  });

  it('names the framework', () => {
    expect(book.standards.frameworkName(book.competency('6.RP'))).toBe('Math');
  });
});

describe('exact alignment', () => {
  it('is symmetric and transitive, and nothing else aligns', () => {
    const book = gradebook(`
      A same B
      C same B
      D related A requires B
      E same F`);
    const same = (code: string) =>
      book.standards
        .sameAs(book.competency(code).id)
        .map((id) => book.standards.competencies.get(id)?.code)
        .sort()
        .join(' ');
    expect(['A', 'B', 'C', 'D', 'E'].map(same)).toEqual(['B C', 'A C', 'A B', '', 'F']);
  });

  it('joins groups that were apart', () => {
    const book = gradebook('A same B\nC same D\nB same C');
    expect(book.standards.sameAs(book.competency('A').id)).toHaveLength(3);
  });
});

describe('the scale of a competency', () => {
  it("is its own, else its framework's, else the gradebook's", () => {
    const book = gradebook(`
      scale pass 0=No, 1*=Yes
      scale art 1=Seen, 2*=Made
      framework Math
      6.RP.1
      6.RP.2 scale pass
      framework Art scale art
      4.1
      4.2 scale default`);
    const scales = ['6.RP.1', '6.RP.2', '4.1', '4.2'].map(
      (code) => book.standards.yardstick(book.competency(code)).scale.name,
    );
    expect(scales).toEqual(['default', 'pass', 'art', 'default']);
  });

  it('cannot be told without a default one', () => {
    const parts = { frameworks: [], competencies: [], links: [], scales: [], policies: [] };
    expect(() => standardsOf(parts)).toThrow('a gradebook has a default scale');
  });
});
