/** Sending the same again: what the gradebook holds already is left out, as an import does. */
import { lastUnderEachId } from '../importing/evidence.js';
import { type KnownLedger, knownPieces } from '../importing/evidence-known.js';
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
export function partKnown(placed: readonly Placed[], ledger: KnownLedger, source: Source): Parted {
  const compare = knownPieces(ledger, source);
  const last = lastUnderEachId(placed.map(({ piece }) => piece));
  const fresh = new Set(placed.filter(({ piece }) => compare(piece, last(piece)) !== 'unchanged'));
  return {
    fresh: [...fresh],
    known: placed.filter((one) => !fresh.has(one)),
  };
}
