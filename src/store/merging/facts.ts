/** The union of facts: each once, ended where any gradebook holds on to its end, and of each thing what stands. */
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
import { type Cells, endOf, entryAt, keyOf, type Layout, saysOf } from './tables.js';

/** The rows of a table, and those that are kept beside as they were said. */
export interface United {
  readonly rows: readonly Cells[];
  readonly beside: readonly Cells[];
  /** All facts, those left out that were taken out elsewhere before. */
  readonly said: readonly Cells[];
}

/**
 * Brings facts of one table, in the ids of the gradebook that is made, together. `isTakenBack`: whether
 * somebody has taken an entry back.
 */
export function unite(
  layout: Layout,
  facts: Iterable<Cells>,
  isTakenBack: (entry: Id) => boolean,
): United {
  const rows: Cells[] = [];
  const beside: Cells[] = [];
  const said: Cells[] = [];
  const once = onceEach(layout, facts, isTakenBack);
  for (const own of groupBy(once, ({ row }) => keyOf(layout, row)).values()) {
    const all = own.map(({ row }) => saidBy(layout, row));
    const left = [...groupBy(all, ({ entry }) => entry).values()].flatMap((versions) =>
      versions.length === 1 ? versions : withoutTakenOut(versions, isTakenBack),
    );
    said.push(...left.map((one) => rowOf(layout, one)));
    const isAsSaid = left.length === all.length && left.every((one) => all.includes(one));
    const isEndedOnce = own.every(({ ends }) => ends.length <= 1);
    if (isAsSaid && isEndedOnce && (own.length === 1 || !overlap(all)))
      rows.push(...own.map(({ row }) => row));
    else {
      beside.push(...own.flatMap((fact) => asEnded(layout, fact)));
      for (const stretch of standing(left)) rows.push(rowOf(layout, stretch));
    }
  }
  return { rows, beside, said };
}

interface Fact {
  /** With the end that holds. */
  readonly row: Cells;
  /** Everybody's. */
  readonly ends: readonly Id[];
}

/** Each fact once. */
function onceEach(
  layout: Layout,
  facts: Iterable<Cells>,
  isTakenBack: (entry: Id) => boolean,
): Fact[] {
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
    const all = [...ends].sort((a, b) => a - b);
    row[ended] = endOfAll(all, (end) => same?.has(end) === true, isTakenBack);
    return { row, ends: all };
  });
}

/** A row for each end that somebody has given it: who takes back one has not taken back the others. */
function asEnded({ ended }: Layout, { row, ends }: Fact): Cells[] {
  if (ends.length <= 1) return [row];
  return ends.map((end) => row.with(ended, end));
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
