/** Sending the same again: what the gradebook holds already is left out, as an import does. */
import { outcomesOf, type WholeLedger } from '../importing/evidence.js';
import type { Source } from '../importing/records.js';
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
  readonly known: readonly Placed[];
}

/** Parts pieces, in their order, into what is to be written and what is there already. */
export function partKnown(placed: readonly Placed[], ledger: WholeLedger, source: Source): Parted {
  const outcomes = outcomesOf(
    placed.map(({ piece }) => piece),
    ledger,
    source,
  );
  return {
    fresh: placed.filter((_, index) => outcomes[index] !== 'unchanged'),
    known: placed.filter((_, index) => outcomes[index] === 'unchanged'),
  };
}
