/** Taking back a change of scales: what was scored since then may not be read on the scale before. */
import { PlError } from '../core/errors.js';
import { movedCompetencies } from '../core/scale-change.js';
import type { Standards } from '../core/standards.js';
import type { Entry } from './entries.js';
import type { Writer } from './writing.js';

/**
 * Throws PlError('conflict') when scores or overrides of later entries stand on a scale that would get
 * other values; `before` and `after` are the standards around the taking back.
 */
export function refuseRescored(
  writer: Writer,
  target: Entry,
  before: Standards,
  after: Standards,
): void {
  const moved = movedCompetencies(before, after).map(({ competency }) => competency.id);
  if (moved.length === 0) return;
  const since = ['evidence', 'overrides'].map(
    (table) => `SELECT entry FROM ${table}
      WHERE ended IS NULL AND entry > @target
        AND competency IN (SELECT value FROM json_each(@moved))`,
  );
  const { number } = writer.db
    .prepare(`SELECT min(number) AS number FROM entries WHERE id IN (${since.join(' UNION ')})`)
    .get({ target: target.id, moved: JSON.stringify(moved) }) as { number: number | null };
  if (number === null) return;
  throw new PlError(
    'conflict',
    `entry ${target.number} cannot be undone: entry ${number} has since scored on the scale that it brought`,
    `pl undo ${number}`,
  );
}
