/** Where gradebooks that were brought together say different things, and what stands. */
import { groupBy } from '../../core/grouping.js';
import { disagreement, type Said } from '../../core/merging/standing.js';
import type { Day, Id } from '../../core/model.js';
import type { Gradebook } from '../open.js';
import type { VersionedTable } from '../schema.js';
import { keptBeside, tablesBeside } from './beside.js';
import { saidBy } from './facts.js';
import {
  type Cell,
  type Cells,
  entryAt,
  keyOf,
  type Layout,
  layoutOf,
  objectOf,
} from './tables.js';

/** One field of one thing that another gradebook says otherwise. */
export interface Difference {
  /** The table, such as `students` or `overrides`. */
  readonly of: VersionedTable;
  /** What it is about: ids and codes, in the order of the table. */
  readonly about: readonly string[];
  readonly field: string;
  /** Null also where it is nobody's business in a report, such as a name. */
  readonly stands: Cell;
  readonly other: Cell;
  readonly standsBy: Author;
  readonly otherBy: Author;
}

/** Who said it, when, in which entry. */
export interface Author {
  readonly who: string | null;
  readonly day: Day;
  /** Such as `k3f9x2ab-12`. */
  readonly entry: string;
}

/** All differences that nobody has settled since, by table and what they are about. */
export function differences(book: Gradebook): Difference[] {
  const { db } = book;
  const called = namer(book);
  const authorOf = authors(book);
  const tables = tablesBeside(db).filter((table) => table !== 'evidence');
  return tables.flatMap((table) => {
    const layout = layoutOf(db, table);
    const kept = keptBeside(db, layout);
    const isOpen = unsettled(book, layout);
    return [...groupBy(kept, ({ row }) => keyOf(layout, row)).values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined || !isOpen(first.row, first.upto)) return [];
      const found = disagreement(own.map(({ row }) => saidBy(layout, row)));
      if (found === null) return [];
      const about = layout.key.flatMap((place) => {
        const value = called(layout, place, first.row[place] ?? null);
        return value === null ? [] : String(value);
      });
      return found.others.flatMap((other) =>
        fieldsApart(layout, found.standing, other).map(
          (place): Difference => ({
            of: table,
            about,
            field: layout.columns[place] ?? '',
            stands: told(layout, place, called(layout, place, found.standing.fact[place] ?? null)),
            other: told(layout, place, called(layout, place, other.fact[place] ?? null)),
            standsBy: authorOf(layout, found.standing),
            otherBy: authorOf(layout, other),
          }),
        ),
      );
    });
  });
}

/** Whether what stands about the same is still what came of bringing them together. */
function unsettled({ db }: Gradebook, layout: Layout): (row: Cells, upto: Id) => boolean {
  const match = layout.key.map((place) => `"${layout.columns[place]}" IS ?`).join(' AND ');
  const find = db
    .prepare(`SELECT made FROM ${layout.table} WHERE ended IS NULL AND ${match}`)
    .pluck();
  return (row, upto) => {
    const made = find.get(layout.key.map((place) => row[place])) as Id | undefined;
    return made !== undefined && made <= upto;
  };
}

/** Places of the columns that differ, but for those that order a list and those that say who and when. */
function fieldsApart({ content, columns, key }: Layout, a: Said<Cells>, b: Said<Cells>): number[] {
  return content.filter(
    (place) =>
      !key.includes(place) && !ASIDE.has(columns[place] ?? '') && a.fact[place] !== b.fact[place],
  );
}

const ASIDE: ReadonlySet<string> = new Set(['place', 'position', 'by', 'on_day']);

/** Columns of which a report tells only that they differ. */
const PRIVATE: ReadonlySet<string> = new Set([
  'students given',
  'students family',
  'students preferred',
  'students email',
  'student_groups value',
  'comments text',
  'report_card_marks marks',
  'report_cards form',
]);

function told({ table, columns }: Layout, place: number, value: Cell): Cell {
  return PRIVATE.has(`${table} ${columns[place]}`) ? null : value;
}

/** Gives identities their ids, codes and names; other cells stay as they are. */
function namer({ db }: Gradebook): (layout: Layout, place: number, value: Cell) => Cell {
  const find = db
    .prepare(
      `SELECT coalesce(
         (SELECT value FROM student_ids WHERE student = @id ORDER BY ended IS NOT NULL, place),
         (SELECT code FROM competencies WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT code FROM sections WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT name FROM frameworks WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT code FROM schools WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT code FROM terms WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT code FROM staff WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT name FROM scales WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT name FROM pathways WHERE id = @id ORDER BY ended IS NOT NULL),
         (SELECT name FROM stages WHERE id = @id ORDER BY ended IS NOT NULL))`,
    )
    .pluck();
  return ({ identities }, place, value) =>
    value === null || !identities.includes(place)
      ? value
      : ((find.get({ id: value }) as Cell | undefined) ?? null);
}

/** Whoever it says has said it, else whoever typed. */
function authors({ db }: Gradebook): (layout: Layout, said: Said<Cells>) => Author {
  const find = db.prepare(
    "SELECT who, day, gradebook || '-' || number AS entry FROM entries WHERE id = ?",
  );
  return ({ columns }, { entry, fact }) => {
    const author = find.get(entry) as Author;
    const by = fact[columns.indexOf('by')] ?? author.who;
    return { ...author, who: by === null ? null : String(by) };
  };
}

/** What another gradebook decided about a student and a competency. */
export interface OtherDecision {
  readonly level: number | null;
  readonly reason: string;
  readonly by: string | null;
  readonly on: Day;
}

/**
 * The judgements of other gradebooks beside those that stand, by student and competency, as they were
 * known at the entry `horizon`, the last first.
 */
export function otherJudgements(
  book: Gradebook,
  horizon: Id,
): (student: Id, competency: Id) => readonly OtherDecision[] {
  const layout = layoutOf(book.db, 'overrides');
  const kept = keptBeside(book.db, layout).filter(
    ({ row }) => entryAt(row, layout.made) <= horizon,
  );
  const groups = groupBy(kept, ({ row }) => keyOf(layout, row));
  const isOpen = unsettled(book, layout);
  return (student, competency) => {
    const own = groups.get(JSON.stringify([student, competency])) ?? [];
    const [first] = own;
    if (first === undefined || !isOpen(first.row, first.upto)) return [];
    const found = disagreement(own.map(({ row }) => saidBy(layout, row)));
    return (found?.others ?? []).map(({ fact }) => {
      const { level, reason, by, on_day } = objectOf(layout, fact);
      return { level, reason, by, on: on_day } as OtherDecision;
    });
  };
}
