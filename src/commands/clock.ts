/** What time it is for a run: the system's, or what `PL_NOW` says. */
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import type { Io } from '../io.js';

/** An instant, and whether `PL_NOW` has set it. */
export interface Moment {
  readonly instant: Date;
  readonly isSet: boolean;
}

/** The day on the wall where the user is: never the UTC day. */
export function localDay(date: Date): Day {
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** `PL_NOW` sets the clock for trials. Throws `PlError('usage')` where it is no instant. */
export function clock(io: Io): Moment {
  const set = io.env.PL_NOW ?? '';
  if (set === '') return { instant: io.now(), isSet: false };
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(set) ? `${set}T12:00:00` : set);
  if (Number.isNaN(instant.getTime())) {
    throw new PlError('usage', `PL_NOW "${set}" is not an instant such as 2026-10-01T09:00:00`);
  }
  return { instant, isSet: true };
}
