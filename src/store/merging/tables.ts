/** What the tables of facts have in common, as bringing gradebooks together needs it. */
import type Database from 'better-sqlite3';
import { columnsOf } from '../columns.js';
import { VERSIONED, type VersionedTable } from '../schema.js';

export type Cell = string | number | null;
/** A row in the order of the table's columns. */
export type Cells = Cell[];

/** The columns of a table, by their places. */
export interface Layout {
  readonly table: VersionedTable;
  readonly columns: readonly string[];
  /** Columns that name an identity. */
  readonly identities: readonly number[];
  readonly entry: number;
  readonly made: number;
  readonly ended: number;
  /** Of two facts with the same of these only one can stand. */
  readonly key: readonly number[];
  /** What it says: all columns but those of the entries. */
  readonly content: readonly number[];
}

/** What makes two standing facts contradict each other. */
const KEYS: Readonly<Record<VersionedTable, string>> = {
  schools: 'id',
  terms: 'id',
  staff: 'id',
  sections: 'id',
  students: 'id',
  student_ids: 'student type',
  school_students: 'student school',
  student_groups: 'student name',
  enrollments: 'student section',
  teaching: 'staff section',
  scales: 'id',
  frameworks: 'id',
  competencies: 'id',
  links: 'source target kind via',
  policies: 'framework competency key starts_on',
  pathways: 'id',
  stages: 'id',
  requirements: 'stage competency',
  evidence: 'entry number',
  notes: 'student entry',
  overrides: 'student competency',
  excuses: 'student competency',
  advances: 'student pathway entry',
  years: 'name',
  taught: 'term competency',
  outside_links: 'competency word target outward',
  comments: 'student term framework',
  report_cards: 'number',
  report_card_marks: 'card student',
};

export function layoutOf(db: Database.Database, table: VersionedTable): Layout {
  const columns = columnsOf(db, table);
  const pointing = db
    .prepare(`SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = 'identities'`)
    .pluck()
    .all(table) as string[];
  const place = (name: string) => columns.indexOf(name);
  const history = ['entry', 'made', 'ended'];
  return {
    table,
    columns,
    identities: pointing.map(place),
    entry: place('entry'),
    made: place('made'),
    ended: place('ended'),
    key: KEYS[table].split(' ').map(place),
    content: columns.filter((name) => !history.includes(name)).map(place),
  };
}

export function layouts(db: Database.Database): ReadonlyMap<VersionedTable, Layout> {
  return new Map(VERSIONED.map((table) => [table, layoutOf(db, table)]));
}

/** What tells a fact from those that are about something else. */
export function keyOf({ key }: Layout, row: Cells): string {
  return key.length === 1 ? String(row[key[0] ?? 0]) : JSON.stringify(key.map((at) => row[at]));
}

/** What it says, as text. */
export function saysOf({ content }: Layout, row: Cells): string {
  return JSON.stringify(content.map((at) => row[at]));
}

export function entryAt(row: Cells, place: number): number {
  return row[place] as number;
}

export function endOf({ ended }: Layout, row: Cells): number | null {
  return row[ended] as number | null;
}

/** A row as an object by its columns, and back: how it is kept beside. */
export function objectOf({ columns }: Layout, row: Cells): Record<string, Cell> {
  return Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null]));
}

export function cellsOf({ columns }: Layout, object: Readonly<Record<string, Cell>>): Cells {
  return columns.map((column) => object[column] ?? null);
}
