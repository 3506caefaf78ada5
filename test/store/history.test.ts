/** The one mechanism for history: rows say which entry made and which ended them, and nothing is lost. */
import { describe, expect, it } from 'vitest';
import { putStudent } from '../../src/store/apply-roster.js';
import { entryByNumber, lastStandingEntry, latestEntries } from '../../src/store/entries.js';
import { createGradebook } from '../../src/store/making.js';
import { type Gradebook, openGradebook } from '../../src/store/open.js';
import { VERSIONED } from '../../src/store/schema.js';
import { loadStudents } from '../../src/store/students.js';
import { undoEntry } from '../../src/store/undo.js';
import { NOW, viewOn } from '../../src/store/view.js';
import { type EntryFacts, inTransaction, write, writeWithin } from '../../src/store/writing.js';
import { GRADEBOOK } from '../support/pl.js';

const facts = (day: string, command = 'student edit'): EntryFacts => ({
  at: `${day}T09:00:00.000Z`,
  day,
  clockSet: false,
  who: 'fair',
  command,
});

const FIRST = facts('2026-10-01', 'init');

function gradebook(): Gradebook {
  return createGradebook(GRADEBOOK, FIRST.at, (book) => {
    write(book, FIRST, (writer) => {
      const id = writer.identity('student');
      putStudent(writer, id, named('Ada'));
    });
  });
}

const named = (given: string) => ({
  given,
  family: 'Lovelace',
  preferred: null,
  grade: null,
  email: null,
  active: true,
});

const rename = (book: Gradebook, given: string, day: string) => {
  const [student] = loadStudents(book);
  return write(book, facts(day), (writer) => putStudent(writer, student?.id ?? 0, named(given)));
};

const names = (book: Gradebook, view = NOW) => loadStudents(book, view).map(({ given }) => given);

const rows = (book: Gradebook) =>
  book.db.prepare('SELECT given, made, ended FROM students ORDER BY made').all();

describe('a fact', () => {
  it('is ended, never changed', () => {
    const book = gradebook();
    rename(book, 'Augusta', '2026-10-02');
    expect(rows(book)).toEqual([
      { given: 'Ada', made: 1, ended: 2 },
      { given: 'Augusta', made: 2, ended: null },
    ]);
    book.db.close();
  });

  it('is known from the day of its entry on', () => {
    const book = gradebook();
    rename(book, 'Augusta', '2026-10-03');
    expect(names(book)).toEqual(['Augusta']);
    expect(names(book, viewOn(book, null, '2026-10-02'))).toEqual(['Ada']);
    expect(names(book, viewOn(book, null, '2026-10-03'))).toEqual(['Augusta']);
    expect(names(book, viewOn(book, null, '2026-09-30'))).toEqual([]);
    book.db.close();
  });

  it('comes back with undo, and what was known stays known', () => {
    const book = gradebook();
    rename(book, 'Augusta', '2026-10-02');
    const last = lastStandingEntry(book);
    if (last === null) throw new Error('there is an entry');
    undoEntry(book, last, facts('2026-10-05', 'undo'));
    expect(names(book)).toEqual(['Ada']);
    expect(names(book, viewOn(book, null, '2026-10-04'))).toEqual(['Augusta']);
    expect(rows(book)).toHaveLength(3);
    expect(lastStandingEntry(book)).toBeNull();
    expect(entryByNumber(book, 2)).toMatchObject({ undoneBy: 3 });
    book.db.close();
  });

  it('is held in every table alike', () => {
    const book = gradebook();
    for (const table of VERSIONED) {
      const columns = book.db
        .prepare(`SELECT name FROM pragma_table_info('${table}')`)
        .pluck()
        .all();
      expect(columns).toEqual(expect.arrayContaining(['entry', 'made', 'ended']));
    }
    book.db.close();
  });
});

describe('an entry', () => {
  it('that writes nothing is none', () => {
    const book = gradebook();
    expect(write(book, facts('2026-10-02'), () => 'seen')).toEqual({ entry: null, result: 'seen' });
    expect(latestEntries(book, 10)).toHaveLength(1);
    book.db.close();
  });

  it('never runs backwards', () => {
    const book = gradebook();
    rename(book, 'Augusta', '2026-10-05');
    rename(book, 'Ada', '2026-10-02');
    expect(latestEntries(book, 2).map(({ number, day }) => [number, day])).toEqual([
      [3, '2026-10-05'],
      [2, '2026-10-05'],
    ]);
    book.db.close();
  });

  it('is written whole or not at all', () => {
    const book = gradebook();
    const failing = () =>
      write(book, facts('2026-10-02'), (writer) => {
        putStudent(writer, writer.identity('student'), named('Eve'));
        throw new Error('on purpose');
      });
    expect(failing).toThrow('on purpose');
    expect(names(book)).toEqual(['Ada']);
    expect(book.db.inTransaction).toBe(false);
    expect(latestEntries(book, 10)).toHaveLength(1);
    book.db.close();
  });

  it('stands or falls with the others of its transaction', () => {
    const book = gradebook();
    const add = (given: string) =>
      writeWithin(book, facts('2026-10-02'), (writer) =>
        putStudent(writer, writer.identity('student'), named(given)),
      );
    expect(() =>
      inTransaction(book, () => {
        add('Eve');
        add('Fay');
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    inTransaction(book, () => [add('Gia'), add('Hal')]);
    expect(names(book)).toEqual(['Ada', 'Gia', 'Hal']);
    expect(latestEntries(book, 10)).toHaveLength(3);
    book.db.close();
  });

  it('is there for the next who opens the gradebook', () => {
    const book = gradebook();
    rename(book, 'Augusta', '2026-10-02');
    const other = openGradebook(GRADEBOOK);
    expect(names(other)).toEqual(['Augusta']);
    other.db.close();
    book.db.close();
  });
});
