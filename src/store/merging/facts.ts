/** The union of facts: each once, ended where any gradebook has ended it, and of each thing what stands. */
import { groupBy } from '../../core/grouping.js';
import { overlap, type Said, standing } from '../../core/merging/standing.js';
import type { Id } from '../../core/model.js';
import { newId, type Renamed } from './names.js';
import type { Source } from './read.js';
import { type Cells, endOf, entryAt, keyOf, type Layout, saysOf } from './tables.js';

/** The rows of a table, and those that are kept beside as they were said. */
export interface United {
  readonly rows: readonly Cells[];
  readonly beside: readonly Cells[];
}

/** Brings facts of one table, in the ids of the gradebook that is made, together. */
export function unite(layout: Layout, facts: Iterable<Cells>): United {
  const { ended } = layout;
  const known = new Map<string, Cells>();
  for (const row of facts) {
    const end = row[ended] ?? null;
    row[ended] = null;
    const name = JSON.stringify(row);
    const before = known.get(name);
    if (before === undefined) known.set(name, row);
    const kept = before ?? row;
    kept[ended] = before === undefined ? end : earlier(endOf(layout, kept), end as Id | null);
  }
  const rows: Cells[] = [];
  const beside: Cells[] = [];
  for (const own of groupBy(known.values(), (row) => keyOf(layout, row)).values()) {
    const said = own.map((row) => saidBy(layout, row));
    if (own.length === 1 || !overlap(said)) rows.push(...own);
    else {
      beside.push(...own);
      for (const stretch of standing(said)) rows.push(rowOf(layout, stretch));
    }
  }
  return { rows, beside };
}

function earlier(a: Id | null, b: Id | null): Id | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
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

function rowOf({ entry, made, ended }: Layout, stretch: Said<Cells>): Cells {
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
