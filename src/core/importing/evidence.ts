/**
 * What a file of evidence changes. A row is a new piece, a new score under a known external id, or a
 * piece that the gradebook holds already: then nothing happens, however often the file comes.
 */
import type { Problem } from '../errors.js';
import type { NewPiece } from '../new-piece.js';
import { type KnownLedger, knownPieces } from './evidence-known.js';
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
  const pieces: NewPiece[] = [];
  for (const record of records) {
    const piece = read(record);
    if (piece === null) continue;
    const outcome = compare(piece);
    counts[outcome]++;
    if (outcome !== 'unchanged') pieces.push(piece);
  }
  return { counts: { evidence: counts }, problems: faults.problems, pieces };
}
