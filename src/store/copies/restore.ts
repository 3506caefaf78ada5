/**
 * A copy put back in the place of the gradebook. It is copied beside it and checked first. A sound gradebook
 * gives way in one transaction, a copy of it being kept; a damaged one is moved aside. Either way the
 * gradebook goes on under a new name, after the highest number of all: what was entered after the copy was
 * made, and is gone from here, keeps the names that it had.
 */
import { PlError } from '../../core/errors.js';
import type { Day } from '../../core/model.js';
import { columnsOf } from '../columns.js';
import { isForgetting } from '../forgetting/due.js';
import { markForgetting } from '../forgetting/forget.js';
import type { Origin } from '../forgetting/origins.js';
import { newUid } from '../making.js';
import { type Gradebook, openGradebook } from '../open.js';
import { type EntryFacts, inTransaction, makeEntry } from '../writing.js';
import { copyBefore } from './backup.js';
import { lastEntryIn } from './copying.js';
import { knownCopies } from './known.js';
import { keepOutOthers } from './restore-forgotten.js';

/** Entries of the gradebook that the copy does not have. */
export interface Lost {
  readonly entries: number;
  readonly lastDay: Day | null;
  /** How many of each command, the most frequent first. */
  readonly commands: readonly { readonly command: string; readonly n: number }[];
}

/** What would be lost if a staged copy took the place of the gradebook. */
export function lostBy(book: Gradebook, staged: string): Lost {
  return beside(book, staged, () => {
    const commands = book.db
      .prepare(`SELECT command, count(*) AS n ${MISSING} GROUP BY command ORDER BY n DESC, command`)
      .all() as { command: string; n: number }[];
    return {
      entries: commands.reduce((sum, { n }) => sum + n, 0),
      lastDay: book.db.prepare(`SELECT max(day) ${MISSING}`).pluck().get() as Day | null,
      commands,
    };
  });
}

const MISSING = `FROM main.entries e WHERE NOT EXISTS (
  SELECT 1 FROM staged.entries s
  WHERE s.gradebook = e.gradebook AND s.number = e.number AND s.mark = e.mark)`;

/**
 * Fills a sound gradebook with a staged copy, in one transaction: who reads meanwhile sees the one or the
 * other whole. Returns the path of the copy that is kept of what was there. `expected` is the last entry
 * that the user was told of, and `forgotten` are kept out: throws `PlError('conflict')` where another has come since.
 */
export function fillFrom(
  book: Gradebook,
  staged: string,
  facts: EntryFacts,
  expected: number,
  forgotten: readonly Origin[],
): string {
  return beside(book, staged, () => {
    book.db.pragma('foreign_keys = OFF');
    try {
      return inTransaction(book, () => {
        if (lastEntryIn(book.db) !== expected)
          throw new PlError(
            'conflict',
            'somebody has entered something meanwhile: nothing was changed',
            'pl restore',
          );
        const kept = copyBefore(book, 'restore');
        const after = highest(book);
        const copies = knownCopies(book);
        const isDue = isForgetting(book);
        replaceRows(book);
        // What was erased here may still lie in the file: it is the same file.
        if (isDue) markForgetting(book.db);
        const note = book.db.prepare(
          'INSERT OR IGNORE INTO copies (path, kind, at) VALUES (?, ?, ?)',
        );
        for (const { path, kind, at } of copies) note.run(path, kind, at);
        goOn(book, after, facts, forgotten);
        return kept;
      });
    } finally {
      book.db.pragma('foreign_keys = ON');
    }
  });
}

/** Makes a staged copy, which no gradebook has to give way to, one that goes on under a name of its own. */
export function goOnFrom(
  staged: string,
  facts: EntryFacts,
  today: Day,
  forgotten: readonly Origin[],
): void {
  const book = openGradebook(staged, {}, today);
  try {
    inTransaction(book, () => goOn(book, highest(book), facts, forgotten));
    book.db.pragma('journal_mode = DELETE');
  } finally {
    book.db.close();
  }
}

/** Runs with a staged copy attached as `staged`. */
function beside<T>(book: Gradebook, staged: string, act: () => T): T {
  book.db.prepare('ATTACH ? AS staged').run(staged);
  try {
    return act();
  } finally {
    book.db.exec('DETACH staged');
  }
}

function replaceRows({ db }: Gradebook): void {
  const tables = db
    .prepare(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
  const columns = (table: string, database: string) => columnsOf(db, table, database).join();
  for (const table of tables) {
    if (columns(table, 'main') !== columns(table, 'staged'))
      throw new PlError('unreadable', `the copy has other columns in ${table} than the gradebook`);
    db.exec(
      `DELETE FROM main."${table}"; INSERT INTO main."${table}" SELECT * FROM staged."${table}"`,
    );
  }
}

interface Highest {
  readonly id: number;
  readonly number: number;
}

function highest({ db }: Gradebook): Highest {
  return db
    .prepare('SELECT coalesce(max(id), 0) AS id, coalesce(max(number), 0) AS number FROM entries')
    .get() as Highest;
}

function goOn(
  book: Gradebook,
  after: Highest,
  facts: EntryFacts,
  forgotten: readonly Origin[],
): void {
  const own = highest(book);
  const uid = newUid();
  book.db.prepare('UPDATE gradebook SET uid = ?').run(uid);
  const id = Math.max(after.id, own.id) + 1;
  makeEntry({ ...book, uid }, facts, { id, number: Math.max(after.number, own.number) + 1 });
  keepOutOthers(book, forgotten, id);
}
