import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/core/mastery/explain.js';
import { masteryOf } from '../../../src/core/mastery/judge.js';
import type { Piece, Showing } from '../../../src/core/model.js';
import { type Book, gradebook, mastery, receipt } from '../../support/book.js';
import { anyEvidence, anyPolicy } from '../any.js';

describe('the receipt', () => {
  it('has a line a piece: what counted, why not, its share, the score without it', () => {
    const book = gradebook(`
      policy method=mean recent=2
      ada x 1 2026-09-01
      ada x 4 2026-09-02 self
      ada x 3 2026-09-03 test #q
      ada x 4 2026-09-04
      ada x 2 2026-09-05 test #q
      ada x - 2026-09-06`);
    expect(receipt(book, 'ada', 'x')).toEqual({
      lines: [
        { on: '2026-09-01', score: 1, whyNot: 'older', weight: null, without: 3 },
        { on: '2026-09-02', score: 4, whyNot: 'kind', weight: null, without: 3 },
        { on: '2026-09-03', score: 3, whyNot: 'replaced', weight: null, without: 3 },
        { on: '2026-09-04', score: 4, whyNot: null, weight: 0.5, without: 1.5 },
        { on: '2026-09-05', score: 2, whyNot: null, weight: 0.5, without: 3.5 },
        { on: '2026-09-06', score: null, whyNot: 'no_score', weight: null, without: 3 },
      ],
      looked: [4, 2],
      ways: [],
    });
  });

  it('is empty without evidence, and says what would do', () => {
    expect(receipt(gradebook('x'), 'ada', 'x')).toEqual({
      lines: [],
      looked: [],
      ways: [{ count: 2, atLeast: 3, kinds: [], newKinds: 0, exactly: false }],
    });
  });

  it('tells old from low', () => {
    const book = gradebook('policy recent=3 top=1\nada x: 4 2 3 1');
    expect(receipt(book, 'ada', 'x').lines.map(({ whyNot }) => whyNot)).toEqual([
      'older',
      'lower',
      null,
      'lower',
    ]);
  });

  it('has no score without the only one', () => {
    expect(receipt(gradebook('ada x: 3'), 'ada', 'x').lines).toMatchObject([{ without: null }]);
  });

  it('has no shares where the method is not linear', () => {
    expect(receipt(gradebook('ada x: 3 3'), 'ada', 'x').lines).toMatchObject([
      { weight: null },
      { weight: null },
    ]);
  });

  it('counts again what a score had replaced, when that score was not there', () => {
    const book = gradebook('policy method=latest\nada x 4 2026-09-01 #q\nada x 1 2026-09-02 #q');
    expect(receipt(book, 'ada', 'x').lines).toMatchObject([
      { whyNot: 'replaced', without: 1 },
      { whyNot: null, without: 4 },
    ]);
  });

  it('does so even where the replacing piece is of a kind that does not count', () => {
    const book = gradebook('ada x 4 2026-09-01 test #q\nada x 1 2026-09-02 self #q');
    expect(receipt(book, 'ada', 'x').lines).toMatchObject([
      { whyNot: 'replaced', without: null },
      { whyNot: 'kind', without: 4 },
    ]);
  });

  it('promises nothing where it is met, whatever a teacher decided', () => {
    expect(receipt(gradebook('ada x: 3 3\nada override x 1'), 'ada', 'x').ways).toEqual([]);
  });
});

/** What she has shown, without one piece. */
const leavingOut = (showing: Showing, piece: Piece): Showing => ({
  ...showing,
  pieces: new Map(
    [...showing.pieces].map(([id, pieces]) => [id, pieces.filter((one) => one !== piece)]),
  ),
});

const explained = (book: Book) => {
  const { standards } = book;
  const [showing, x] = [book.showing('ada'), book.competency('x')];
  const scoreOf = (shown: Showing) => masteryOf(standards, shown, x).score;
  return { showing, scoreOf, found: explain(standards, showing, x) };
};

describe('whatever the evidence and the policy', () => {
  it('the score without a piece is the score when it is left out', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, (policy, evidence) => {
        const { showing, scoreOf, found } = explained(gradebook(`${policy}\n${evidence}`));
        for (const { piece, scoreWithout } of found.lines) {
          expect(scoreWithout).toBe(scoreOf(leavingOut(showing, piece)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('the shares make the score', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, (policy, evidence) => {
        const book = gradebook(`${policy}\npolicy round=6\n${evidence}`);
        const { lines } = receipt(book, 'ada', 'x');
        const shares = lines.flatMap(({ weight }) => weight ?? []);
        const total = lines.reduce(
          (sum, { weight, score }) => sum + (weight ?? 0) * (score ?? 0),
          0,
        );
        if (shares.length === 0) return;
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(total).toBeCloseTo(mastery(book, 'ada', 'x').score ?? Number.NaN, 5);
      }),
      { numRuns: 500 },
    );
  });

  it('every piece has one line, and what counted was looked at', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, (policy, evidence) => {
        const { lines, looked } = receipt(gradebook(`${policy}\n${evidence}`), 'ada', 'x');
        expect(lines).toHaveLength(evidence === '' ? 0 : evidence.split('\n').length);
        expect(lines.filter(({ whyNot }) => whyNot === null).map(({ score }) => score)).toEqual(
          looked,
        );
      }),
    );
  });
});
