/** What a change of scales does to results: who was met and no longer is, the reverse, and what would keep it. */
import { masteryOf } from './mastery/judge.js';
import type { Id, Showing, Status } from './model.js';
import { shownIds } from './progress.js';
import { movable } from './rehearsal/proposal.js';
import { frequentFirst, type StatusMove } from './rehearsal/tally.js';
import { top } from './scale.js';
import { carriedCut, movedCompetencies } from './scale-change.js';
import type { Standards } from './standards.js';

/** Results (a student and a competency) that were judged on both scales, of so many students. */
export interface ScaleEffect {
  readonly results: number;
  readonly students: number;
  readonly metBefore: number;
  readonly metAfter: number;
  readonly metLost: number;
  readonly metGained: number;
  /** Moves of status, the most frequent first. */
  readonly status: readonly StatusMove[];
  /** The cut under which most was lost; null: nothing was, or not by its share. */
  readonly cut: LostCut | null;
}

/** Where met began, and where it begins on the other scale though its share of the top is less. */
export interface LostCut {
  readonly scale: string;
  readonly cut: number;
  readonly outOf: number;
  /** The old cut by its share of the top of the other scale, and that top. */
  readonly share: number;
  readonly top: number;
  readonly begins: number;
  /** Where `mastery_at` would hold for what has moved and for nothing else; null: at no one place. */
  readonly place: {
    readonly noun: 'gradebook' | 'framework' | 'competency';
    readonly name: string;
  } | null;
}

/** Counts students one by one, each with what she had shown before the change and has after it. */
export interface EffectCounter {
  readonly add: (before: Showing, after: Showing) => void;
  readonly effect: () => ScaleEffect;
}

/** A counter for a change of the standards, nothing counted; `after` with what was carried. */
export function effectCounter(before: Standards, after: Standards): EffectCounter {
  const moved = [
    ...movable(before, after).keys(),
    ...movedCompetencies(before, after).map(({ competency }) => competency.id),
  ];
  const competencies = new Set(moved);
  const moves = new Map<string, { from: Status; to: Status; count: number }>();
  const lost = new Map<Id, number>();
  const met = { metBefore: 0, metAfter: 0, metLost: 0, metGained: 0 };
  let [results, students] = [0, 0];
  const count = (id: Id, from: Status, to: Status) => {
    results++;
    if (from === 'mastered') met.metBefore++;
    if (to === 'mastered') met.metAfter++;
    if (from === to) return;
    if (to === 'mastered') met.metGained++;
    if (from === 'mastered') {
      met.metLost++;
      lost.set(id, (lost.get(id) ?? 0) + 1);
    }
    const move = moves.get(`${from} ${to}`) ?? { from, to, count: 0 };
    move.count++;
    moves.set(`${from} ${to}`, move);
  };
  return {
    add: (then, now) => {
      const ids = [...shownIds(after, now)].filter((id) => competencies.has(id));
      if (ids.length > 0) students++;
      for (const id of ids) {
        const [old, fresh] = [before.competencies.get(id), after.competencies.get(id)];
        if (old === undefined || fresh === undefined) continue;
        count(id, masteryOf(before, then, old).status, masteryOf(after, now, fresh).status);
      }
    },
    effect: () => {
      const [most] = [...lost].sort(([, a], [, b]) => b - a);
      const cut = most === undefined ? null : lostCut(before, after, most[0]);
      return { results, students, ...met, status: frequentFirst(moves), cut };
    },
  };
}

function lostCut(before: Standards, after: Standards, id: Id): LostCut | null {
  const [old, fresh] = [before.competencies.get(id), after.competencies.get(id)];
  if (old === undefined || fresh === undefined) return null;
  const [from, to] = [before.yardstick(old), after.yardstick(fresh)];
  const share = carriedCut(from.cut, from.scale, to.scale, to.policy);
  if (share >= to.cut) return null;
  return {
    scale: to.scale.name,
    cut: from.cut,
    outOf: top(from.scale),
    share,
    top: top(to.scale),
    begins: to.cut,
    place: placeOf(before, after, to.scale.id),
  };
}

/** The one place at which a setting reaches every competency that has moved to a scale, and no other on it. */
function placeOf(before: Standards, after: Standards, scale: Id): LostCut['place'] {
  const moved = movedCompetencies(before, after).filter(({ to }) => to.id === scale);
  const [first] = moved;
  if (first === undefined) return null;
  const { code, framework } = first.competency;
  if (moved.length === 1) return { noun: 'competency', name: code };
  const ids = new Set(moved.map(({ competency }) => competency.id));
  const onScale = after.ordered.filter((one) => after.yardstick(one).scale.id === scale);
  const own = after.frameworks.get(framework);
  const isOfOne = moved.every(({ competency }) => competency.framework === framework);
  if (own !== undefined && isOfOne && own.scale === scale) {
    const inside = onScale.filter((one) => one.framework === own.id);
    return inside.every((one) => ids.has(one.id)) ? { noun: 'framework', name: own.name } : null;
  }
  if (after.scales[0]?.id !== scale || !onScale.every((one) => ids.has(one.id))) return null;
  return { noun: 'gradebook', name: '' };
}
