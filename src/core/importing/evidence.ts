/**
 * What a file of evidence changes. A row is a new piece, a new score under a known external id, or a
 * piece that the gradebook holds already: then nothing happens, however often the file comes.
 */
import type { Problem } from '../errors.js';
import type { NewPiece } from '../new-piece.js';
import { externalKey, type KnownLedger, knownPieces } from './evidence-known.js';
import { pieceReader, type ReadingLedger } from './evidence-reading.js';
import { type Counts, type EvidenceRecord, faultsOf, type Source, tally } from './records.js';

/** What planning needs to know of the gradebook. */
export type EvidenceLedger = ReadingLedger & KnownLedger;

export interface EvidencePlan {
  readonly counts: Readonly<Record<'evidence', Counts>>;
  readonly problems: readonly Problem[];
  readonly pieces: readonly NewPiece[];
}

export function planEvidence(
  source: Source,
  records: readonly EvidenceRecord[],
  ledger: EvidenceLedger,
): EvidencePlan {
  const faults = faultsOf(source);
  const read = pieceReader(ledger, faults);
  const compare = knownPieces(ledger, source);
  const counts = tally();
  const rows = records.flatMap((record) => read(record) ?? []);
  const last = lastUnderEachId(rows);
  const pieces = rows.filter((piece) => {
    const outcome = compare(piece, last(piece));
    counts[outcome]++;
    return outcome !== 'unchanged';
  });
  return { counts: { evidence: counts }, problems: faults.problems, pieces };
}

/** Of several rows under one external id the last one speaks for the file. */
export function lastUnderEachId(rows: readonly NewPiece[]): (piece: NewPiece) => boolean {
  const keyOf = (piece: NewPiece) => `${piece.student} ${externalKey(piece)}`;
  const last = new Map(rows.map((piece) => [keyOf(piece), piece]));
  return (piece) => piece.externalId === null || last.get(keyOf(piece)) === piece;
}
