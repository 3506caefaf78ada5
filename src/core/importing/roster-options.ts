/** How a roster is to be taken. */
import type { Day } from '../model.js';

export interface RosterOptions {
  /** The day on which those who have left leave. */
  readonly today: Day;
  /** Records were left out or could not be read: then nobody is taken to be gone. */
  readonly isPartial: boolean;
  /** Who is gone from a full roster is withdrawn. */
  readonly withdrawMissing: boolean;
  /** A student's name may become quite another. */
  readonly mayRename: boolean;
  /** Ids that differ by zeros in front are one where names agree; the longer is kept. */
  readonly takesZeros: boolean;
  /** How many students may be withdrawn, renamed or moved; null: any number. */
  readonly maxChange: MaxChange | null;
  /** A school year begins on `today`: who is in a section that the roster does not name leaves it. */
  readonly isNewYear: boolean;
}

/** So many students, or percent of those who are active. */
export interface MaxChange {
  readonly value: number;
  readonly isPercent: boolean;
}

/** Reads `10%` or `25`; null where it is neither. */
export function readMaxChange(text: string): MaxChange | null {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (match === null) return null;
  const [value, isPercent] = [Number(match[1]), match[2] === '%'];
  const isSound = isPercent ? value <= 100 : Number.isInteger(value);
  return isSound ? { value, isPercent } : null;
}

/** As it was written. */
export function maxChangeText({ value, isPercent }: MaxChange): string {
  return `${value}${isPercent ? '%' : ''}`;
}
