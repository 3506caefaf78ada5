/** Schools, terms and teachers: a roster knows each by its name or code, and makes what is missing. */
import type { Id } from '../model.js';
import { type Counts, type RosterRecord, tally } from './records.js';
import type { Ref } from './refs.js';

export interface NamedThing {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
}

export interface NamedPlan {
  readonly counts: Counts;
  /** Names of what is new. */
  readonly added: readonly string[];
  /** What a cell names; null when it is blank. */
  readonly refOf: (name: string) => Ref | null;
}

export function planNamed(
  rows: readonly RosterRecord[],
  field: 'school' | 'term' | 'teacher',
  standing: readonly NamedThing[],
): NamedPlan {
  const known = new Map<string, Ref>();
  for (const { id, code, name } of standing) {
    known.set(name.toLowerCase(), { id });
    known.set(code.toLowerCase(), { id });
  }
  const counts = tally();
  const added: string[] = [];
  const seen = new Set<string>();
  for (const { [field]: name } of rows) {
    const key = name.toLowerCase();
    if (name === '' || seen.has(key)) continue;
    seen.add(key);
    if (known.has(key)) counts.unchanged++;
    else {
      counts.add++;
      added.push(name);
      known.set(key, { key });
    }
  }
  return { counts, added, refOf: (name) => known.get(name.toLowerCase()) ?? null };
}
