/** The union of facts: each once, ended where any gradebook has ended it, and of each thing what stands. */
import { groupBy } from '../../core/grouping.js';
import {
  endOfAll,
  overlap,
  type Said,
  standing,
  withoutTakenOut,
} from '../../core/merging/standing.js';
import type { Id } from '../../core/model.js';
import { newId, type Renamed } from './names.js';
import type { Source } from './read.js';
import { type Cells, endOf, entryAt, keyOf, type Layout, saysOf, saysOnce } from './tables.js';

/** The rows of a table, and those that are kept beside as they were said. */
export interface United {
  readonly rows: readonly Cells[];
  readonly beside: readonly Cells[];
  /** All facts, those left out that were taken out elsewhere before. */
  readonly said: readonly Cells[];
}

/**
 * Brings facts of one table, in the ids of the gradebook that is made, together. `backSince`: the entry that
 * took one back, or null.
 */
export function unite(
  layout: Layout,
  facts: Iterable<Cells>,
  backSince: (entry: Id) => Id | null,
): United {
  const rows: Cells[] = [];
  const beside: Cells[] = [];
  const said: Cells[] = [];
  for (const own of groupBy(onceEach(layout, facts), ({ row }) => keyOf(layout, row)).values()) {
    const all = own.map(({ row }) => saidBy(layout, row));
    const left = [...groupBy(own, ({ row }) => row[layout.entry]).values()].flatMap((versions) =>
      leftOf(layout, versions, backSince),
    );
    said.push(...left.map((one) => rowOf(layout, one)));
    said.push(...all.filter((one) => isOut(one, left)).map((one) => noLonger(layout, one)));
    const isAsSaid = own.every(({ ends }) => ends.length < 2) && isSame(left, all);
    if (isAsSaid && (own.length === 1 || !overlap(all))) rows.push(...own.map(({ row }) => row));
    else {
      beside.push(...own.flatMap((one) => byEnds(layout, one)));
      for (const stretch of standing(left)) rows.push(rowOf(layout, stretch));
    }
  }
  return { rows, beside, said };
}

/** A fact that gradebooks have in common, with the end that holds, and all that are to be kept. */
interface Once {
  readonly row: Cells;
  readonly ends: readonly Id[];
}

function leftOf(
  layout: Layout,
  versions: readonly Once[],
  backSince: (entry: Id) => Id | null,
): readonly Said<Cells>[] {
  const said = versions.map(({ row }) => saidBy(layout, row));
  const ends = versions.flatMap((one) => one.ends);
  return said.length === 1 ? said : withoutTakenOut(said, ends, backSince);
}

const isSame = (left: readonly Said<Cells>[], all: readonly Said<Cells>[]) =>
  left.length === all.length && left.every((one) => all.some(isLike(one)));

const isLike = (one: Said<Cells>) => (other: Said<Cells>) =>
  one.fact === other.fact && one.made === other.made && one.ended === other.ended;

/** Nothing is left of it. */
const isOut = (one: Said<Cells>, left: readonly Said<Cells>[]) =>
  left.every(({ fact }) => fact !== one.fact);

/** A fact that was said when it was out elsewhere. */
const noLonger = (layout: Layout, one: Said<Cells>) => rowOf(layout, { ...one, ended: one.made });

/** A fact once for each of its ends. */
function byEnds({ ended }: Layout, { row, ends }: Once): Cells[] {
  if (ends.length < 2) return [row];
  return ends.map((end) => {
    const one = [...row];
    one[ended] = end;
    return one;
  });
}

/**
 * Each fact once, with the end that holds. Of what one entry says and no other can say otherwise (pieces, notes)
 * every end is kept: each of two who have struck it may take back her own.
 */
function onceEach(layout: Layout, facts: Iterable<Cells>): Once[] {
  const { ended } = layout;
  const known = new Map<string, { readonly row: Cells; readonly ends: Set<Id> }>();
  const made = new Map<string, Set<Id>>();
  const versions = (row: Cells) => `${row[layout.entry]} ${keyOf(layout, row)}`;
  for (const row of facts) {
    const end = endOf(layout, row);
    row[ended] = null;
    const name = JSON.stringify(row);
    const one = known.get(name) ?? { row, ends: new Set<Id>() };
    if (end !== null) one.ends.add(end);
    known.set(name, one);
    const same = made.get(versions(row)) ?? new Set<Id>();
    made.set(versions(row), same.add(entryAt(row, layout.made)));
  }
  return [...known.values()].map(({ row, ends }) => {
    const same = made.get(versions(row));
    const end = endOfAll([...ends], (one) => same?.has(one) === true);
    row[ended] = end;
    const kept = saysOnce(layout) ? [...ends].sort((a, b) => a - b) : end === null ? [] : [end];
    return { row, ends: kept };
  });
}

export function saidBy(layout: Layout, row: Cells): Said<Cells> {
  return {
    entry: entryAt(row, layout.entry),
    made: entryAt(row, layout.made),
    ended: endOf(layout, row),
    says: saysOf(layout, row),
    fact: row,
  };
}

/** A stretch as a row of the table. */
export function rowOf({ entry, made, ended }: Layout, stretch: Said<Cells>): Cells {
  const row = [...stretch.fact];
  row[entry] = stretch.entry;
  row[made] = stretch.made;
  row[ended] = stretch.ended;
  return row;
}

/** Rows of a source in the ids of the gradebook that is made. */
export function translated(
  layout: Layout,
  rows: readonly Cells[],
  { entries, identities }: Renamed,
  source: Source,
): Cells[] {
  const { entry, made, ended } = layout;
  return rows.map((said) => {
    const row = [...said];
    for (const place of layout.identities)
      if (row[place] !== null) row[place] = newId(identities, row[place] ?? null, source);
    for (const place of [entry, made, ended])
      if (row[place] !== null) row[place] = newId(entries, row[place] ?? null, source);
    return row;
  });
}
