/**
 * Carrying cuts (`mastery_at`) to another scale. Each goes from what was first said, on the scale of that
 * day, so that nothing is lost on a way of several scales and back.
 */
import type { Id, Scale } from '../core/model.js';
import { type DatedSetting, resolvePolicy } from '../core/policy.js';
import { type Place, scaleAt, settingsAt } from '../core/policy-place.js';
import { carriedCut, cutsLeftBehind } from '../core/scale-change.js';
import type { Standards } from '../core/standards.js';
import type { Writer } from './writing.js';

/** A cut as it was first said, and in which entry. */
interface Said {
  readonly entry: Id;
  readonly value: number;
}

/** Carries the standing cuts whose scale has other values in `after`; says how many there were. */
export function carryCuts(
  { db, entry, wrote }: Writer,
  before: Standards,
  after: Standards,
  settings: readonly DatedSetting[],
  scaleThen: (place: Place, entry: Id) => Scale,
): number {
  const cuts = cutsLeftBehind(before, after, settings);
  const at = `key = 'mastery_at' AND framework IS @framework AND competency IS @competency
    AND starts_on IS @startsOn`;
  const first = db.prepare(
    `SELECT entry, value FROM policies WHERE ${at} AND made = entry
       AND entry = (SELECT entry FROM policies WHERE ended IS NULL AND ${at})`,
  );
  const end = db.prepare(`UPDATE policies SET ended = @by WHERE ended IS NULL AND ${at}`);
  const again = db.prepare(
    `INSERT INTO policies (framework, competency, key, value, starts_on, entry, made)
     VALUES (@framework, @competency, 'mastery_at', @value, @startsOn, @entry, @by)`,
  );
  for (const { framework, competency, startsOn } of cuts) {
    const place = { framework, competency, startsOn };
    const said = first.get(place) as { entry: Id; value: string } | undefined;
    if (said === undefined) continue;
    const from: Said = { entry: said.entry, value: JSON.parse(said.value) as number };
    const { policy } = resolvePolicy(settingsAt(after, after.policies, place));
    const value = carriedCut(
      from.value,
      scaleThen(place, from.entry),
      scaleAt(after, place),
      policy,
    );
    end.run({ ...place, by: entry });
    again.run({ ...place, by: entry, entry: from.entry, value: JSON.stringify(value) });
  }
  if (cuts.length > 0) wrote('policies');
  return cuts.length;
}
