/**
 * What one gradebook has taken back while another has gone on with it: a student of whom anything stands, a
 * competency with evidence. Whoever took it back did not know of that, so it is there, with all that it needs.
 */
import { groupBy } from '../../core/grouping.js';
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import { translated } from './facts.js';
import type { Names } from './names.js';
import type { Source } from './read.js';
import { type Cells, endOf, keyOf, type Layout } from './tables.js';
import type { UnitedTable } from './united.js';

/** What comes back with its owner, the first of its columns that name it, where one undo has ended both. */
const BELONGINGS: ReadonlySet<VersionedTable> = new Set([
  'student_ids',
  'school_students',
  'student_groups',
  'enrollments',
  'requirements',
]);

/**
 * The tables with what stands again. `pieces` is asked, only where something may, which of some things standing
 * pieces of evidence are about.
 */
export function stillThere(
  sources: readonly Source[],
  names: Names,
  united: readonly UnitedTable[],
  pieces: (asked: ReadonlySet<Id>) => Iterable<Id>,
): readonly UnitedTable[] {
  const away = awayIn(united, names);
  if (away.size === 0) return united;
  const known = standingSomewhere(sources, names, united);
  for (const id of away.keys()) if (!known.has(id)) away.delete(id);
  if (away.size === 0) return united;
  const again = broughtBack(united, away, [
    ...united.flatMap(pointedAt),
    ...pieces(new Set(away.keys())),
  ]);
  return united.map((table) => withAgain(table, again));
}

/** Things, and students' ids, of which nothing stands since an undo, by what they are about. */
function awayIn(united: readonly UnitedTable[], names: Names): Map<Id, Cells[]> {
  const away = new Map<Id, Cells[]>();
  for (const { layout, rows } of united) {
    if (!isThing(layout) && layout.table !== 'student_ids') continue;
    for (const [id, own] of groupBy(rows, (row) => ownerOf(layout, row))) {
      const ends = own.map((row) => endOf(layout, row) ?? Number.POSITIVE_INFINITY);
      const last = Math.max(...ends);
      if (!names.isUndo(last)) continue;
      const ended = own.filter((row) => endOf(layout, row) === last);
      away.set(id, [...(away.get(id) ?? []), ...ended]);
    }
  }
  return away;
}

/** Things that stand in one of the gradebooks, by new ids. */
function standingSomewhere(
  sources: readonly Source[],
  names: Names,
  united: readonly UnitedTable[],
): ReadonlySet<Id> {
  const standing = new Set<Id>();
  for (const { layout } of united) {
    if (!isThing(layout)) continue;
    for (const [place, source] of sources.entries()) {
      const ids = names.renamed[place];
      if (ids === undefined) continue;
      for (const row of translated(layout, source.rows(layout), ids, source))
        if (endOf(layout, row) === null) standing.add(ownerOf(layout, row));
    }
  }
  return standing;
}

/** The rows that stand again, as they are in the tables. */
function broughtBack(
  united: readonly UnitedTable[],
  away: ReadonlyMap<Id, readonly Cells[]>,
  needed: Id[],
): ReadonlySet<Cells> {
  const again = new Set<Cells>();
  const layoutOf = new Map(
    united.flatMap(({ layout, rows }) => rows.map((row) => [row, layout] as const)),
  );
  const belongings = belongingsIn(united, away);
  const seen = new Set<Id>();
  for (let id = needed.pop(); id !== undefined; id = needed.pop()) {
    const own = away.get(id);
    if (own === undefined || seen.has(id)) continue;
    seen.add(id);
    const ends = new Set(own.map((row) => endIn(layoutOf, row)));
    const along = (belongings.get(id) ?? []).filter((row) => ends.has(endIn(layoutOf, row)));
    for (const row of [...own, ...along]) {
      again.add(row);
      needed.push(...(layoutOf.get(row)?.identities ?? []).map((place) => row[place] as Id));
    }
  }
  return again;
}

function endIn(layouts: ReadonlyMap<Cells, Layout>, row: Cells): Id | null {
  const layout = layouts.get(row);
  return layout === undefined ? null : endOf(layout, row);
}

/** What belongs to those who are away, the last of each where none stands. */
function belongingsIn(
  united: readonly UnitedTable[],
  away: ReadonlyMap<Id, unknown>,
): ReadonlyMap<Id, readonly Cells[]> {
  const all = united.flatMap(({ layout, rows }) => {
    if (!BELONGINGS.has(layout.table)) return [];
    const own = rows.filter((row) => away.has(ownerOf(layout, row)));
    return [...groupBy(own, (row) => keyOf(layout, row)).values()].flatMap((same) => {
      const last = Math.max(...same.map((row) => endOf(layout, row) ?? Number.POSITIVE_INFINITY));
      return same
        .filter((row) => endOf(layout, row) === last)
        .map((row) => [ownerOf(layout, row), row] as const);
    });
  });
  return new Map(
    [...groupBy(all, ([owner]) => owner)].map(([owner, own]) => [owner, own.map(([, row]) => row)]),
  );
}

/** What the standing rows of a table are about. */
function pointedAt({ layout, rows }: UnitedTable): Id[] {
  return rows.flatMap((row) =>
    endOf(layout, row) === null
      ? layout.identities.flatMap((place) => (row[place] as Id | null) ?? [])
      : [],
  );
}

/** The table with these standing; as they were said they are kept beside. */
function withAgain(table: UnitedTable, again: ReadonlySet<Cells>): UnitedTable {
  const { layout, rows, beside, said } = table;
  const back = rows.filter((row) => again.has(row));
  if (back.length === 0) return table;
  const key = (row: Cells) => keyOf(layout, row);
  const keys = new Set(back.map(key));
  const known = new Set(beside.map(key));
  const ends = new Map(back.map((row) => [key(row), endOf(layout, row)]));
  const open = (row: Cells) => row.with(layout.ended, null);
  return {
    ...table,
    rows: rows.map((row) => (again.has(row) ? open(row) : row)),
    beside: [...beside, ...rows.filter((row) => keys.has(key(row)) && !known.has(key(row)))],
    said: said.map((row) => (ends.get(key(row)) === endOf(layout, row) ? open(row) : row)),
  };
}

function isThing({ key, columns }: Layout): boolean {
  return key.length === 1 && columns[key[0] ?? 0] === 'id';
}

function ownerOf({ key }: Layout, row: Cells): Id {
  return row[key[0] ?? 0] as Id;
}
