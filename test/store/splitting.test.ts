/** A part of a gradebook: what making it leaves behind, and what is refused. */
import { expect, test } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { splitOff } from '../../src/store/splitting/file.js';
import { GRADEBOOK, ok, smallSchool } from '../support/pl.js';

const FACTS = {
  at: '2026-10-01T09:00:00Z',
  day: '2026-10-01',
  clockSet: false,
  who: null,
  command: 'split',
};

test('afterwards the gradebook looks after its pointers as before, also where no part came of it', async () => {
  await smallSchool();
  await ok('record ada rp.1 3');
  const book = openGradebook(GRADEBOOK);
  const [ada] = book.db.prepare('SELECT student FROM evidence').pluck().all() as number[];
  const part = { students: ada === undefined ? [] : [ada], sections: [], withNotes: true };
  expect(splitOff(book, 'part.db', part, FACTS)).toMatchObject({ students: 1, evidence: 1 });
  expect(book.db.pragma('foreign_keys', { simple: true })).toBe(1);
  book.db.exec('DROP TABLE links');
  expect(() => splitOff(book, 'other.db', part, FACTS)).toThrow();
  expect(book.db.pragma('foreign_keys', { simple: true })).toBe(1);
  book.db.close();
});

test('a part in which a fact is about nothing is not given its name', async () => {
  await smallSchool();
  await ok('record ada rp.1 3');
  const book = openGradebook(GRADEBOOK);
  book.db.pragma('foreign_keys = OFF');
  book.db.exec('UPDATE competencies SET framework = 999');
  const [ada] = book.db.prepare('SELECT student FROM evidence').pluck().all() as number[];
  const part = { students: ada === undefined ? [] : [ada], sections: [], withNotes: true };
  expect(() => splitOff(book, 'part.db', part, FACTS)).toThrow('nothing was made');
  book.db.close();
});
