/** Scores by one key: which key stands for which level of a scale, or for how many fingers. */
import type { Scale } from '../model.js';

export interface LevelKey {
  /** A digit. */
  readonly key: string;
  readonly score: number;
  /** '' where the score says all. */
  readonly name: string;
}

/**
 * A key for each level: its own value where every value is a digit, else its place from 1 on. Levels
 * past the ninth have no key.
 */
export function levelKeys(scale: Scale): LevelKey[] {
  const byValue = scale.levels.every(({ value }) => /^\d$/.test(String(value)));
  return scale.levels.slice(0, 9).map(({ value, name }, place) => ({
    key: String(byValue ? value : place + 1),
    score: value,
    name: name === String(value) ? '' : name,
  }));
}

/** The most that one key can say. */
export const MOST_FINGERS = 9;

/** A key for each count from 0 to `outOf`, which is at most `MOST_FINGERS`. */
export function countKeys(outOf: number): LevelKey[] {
  return Array.from({ length: outOf + 1 }, (_, score) => ({
    key: String(score),
    score,
    name: '',
  }));
}
