/** What teachers decided over the numbers, listed with what the evidence says beside it. */
import { type Mastery, masteryOf } from './mastery/judge.js';
import type { Excuse, Id, Override, Showing } from './model.js';
import type { Standards } from './standards.js';

/** One decision about a student, with how she stands on that competency. */
export interface Decision<Kind extends Override | Excuse> {
  readonly decided: Kind;
  readonly mastery: Mastery;
}

/** A student's overrides in framework order; `showing` holds her pieces on what they are about. */
export function overridesOf(standards: Standards, showing: Showing): Decision<Override>[] {
  return decisions(standards, showing, showing.overrides);
}

/** A student's excuses in framework order; `showing` holds her pieces on what they are about. */
export function excusesOf(standards: Standards, showing: Showing): Decision<Excuse>[] {
  return decisions(standards, showing, showing.excuses);
}

/** The disputed first, each part in the order in which it came. */
export function disputedFirst<Row extends { readonly mastery: Mastery }>(
  rows: readonly Row[],
): Row[] {
  const isDisputed = ({ mastery }: Row) => mastery.disputed;
  return [...rows.filter(isDisputed), ...rows.filter((row) => !isDisputed(row))];
}

function decisions<Kind extends Override | Excuse>(
  standards: Standards,
  showing: Showing,
  decided: ReadonlyMap<Id, Kind>,
): Decision<Kind>[] {
  if (decided.size === 0) return [];
  return standards.ordered.flatMap((competency) => {
    const one = decided.get(competency.id);
    if (one === undefined) return [];
    return [{ decided: one, mastery: masteryOf(standards, showing, competency) }];
  });
}
