/** Sending the same again: what the gradebook holds already is left out, as an import does. */
import { comparedRows, type WholeLedger } from '../importing/evidence.js';
import type { Source } from '../importing/records.js';
import type { Id } from '../model.js';
import type { NewPiece } from '../new-piece.js';

/** A piece with the place where it stood: a line, or the index of an object. */
export interface Placed {
  readonly at: number;
  /** Its number among all that was sent, from 0. */
  readonly index: number;
  readonly piece: NewPiece;
}

export interface Parted {
  /** New pieces, and new scores under a known external id. */
  readonly fresh: readonly Placed[];
  /** Those that the gradebook holds. */
  readonly known: readonly Known[];
}

/** A piece that is there already; `isStruck`: it was taken out, and stays out. */
export interface Known extends Placed {
  readonly isStruck: boolean;
}

/** Parts pieces, in their order, into what is to be written and what is there already. */
export function partKnown(placed: readonly Placed[], ledger: WholeLedger, source: Source): Parted {
  const pieces = placed.map(({ piece }) => piece);
  const rows = comparedRows(pieces, ledger, source);
  const isKnown = (_: Placed, index: number) => rows[index]?.outcome === 'unchanged';
  return {
    fresh: placed.filter((one, index) => !isKnown(one, index)),
    known: placed.flatMap((one, index): Known[] =>
      isKnown(one, index) ? [{ ...one, isStruck: rows[index]?.isStruck === true }] : [],
    ),
  };
}

/** What a person types again after it was taken out, she means: only what stands is there already. */
export function standingOnly({ standards, piecesOn, namedOn }: WholeLedger): WholeLedger {
  const stands = ({ ended }: { readonly ended: Id | null }) => ended === null;
  return {
    standards,
    piecesOn: (...asked) => piecesOn(...asked).filter(stands),
    namedOn: (...asked) => namedOn(...asked).filter(stands),
  };
}
