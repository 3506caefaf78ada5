/** Judging again as if one piece had never been entered: on what a result rests, and what holds it back. */
import type { Piece } from '../model.js';
import type { Yardstick } from '../standards.js';
import { counting, type Gathered, replacedPieces } from './counting.js';
import { type Judgement, judge } from './judge.js';

/** A counting piece, and what the evidence would say without it. */
export interface WithoutPiece {
  readonly piece: Piece;
  readonly judgement: Judgement;
}

/** The gathered pieces less one. */
export function without(gathered: Gathered, piece: Piece): Gathered {
  const index = gathered.pieces.indexOf(piece);
  return { pieces: lessOne(gathered.pieces, index), scores: lessOne(gathered.scores, index) };
}

/** Each counting piece with the judgement without it, in order. What it replaced counts again. */
export function withoutEach(gathered: Gathered, yardstick: Yardstick): WithoutPiece[] {
  const counted = counting(gathered, yardstick.policy);
  const replaces = replacedPieces(gathered.pieces).size > 0;
  return counted.pieces.map((piece) => {
    const rest = replaces
      ? counting(without(gathered, piece), yardstick.policy)
      : without(counted, piece);
    return { piece, judgement: judge(rest, yardstick) };
  });
}

function lessOne<T>(things: readonly T[], index: number): T[] {
  const rest = things.slice();
  if (index >= 0) rest.splice(index, 1);
  return rest;
}
