/**
 * A gradebook as it is brought together with others: its entries, what they are about, and every fact as
 * its gradebook had said it, where another has said something else of the same too.
 */
import type Database from 'better-sqlite3';
import { groupBy } from '../../core/grouping.js';
import type { SaidEntry } from '../../core/merging/entries.js';
import type { TakingBack } from '../../core/merging/taking-back.js';
import type { Id } from '../../core/model.js';
import type { VersionedTable } from '../schema.js';
import {
  type Kept,
  keptBeside,
  partlyTaken,
  type Restored,
  restoredBy,
  tablesBeside,
} from './beside.js';
import { type Cells, endOf, entryAt, keyOf, type Layout } from './tables.js';

/** An entry with all its columns. */
export interface EntryRow extends SaidEntry {
  readonly id: Id;
  readonly who: string | null;
  readonly about: string | null;
  readonly file: string | null;
  readonly student: Id | null;
  readonly competency: Id | null;
  readonly undoes: Id | null;
  readonly clock_set: number;
}

export interface IdentityRow {
  readonly id: Id;
  readonly noun: string;
  readonly entry: Id;
  readonly number: number;
}

/** Another name of an identity. */
export interface AliasRow {
  readonly entry: Id;
  readonly number: number;
  readonly identity: Id;
}

/** One of the gradebooks that are brought together. */
export interface Source {
  /** As the user named it. */
  readonly name: string;
  readonly uid: string;
  readonly db: Database.Database;
  readonly entries: readonly EntryRow[];
  readonly identities: readonly IdentityRow[];
  readonly aliases: readonly AliasRow[];
  /** Facts of all tables but evidence, as they were said. */
  readonly facts: (layout: Layout) => Cells[];
  /** The pieces of a student, as they were said; in the columns of the layout. */
  readonly evidence: (student: Id) => Cells[];
  /** The columns of a piece. */
  readonly pieceColumns: readonly string[];
  /** The rows of a table, and the pieces of a student, as they stand in the file. */
  readonly rows: (layout: Layout) => Cells[];
  readonly pieces: (student: Id) => Cells[];
  /** Entries that took back a part of what another one did. */
  readonly partly: readonly TakingBack[];
  /** Who has any evidence. */
  readonly students: () => Id[];
}

export function readSource(
  name: string,
  db: Database.Database,
  layouts: ReadonlyMap<VersionedTable, Layout>,
): Source {
  const all = <Row>(sql: string) => db.prepare(sql).all() as Row[];
  const uid = db.prepare('SELECT uid FROM gradebook').pluck().get() as string;
  const withKept = new Set(tablesBeside(db));
  const restored = restoredBy(db);
  const asSaid = (layout: Layout) =>
    saidReader(layout, withKept.has(layout.table) ? keptBeside(db, layout) : [], restored);
  const evidenceLayout = layouts.get('evidence');
  if (evidenceLayout === undefined) throw new Error('there is no table of evidence');
  const select = ({ columns, table }: Layout) =>
    `SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM ${table}`;
  const rows = (layout: Layout) => db.prepare(select(layout)).raw().all() as Cells[];
  const pieces = db.prepare(`${select(evidenceLayout)} WHERE student = ?`).raw();
  const evidenceSaid = asSaid(evidenceLayout);
  const column = evidenceLayout.columns.indexOf('student');
  const kept = (student: Id) => (row: Cells) => row[column] === student;
  return {
    name,
    uid,
    db,
    entries: all('SELECT * FROM entries ORDER BY id'),
    identities: all('SELECT id, noun, entry, number FROM identities ORDER BY id'),
    aliases: all('SELECT entry, number, identity FROM aliases'),
    facts: (layout) => asSaid(layout)(rows(layout), () => true),
    evidence: (student) => evidenceSaid(pieces.all(student) as Cells[], kept(student)),
    pieceColumns: evidenceLayout.columns,
    rows,
    pieces: (student) => pieces.all(student) as Cells[],
    partly: partlyTaken(db),
    students: () => db.prepare('SELECT DISTINCT student FROM evidence').pluck().all() as Id[],
  };
}

/** Entries of a source that took back all that another one did, in its own ids. */
export function wholeTakingsOf({ entries }: Pick<Source, 'entries'>): readonly TakingBack[] {
  return entries.flatMap(({ id, undoes }) => (undoes === null ? [] : { by: id, of: undoes }));
}

/**
 * Puts in place of what stands what was said. Of what is kept beside, the rows that stand are made of it,
 * but for those of later entries; and a later entry that has ended what stood, and was not taken back since, has
 * ended all of it.
 */
export function saidReader(layout: Layout, beside: readonly Kept[], restored: Restored) {
  const kept = groupBy(beside, ({ row }) => keyOf(layout, row));
  return (rows: readonly Cells[], isMeant: (row: Cells) => boolean): Cells[] => {
    if (kept.size === 0) return rows.filter(isReal);
    const own: Cells[] = [];
    const known = groupBy(rows, (row) => keyOf(layout, row));
    for (const [key, about] of known)
      own.push(...about.filter((row) => entryAt(row, layout.made) > (uptoOf(key) ?? 0)));
    for (const [key, those] of kept) {
      const end = endSince(uptoOf(key) ?? 0, known.get(key) ?? []);
      for (const { row } of those) {
        if (!isMeant(row)) continue;
        const said = [...row];
        said[layout.ended] ??= end;
        own.push(said);
      }
    }
    return own.filter(isReal);
  };

  function uptoOf(key: string): Id | undefined {
    return kept.get(key)?.[0]?.upto;
  }

  /** The later entry that has ended what stood, if it holds on to that. */
  function endSince(upto: Id, about: readonly Cells[]): Id | null {
    const ended = about.find(
      (row) => entryAt(row, layout.made) <= upto && (endOf(layout, row) ?? 0) > upto,
    );
    const end = ended === undefined ? null : endOf(layout, ended);
    const again = end === null ? [] : (restored.get(end) ?? []);
    return about.some((row) => again.includes(entryAt(row, layout.made))) ? null : end;
  }

  /** What was ended by the entry that made it never held. */
  function isReal(row: Cells): boolean {
    return row[layout.made] !== row[layout.ended];
  }
}
