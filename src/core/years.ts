/** School years: what was observed before a year began is of an earlier one. */
import type { Day } from './model.js';

export interface SchoolYear {
  readonly name: string;
  readonly startsOn: Day;
}

/** The year to which a day belongs: the last that had begun by then; null where none is said to have. */
export function yearOf(day: Day, years: readonly SchoolYear[]): SchoolYear | null {
  return years.reduce<SchoolYear | null>(
    (last, year) =>
      year.startsOn <= day && (last === null || last.startsOn < year.startsOn) ? year : last,
    null,
  );
}

/** In words, of which earlier year a day is, seen from another; null where both are of one year. */
export function earlierYear(day: Day, from: Day, years: readonly SchoolYear[]): string | null {
  const [then, now] = [yearOf(day, years), yearOf(from, years)];
  if (now === null || then === now) return null;
  if (then !== null) return then.startsOn < now.startsOn ? `from ${then.name}` : null;
  const first = years.reduce((a, b) => (b.startsOn < a.startsOn ? b : a), now);
  return `from before ${first.name}`;
}
