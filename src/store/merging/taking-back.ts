/**
 * Which entry takes back which, once gradebooks are together. Who had a part of a gradebook, or an older copy,
 * took back what she had of it; where more stands the entry is not taken back, and can be for the rest.
 */
import { noteHeld, type TakingBack, wholeTakings } from '../../core/merging/taking-back.js';
import type { Id } from '../../core/model.js';
import { type Names, newId } from './names.js';
import { type Source, wholeTakingsOf } from './read.js';
import { type Cells, endOf, entryAt, type Layout } from './tables.js';

/** What was said of taking back, in new ids. */
interface Said {
  readonly all: readonly TakingBack[];
  /** Entries of which a gradebook does not know that they were taken back, or says so of another entry. */
  readonly doubtful: ReadonlySet<Id>;
}

/** What of it holds. */
export interface TakenBack {
  readonly names: Names;
  /** Entries that took back a part: not said in the entries, and kept for the next time. */
  readonly partly: readonly TakingBack[];
}

/** Shows each fact of all, as it was said, with those of the same table or student. */
export type Facts = (see: (layout: Layout, said: readonly Cells[]) => void) => void;

/** Says in the names which entry takes back which. */
export function withTakenBack(sources: readonly Source[], names: Names, facts: Facts): TakenBack {
  const { all, doubtful } = saidBy(sources, names);
  const heldUntil = new Map<Id, number>();
  if (doubtful.size > 0)
    facts((layout, said) => noteHeld(heldUntil, doubtful, coursesOf(layout, said)));
  const whole = new Map(wholeTakings(all, heldUntil).map(({ by, of }) => [by, of]));
  return {
    names: {
      ...names,
      entries: names.entries.map((entry) => ({ ...entry, undoes: whole.get(entry.id) ?? null })),
    },
    partly: all.filter(({ by }) => !whole.has(by)),
  };
}

function saidBy(sources: readonly Source[], { renamed }: Names): Said {
  const all = new Map<Id, TakingBack>();
  const known = sources.map((source, place) => {
    const ids = renamed[place]?.entries;
    const inNewIds = ({ by, of }: TakingBack) => ({
      by: newId(ids, by, source),
      of: newId(ids, of, source),
    });
    const whole = wholeTakingsOf(source).map(inNewIds);
    for (const one of [...whole, ...source.partly.map(inNewIds)]) all.set(one.by, one);
    return { holds: new Set(ids?.values()), byOf: new Map(whole.map(({ by, of }) => [of, by])) };
  });
  const sorted = [...all.values()].sort((a, b) => a.by - b.by);
  const isDoubtful = ({ by, of }: TakingBack) =>
    known.some(({ holds, byOf }) => holds.has(of) && byOf.get(of) !== by);
  return { all: sorted, doubtful: new Set(sorted.filter(isDoubtful).map(({ of }) => of)) };
}

function coursesOf(layout: Layout, said: readonly Cells[]) {
  return said.map((row) => {
    const same = [...row];
    same[layout.made] = same[layout.ended] = null;
    return {
      entry: entryAt(row, layout.entry),
      made: entryAt(row, layout.made),
      ended: endOf(layout, row),
      fact: JSON.stringify(same),
    };
  });
}
