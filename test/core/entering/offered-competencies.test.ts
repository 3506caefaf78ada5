import { describe, expect, it } from 'vitest';
import {
  competenciesTyped,
  offeredCompetencies,
} from '../../../src/core/entering/offered-competencies.js';
import { masteryOf } from '../../../src/core/mastery/judge.js';
import { type Book, gradebook } from '../../support/book.js';

const offered = (book: Book, last: string | null = null) => {
  const { standards, ways } = book;
  const showing = book.showing('ada');
  return offeredCompetencies(
    standards,
    ways,
    showing,
    (one) => masteryOf(standards, showing, one),
    last === null ? null : book.competency(last).id,
  );
};

const codes = (text: string, last: string | null = null) =>
  offered(gradebook(text), last)
    .map(({ code }) => code)
    .join(' ');

describe('the competencies offered', () => {
  it.each([
    ['in framework order where no stage is begun', 'a\nb\nc\nada excuse c', 'a b c'],
    ['what the stage asks for before the rest', 'a\nb\nc\npathway u: s c, b\nada c: 2', 'c b a'],
    ['what is met is no longer needed', 'a\nb\nc\npathway u: s c, b\nada c: 3 3', 'b a c'],
    ['essential before the rest', 'a\nb\nc essential\npathway u: s b, c\nada b: 2', 'c b a'],
    [
      'what rests on something unmet comes last of them',
      'a\nb requires a essential\nc\npathway u: s b, c\nada c: 2',
      'c b a',
    ],
    [
      'what rests on something met does not',
      'a\nb requires a essential\nc\npathway u: s b, c\nada c: 2\nada a: 3 3',
      'b c a',
    ],
    [
      'those of the stage where she stands, not of a later one',
      'a\nb\nc\npathway u: s c; t b\nada c: 2',
      'c a b',
    ],
    ['every member of an open choice', 'a\nb\nc\npathway u: s choose 1 of c b\nada c: 2', 'c b a'],
    ['no member of one that is made', 'a\nb\nc\npathway u: s choose 1 of c b\nada c: 3 3', 'a b c'],
    ['headings never', 'h heading\na under h\nb under h\nada b: 2', 'a b'],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toBe(expected);
  });

  it('the one of the last minutes before all', () => {
    expect(codes('a\nb\nc\npathway u: s c\nada c: 2', 'b')).toBe('b c a');
  });
});

describe('as a teacher types', () => {
  const book = gradebook(`
    6.RP.A.1 label "Unit rates"
    6.RP.A.2
    6.RP.A.10
    6.NS.B.1 "Rates of divided fractions"`);
  it.each([
    ['', '6.NS.B.1 6.RP.A.1 6.RP.A.2 6.RP.A.10'],
    ['rp.1', '6.RP.A.1 6.RP.A.10'],
    ['rp', '6.RP.A.1 6.RP.A.2 6.RP.A.10'],
    ['RP-A', '6.RP.A.1 6.RP.A.2 6.RP.A.10'],
    ['6.n', '6.NS.B.1'],
    ['unit', '6.RP.A.1'],
    ['divided', '6.NS.B.1'],
    ['ns.2', '6.NS.B.1'],
    ['nonsense', ''],
  ])('"%s" offers %s', (typed, expected) => {
    const found = competenciesTyped(book.standards, offered(book), typed);
    expect(found.map(({ code }) => code).join(' ')).toBe(expected);
  });
});
