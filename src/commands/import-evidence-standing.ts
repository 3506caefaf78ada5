/** Scores that stand in the gradebook although the file has none any more under their external ids. */
import type { Problem } from '../core/errors.js';
import type { EvidenceReader } from '../formats/native/evidence.js';
import { standingUnder } from '../store/evidence-import.js';
import type { Gradebook } from '../store/open.js';

/** A warning with their number; none where nothing stands. Nothing is erased that nobody strikes. */
export function scoresThatStand(book: Gradebook, { source, unscored }: EvidenceReader): Problem[] {
  const ids = unscored?.() ?? new Map<string, number>();
  const standing = standingUnder(book, ids);
  if (standing.length === 0) return [];
  const lines = standing.map((id) => ids.get(id) ?? 1);
  const line = lines.reduce((first, one) => Math.min(first, one));
  const scores =
    standing.length === 1
      ? '1 score stands that the file has no more: "pl strike" takes it out'
      : `${standing.length} scores stand that the file has no more: "pl strike" takes them out`;
  return [
    {
      file: source.file,
      line,
      field: source.header('external_id'),
      code: 'score_stands',
      severity: 'warning',
      message: scores,
    },
  ];
}
