/** Scores that stand in the gradebook although the file has none any more under their external ids. */
import type { Problem } from '../errors.js';
import type { Source } from './records.js';

/**
 * A warning with their number, at the first line; none where nothing stands. `lines` are those of the
 * external ids that came without a score, `standing` the ids of the scores that stand.
 */
export function scoresThatStand(
  { file, header }: Source,
  lines: ReadonlyMap<string, number>,
  standing: readonly string[],
): readonly Problem[] {
  if (standing.length === 0) return [];
  const line = standing.reduce((first, id) => Math.min(first, lines.get(id) ?? first), Infinity);
  const message =
    standing.length === 1
      ? '1 score stands that the file has no more: "pl strike" takes it out'
      : `${standing.length} scores stand that the file has no more: "pl strike" takes them out`;
  const field = header('external_id');
  return [{ file, line, field, code: 'score_stands', severity: 'warning', message }];
}
