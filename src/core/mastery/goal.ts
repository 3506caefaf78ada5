/** What further scores are to reach: mastery, or the level that a requirement names. */
import { masteryLevel } from '../scale.js';
import type { Yardstick } from '../standards.js';
import type { Judgement } from './judge.js';

/** What is asked: the score where it begins, and whether a judgement reaches it. */
export interface Goal {
  /** The level that a requirement names; null: mastery. */
  readonly level: number | null;
  readonly from: number;
  readonly isMet: (judgement: Judgement) => boolean;
}

/** Mastery, as the yardstick has it. */
export function masteryGoal(yardstick: Yardstick): Goal {
  return { level: null, from: yardstick.cut, isMet: ({ status }) => status === 'mastered' };
}

/** The score from which a level, or the next above it, is reached; null where the scale ends before. */
export function cutOf({ scale, begins, cut }: Yardstick, level: number | null): number | null {
  if (level === null || level === masteryLevel(scale).value) return cut;
  return begins[scale.levels.findIndex(({ value }) => value >= level)] ?? null;
}
