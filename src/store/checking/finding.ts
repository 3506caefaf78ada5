/** What a check has found wrong. */

export interface Finding {
  /** A short stable key such as `damaged`. */
  readonly code: string;
  /** In words, without a pupil's data. */
  readonly message: string;
  /** How many rows it is about; null: it cannot be counted. */
  readonly rows: number | null;
  /** A command that mends it, or what else to do. */
  readonly todo: string;
}

/** What brings back a file that cannot be mended. */
export const PUT_BACK = 'pl restore --last';

/** What makes the kept results anew from the evidence. */
export const JUDGE_ANEW = 'pl rollup --full';
