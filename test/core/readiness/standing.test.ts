/** Where a student stands on a pathway, whatever was shown and whichever way she was moved. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Book, gradebook, ready } from '../../support/book.js';

const STAGES = ['base', 'more', 'last'];
const UNIT = 'pathway unit: base 6.RP.1; more 6.RP.2; last 6.RP.3\nx';

const anyEvidence = fc.array(
  fc.tuple(
    fc.constantFrom('6.RP.1', '6.RP.2', '6.RP.3', '6.NS.1'),
    fc.constantFrom('1', '3', '-', 'self:3'),
  ),
  { maxLength: 4 },
);
const anyMoves = fc.array(
  fc.record({ to: fc.constantFrom(...STAGES, 'end'), day: fc.integer({ min: 1, max: 9 }) }),
  { maxLength: 4 },
);
type Shown = readonly (readonly [string, string])[];
type Moves = readonly { readonly to: string; readonly day: number }[];

const book = (shown: Shown, moves: Moves): Book =>
  gradebook(
    [
      UNIT,
      'ada 6.NS.1:',
      ...shown.map(([code, score]) => `ada ${code}: ${score}`),
      ...moves.map(({ to, day }) => `ada advance unit → ${to} 2026-09-0${day}`),
    ].join('\n'),
  );

const stands = (shown: Shown, moves: Moves) =>
  ready(book(shown, moves))
    .filter(({ pathway }) => pathway === 'unit')
    .map(({ stage, status }) => (status === 'complete' ? 'end' : stage));

/** The move that holds: of the latest day, and of those the one entered last. */
const lastMove = (moves: Moves) =>
  moves.reduce<Moves[number] | null>(
    (last, move) => (last === null || move.day >= last.day ? move : last),
    null,
  );

const counts = ([code, score]: Shown[number]) =>
  code !== '6.NS.1' && score !== '-' && !score.startsWith('self');

describe('a student on a pathway', () => {
  it('is in the stage where she was placed last, else in the first if her evidence counts there', () => {
    fc.assert(
      fc.property(anyEvidence, anyMoves, (shown, moves) => {
        const placed = lastMove(moves);
        const expected = placed !== null ? [placed.to] : shown.some(counts) ? ['base'] : [];
        expect(stands(shown, moves)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('stands on an earlier day where the moves up to that day have put her', () => {
    fc.assert(
      fc.property(anyMoves, fc.integer({ min: 0, max: 9 }), (moves, day) => {
        const known = moves.filter((move) => move.day <= day);
        expect(stands([], known)).toEqual(known.length === 0 ? [] : [lastMove(known)?.to]);
      }),
      { numRuns: 200 },
    );
  });
});
