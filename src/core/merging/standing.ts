/**
 * What stands where several gradebooks have said something of the same thing, none knowing of the other:
 * at each moment the last that was entered, for as long as its own gradebook holds on to it.
 */
import { groupBy } from '../grouping.js';
import type { Id } from '../model.js';

/** A fact as one gradebook said it. */
export interface Said<Fact> {
  /** Which entry first said it. */
  readonly entry: Id;
  /** Since which entry it holds. */
  readonly made: Id;
  /** The entry that ended it; null: it stands. */
  readonly ended: Id | null;
  /** What it says, without the entries: facts that say the same have the same text. */
  readonly says: string;
  readonly fact: Fact;
}

/**
 * Facts that one entry said of one thing, those that were taken out left out from then on: what one gradebook
 * has struck does not come back because another, which did not know, has meanwhile said it again in other
 * words (carried it to another scale). `isTakenBack`: whether an entry was taken back since.
 */
export function withoutTakenOut<Fact>(
  said: readonly Said<Fact>[],
  isTakenBack: (entry: Id) => boolean,
): readonly Said<Fact>[] {
  const made = new Set(said.map((one) => one.made));
  const outs = said.flatMap(({ ended }) =>
    ended === null || made.has(ended) || isTakenBack(ended) ? [] : ended,
  );
  if (outs.length === 0) return said;
  const out = Math.min(...outs);
  return said
    .filter((one) => one.made < out)
    .map((one) => ({ ...one, ended: Math.min(one.ended ?? out, out) }));
}

/**
 * Of several ends of one fact that which took it out and was not taken back; else one that took it out, else the
 * first, at which it was said anew. So who takes back her own end leaves that of everybody else.
 */
export function endOfAll(
  ends: readonly Id[],
  isMade: (entry: Id) => boolean,
  isTakenBack: (entry: Id) => boolean,
): Id | null {
  const outs = ends.filter((end) => !isMade(end));
  const held = outs.filter((end) => !isTakenBack(end));
  const among = [held, outs, ends].find((some) => some.length > 0);
  return among === undefined ? null : Math.min(...among);
}

/** Whether two of them held at one moment. */
export function overlap(said: readonly Said<unknown>[]): boolean {
  const sorted = [...said].sort((a, b) => a.made - b.made);
  return sorted.some((one, place) => {
    const next = sorted[place + 1];
    return next !== undefined && (one.ended === null || one.ended > next.made);
  });
}

/**
 * The facts that stood one after the other, each from when to when. Nobody takes back what she did not
 * know of: when the last is taken back, what another still says stands again. What is said again in the
 * same words changes nothing.
 */
export function standing<Fact>(said: readonly Said<Fact>[]): Said<Fact>[] {
  const moments = [
    ...new Set(said.flatMap(({ made, ended }) => (ended === null ? [made] : [made, ended]))),
  ].sort((a, b) => a - b);
  const stretches: Said<Fact>[] = [];
  let current: Said<Fact> | null = null;
  for (const moment of moments) {
    const next = lastSaid(said, moment);
    if (next !== null && current?.says === next.says) continue;
    if (current !== null) stretches.push({ ...current, ended: moment });
    current = next === null ? null : { ...next, made: moment };
  }
  if (current !== null) stretches.push({ ...current, ended: null });
  return stretches;
}

function lastSaid<Fact>(said: readonly Said<Fact>[], moment: Id): Said<Fact> | null {
  let last: Said<Fact> | null = null;
  for (const one of said) {
    if (one.made > moment || (one.ended !== null && one.ended <= moment)) continue;
    if (last === null || isLater(one, last)) last = one;
  }
  return last;
}

function isLater(a: Said<unknown>, b: Said<unknown>): boolean {
  if (a.entry !== b.entry) return a.entry > b.entry;
  return a.made === b.made ? a.says > b.says : a.made > b.made;
}

/** What is said differently at the end: what stands, and beside it what the others say, the last first. */
export function disagreement<Fact>(
  said: readonly Said<Fact>[],
): { readonly standing: Said<Fact>; readonly others: readonly Said<Fact>[] } | null {
  const open = said.filter(({ ended }) => ended === null).sort((a, b) => (isLater(a, b) ? -1 : 1));
  const [standing, ...others] = [...groupBy(open, ({ says }) => says).values()].flatMap(
    ([first]) => first ?? [],
  );
  return standing === undefined || others.length === 0 ? null : { standing, others };
}
