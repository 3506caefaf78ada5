/** Taking back an entry: what it said ends, what it ended holds again. Nothing is erased. */
import { PlError } from '../core/errors.js';
import type { Id } from '../core/model.js';
import { columnsOf } from './columns.js';
import { type Entry, entryName } from './entries.js';
import type { Gradebook } from './open.js';
import { VERSIONED, type VersionedTable } from './schema.js';
import {
  isOneEach,
  refuseChangedSince,
  refuseRestedOn,
  refuseSaidTwice,
  saidAgain,
} from './undo-resting.js';
import { refuseOldScores, refuseRescored, standardsUnder } from './undo-scales.js';
import { type EntryFacts, inTransaction, type Writer, writeWithin } from './writing.js';

/**
 * Takes back one entry. Throws `PlError('conflict')` when later entries changed what it said, or
 * when their facts rest on what it made.
 */
export function undoEntry(book: Gradebook, target: Entry, facts: EntryFacts): void {
  inTransaction(book, () => {
    refuseUndone(book, target);
    writeWithin(book, { ...facts, undoes: target.id }, (writer) => {
      refuseChangedSince(book, target);
      refuseRestedOn(book, target);
      const before = standardsUnder(book, target);
      for (const table of VERSIONED) takeBack(writer, table, target.id);
      refuseRescored(book, writer, target, before);
      refuseOldScores(book, writer, target);
      refuseSaidTwice(book, writer, target);
      refuseOrphans(book, writer, target);
      touchStudents(writer);
    });
  });
}

function takeBack(writer: Writer, table: VersionedTable, target: Id): void {
  const ended = writer.db
    .prepare(
      `UPDATE ${table} SET ended = @entry
       WHERE ended IS NULL AND (entry = @target OR ${saidAgain(table)})`,
    )
    .run({ entry: writer.entry, target });
  const columns = columnsOf(writer.db, table);
  const kept = columns.filter((column) => column !== 'made' && column !== 'ended').join(', ');
  if (isOneEach(table)) endSaidAgain(writer, table, target);
  const made = writer.db
    .prepare(`INSERT INTO ${table} (${kept}, made) SELECT ${kept}, ? FROM ${table} WHERE ended = ?`)
    .run(writer.entry, target);
  if (ended.changes + made.changes > 0) writer.wrote(table);
}

/**
 * What holds again and what a later entry had said in the same words is one fact, the older one: so both
 * entries can be taken back, in any order.
 */
function endSaidAgain(writer: Writer, table: VersionedTable, target: Id): void {
  const content = columnsOf(writer.db, table).filter((column) => !HISTORY.has(column));
  const same = content.map((column) => `old.${column} IS t.${column}`).join(' AND ');
  writer.db
    .prepare(
      `UPDATE ${table} AS t SET ended = @entry WHERE ended IS NULL
       AND EXISTS (SELECT 1 FROM ${table} old WHERE old.ended = @target AND ${same})`,
    )
    .run({ entry: writer.entry, target });
}

/** Columns that say when a fact was said, and not what. */
const HISTORY: ReadonlySet<string> = new Set(['entry', 'made', 'ended']);

/** Somebody may have taken it back a moment ago. */
function refuseUndone(book: Gradebook, target: Entry): void {
  const undone = book.db.prepare('SELECT 1 FROM entries WHERE undoes = ?').get(target.id);
  if (undone !== undefined) {
    throw new PlError(
      'conflict',
      `entry ${entryName(book, target)} was taken back already`,
      'pl undo --list',
    );
  }
}

/** What holds again must be about somebody who is still there. */
function refuseOrphans(book: Gradebook, writer: Writer, target: Entry): void {
  for (const table of ['evidence', 'notes', 'overrides', 'excuses', 'advances'] as const) {
    const orphan = writer.db
      .prepare(
        `SELECT 1 FROM ${table} WHERE made = ? AND ended IS NULL
           AND student NOT IN (SELECT id FROM students WHERE ended IS NULL)`,
      )
      .get(writer.entry);
    if (orphan !== undefined) {
      throw new PlError(
        'conflict',
        `entry ${entryName(book, target)} cannot be undone: it would bring back ${table} of a student who is no longer in the gradebook`,
        'pl log',
      );
    }
  }
}

function touchStudents(writer: Writer): void {
  for (const table of ['evidence', 'overrides', 'excuses', 'advances'] as const) {
    writer.db
      .prepare(
        `INSERT OR IGNORE INTO touched (student)
         SELECT DISTINCT student FROM ${table} WHERE made = @entry OR ended = @entry`,
      )
      .run({ entry: writer.entry });
  }
}
