/** The faults of a roster in several files, each named as its file calls things. */
import type { Problem } from '../errors.js';
import { type Faults, faultsOf } from './records.js';
import type { Place, RosterField, RosterSet } from './roster-set.js';

type Say = (place: Place, field: RosterField | null, code: string, message: string) => void;

export interface RosterFaults {
  readonly error: Say;
  readonly warning: Say;
  /** All of them, file by file. */
  readonly problems: () => readonly Problem[];
}

export function rosterFaults(header: RosterSet['header']): RosterFaults {
  const files = new Map<string, Faults>();
  const of = (file: string): Faults => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const faults = faultsOf({
      file,
      header: (field) => header?.(file, field as RosterField) ?? null,
    });
    files.set(file, faults);
    return faults;
  };
  return {
    error: ({ file, line }, ...fault) => of(file).error(line, ...fault),
    warning: ({ file, line }, ...fault) => of(file).warning(line, ...fault),
    problems: () => [...files.values()].flatMap(({ problems }) => problems),
  };
}
