/** How `pl` says no: a refused request is thrown, a fault in somebody's file is a value. */

/** Why a request was refused. `usage` is wrong wording, seen before the gradebook is read. */
export type RefusalCode =
  | 'usage'
  | 'invalid'
  | 'not_found'
  | 'ambiguous'
  | 'conflict'
  | 'unreadable';

/**
 * A refused request. The message is lower case, quotes the user's own words and says what is
 * allowed; the hint, where there is one, can be typed.
 */
export class PlError extends Error {
  override readonly name = 'PlError';
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/**
 * A fault in somebody's file. `line` is the physical line (1-based) where the row starts, `field`
 * the header as written. The message never repeats a pupil's data.
 */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly field: string | null;
  /** A short stable key such as `unknown_student`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
