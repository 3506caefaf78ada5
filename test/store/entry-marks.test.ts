/** Telling whether anything but evidence was entered since: what was read of students may then be kept. */
import { expect, it } from 'vitest';
import { readingOnce } from '../../src/commands/nightly/running.js';
import { stampWithoutEvidence } from '../../src/store/entry-marks.js';
import { openGradebook } from '../../src/store/open.js';
import { file, GRADEBOOK, ok, smallSchool } from '../support/pl.js';

function stamp(): string {
  const book = openGradebook(GRADEBOOK);
  try {
    return stampWithoutEvidence(book);
  } finally {
    book.db.close();
  }
}

it('is the same after files of evidence, and another after all else', async () => {
  await smallSchool();
  const before = stamp();
  file('quiz.csv', 'student_id,competency,score,date\nada,6.RP.A.1,3,2026-09-20\n');
  await ok('import evidence quiz.csv');
  expect(stamp()).toBe(before);
  const seen = new Set([before]);
  for (const words of [
    'student add eve Eve Adams',
    'student edit ada --preferred Addy',
    'undo',
    'student withdraw ben',
    'forget ben --reason asked --yes',
    'backup',
    'record ada 6.RP.A.1 3',
    'restore --last --yes',
  ]) {
    await ok(words);
    if (words !== 'backup') seen.add(stamp());
  }
  expect(seen.size).toBe(8);
});

it('lets what was read be read again only under another stamp', () => {
  const readOnce = readingOnce();
  const reads: string[] = [];
  const read = (what: string) => () => {
    reads.push(what);
    return what;
  };
  expect([readOnce('a', read('first')), readOnce('a', read('again'))]).toEqual(['first', 'first']);
  expect(readOnce('b', read('second'))).toBe('second');
  expect(readOnce('a', read('third'))).toBe('third');
  expect(reads).toEqual(['first', 'second', 'third']);
});
