/** Several who read and write at once, on connections of their own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putStudent } from '../../src/store/apply-roster.js';
import { type Gradebook, openGradebook } from '../../src/store/open.js';
import { loadStudents } from '../../src/store/students.js';
import { write } from '../../src/store/writing.js';
import { GRADEBOOK, smallSchool } from '../support/pl.js';

let [one, two]: Gradebook[] = [];
let waits = 0;

beforeEach(async () => {
  await smallSchool();
  waits = 0;
  one = openGradebook(GRADEBOOK);
  two = openGradebook(GRADEBOOK, {
    onWait: () => {
      waits++;
    },
  });
});

afterEach(() => {
  one?.db.close();
  two?.db.close();
});

const FACTS = {
  at: '2026-10-01T09:00:00.000Z',
  day: '2026-10-01',
  clockSet: false,
  who: null,
  command: 'student add',
};

const EVE = {
  given: 'Eve',
  family: 'New',
  preferred: null,
  grade: null,
  email: null,
  active: true,
};

const add = (book: Gradebook | undefined) => {
  if (book === undefined) throw new Error('there is a gradebook');
  return write(book, FACTS, (writer) => putStudent(writer, writer.identity('student'), EVE));
};

const count = (book: Gradebook | undefined) => (book === undefined ? 0 : loadStudents(book).length);

describe('a reader', () => {
  it('sees what is written, and nothing of what is half written', () => {
    one?.db.exec('BEGIN IMMEDIATE');
    one?.db.exec('UPDATE students SET ended = 1');
    expect(count(two)).toBe(4);
    one?.db.exec('ROLLBACK');
    add(one);
    expect(count(two)).toBe(5);
  });

  it('does not hold up a writer, and keeps what it began to read', () => {
    two?.db.exec('BEGIN');
    expect(count(two)).toBe(4);
    add(one);
    expect(count(two)).toBe(4);
    two?.db.exec('COMMIT');
    expect(count(two)).toBe(5);
  });
});

describe('a writer', () => {
  it('goes on from where another has stopped', () => {
    const entries = [add(one).entry, add(two).entry, add(one).entry];
    expect(entries).toEqual([4, 5, 6]);
    expect(waits).toBe(0);
  });
});
