/**
 * Forgetting: a student's rows are deleted, in every table and of every time, and then nothing of them
 * is left in the file or its journal. It is the one thing that does not add to the ledger.
 */
import type Database from 'better-sqlite3';
import { PlError } from '../../core/errors.js';
import type { Id } from '../../core/model.js';
import { removeHalfCopies } from '../copies/backup.js';
import { readable } from '../faults.js';
import type { Gradebook } from '../open.js';
import { type EntryFacts, inTransaction, writeWithin } from '../writing.js';
import { AMONG, erase, personOf, tablesAbout } from './erasing.js';
import { keepForgotten } from './forgotten.js';

/** How many rows there are of students, by table, those that were ended too. */
export type Holdings = ReadonlyMap<string, number>;

/** Marks that what was erased may still lie somewhere, until `finishForgetting` is done. */
export function markForgetting(db: Database.Database): void {
  db.prepare('INSERT OR IGNORE INTO forgetting (one) VALUES (1)').run();
}

/** Who once had this id and stands no longer: what brought her in was taken back. */
export function onceKnownBy({ db }: Gradebook, id: string): Id[] {
  return db.prepare(`${GONE} AND value = @id COLLATE NOCASE`).pluck().all({ id }) as Id[];
}

/** These students, and those of their ids who stand no longer: a roster that was taken back and brought anew has made her twice. */
export function withFormer({ db }: Gradebook, students: readonly Id[]): Id[] {
  const former = db
    .prepare(
      `${GONE} AND (type, value) IN (SELECT type, value FROM student_ids WHERE student IN ${AMONG})`,
    )
    .pluck()
    .all({ ids: JSON.stringify(students) }) as Id[];
  return [...new Set([...students, ...former])];
}

const GONE = `
  SELECT DISTINCT student FROM student_ids
  WHERE student NOT IN (SELECT id FROM students WHERE ended IS NULL)`;

/** What the gradebook holds of these students. */
export function holdingsOf({ db }: Gradebook, students: readonly Id[]): Holdings {
  const counts = tablesAbout(db).map((table) => {
    const count = db.prepare(`SELECT count(*) FROM ${table} WHERE student = ?`).pluck();
    return [table, students.reduce((sum, id) => sum + (count.get(id) as number), 0)] as const;
  });
  return new Map(counts.filter(([, count]) => count > 0));
}

/**
 * Erases students as one entry, which tells the reason and not the person. No copy is made of the
 * day before: it would have them. Afterwards `finishForgetting` is due. Throws `PlError('conflict')`,
 * with nothing changed, where others read the gradebook.
 */
export function forget(
  book: Gradebook,
  students: readonly Id[],
  facts: EntryFacts,
  reason: string,
): void {
  const { db } = book;
  if (!emptyJournal(db))
    throw new PlError(
      'conflict',
      `nobody was forgotten: ${IN_USE}`,
      'close it there, and try again',
    );
  db.pragma('secure_delete = ON');
  const silent = { ...book, hooks: { ...book.hooks, onCommit: () => {} } };
  inTransaction(silent, () =>
    writeWithin(silent, facts, (writer) => {
      const people = students.map((student) => personOf(db, student));
      markForgetting(db);
      for (const person of people) keepForgotten(book, person, { entry: writer.entry, reason });
      erase(db, people);
      removeHalfCopies(book);
      writer.wrote('students');
    }),
  );
}

/**
 * Rewrites the file without what was erased and empties its journal. Null when that is done; else
 * why not, in words: it is due as before.
 */
export function finishForgetting({ db, path }: Gradebook): string | null {
  try {
    // Rewriting takes long, and is in vain while somebody still reads the old state.
    if (!emptyJournal(db)) return IN_USE;
    db.exec('VACUUM');
    if (!emptyJournal(db)) return IN_USE;
    db.exec('DELETE FROM forgetting');
    emptyJournal(db);
    return null;
  } catch (error) {
    const words = readable(error, path);
    if (words instanceof Error) return words.message;
    throw words;
  }
}

const IN_USE = 'another program reads the gradebook';

/** Whether the journal could be emptied: nobody else reads what is in it. */
function emptyJournal(db: Database.Database): boolean {
  const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
  return result?.busy === 0;
}
