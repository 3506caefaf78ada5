/** Which entries are taken back once gradebooks are together. */
import { groupBy } from '../grouping.js';
import type { Id } from '../model.js';

/** An entry that took another one back, as far as its own gradebook knew. */
export interface TakingBack {
  readonly by: Id;
  readonly of: Id;
}

/** What a fact has to do with entries. */
export interface Course {
  readonly entry: Id;
  readonly made: Id;
  readonly ended: Id | null;
  /** The same of one fact whenever it was said again. */
  readonly fact: string;
}

/**
 * Of those that took one entry back the first after which nothing held of what that entry had done: who
 * had only a part of it has taken back a part. `heldUntil` says how long something held; of an entry
 * that it does not name, nothing did.
 */
export function wholeTakings(
  all: readonly TakingBack[],
  heldUntil: ReadonlyMap<Id, number>,
): TakingBack[] {
  return [...groupBy(all, ({ of }) => of)].flatMap(([of, own]) => {
    const held = heldUntil.get(of) ?? 0;
    const inOrder = [...own].sort((a, b) => a.by - b.by);
    return inOrder.find(({ by }) => held <= by) ?? [];
  });
}

/**
 * Notes how long something held of what entries have done: what they said, until it ended; what they ended,
 * until it was said again. `facts` are all of what they are about.
 */
export function noteHeld(
  heldUntil: Map<Id, number>,
  entries: ReadonlySet<Id>,
  facts: readonly Course[],
): void {
  const note = (entry: Id, until: number) =>
    heldUntil.set(entry, Math.max(heldUntil.get(entry) ?? 0, until));
  const same = groupBy(facts, ({ fact }) => fact);
  for (const { entry, ended, fact } of facts) {
    if (entries.has(entry)) note(entry, ended ?? Number.POSITIVE_INFINITY);
    if (ended === null || !entries.has(ended)) continue;
    const again = (same.get(fact) ?? []).filter(({ made }) => made > ended);
    note(ended, Math.min(...again.map(({ made }) => made)));
  }
}
