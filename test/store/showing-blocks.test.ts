/** Reading many students at once says the same as reading each, whatever their pieces hold. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { showingReader } from '../../src/store/showing.js';
import { blockReader, blocksOf } from '../../src/store/showing-blocks.js';
import { GRADEBOOK, ok, sampleSchool } from '../support/pl.js';

/** Texts as they may stand in a gradebook, those that separate things elsewhere among them. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    '=',
    '\0',
    'a\0b',
    '\x1f',
    'a\x1fb',
    '\x1f'.repeat(9),
    '"',
    '\\',
    ',',
    '],[',
    '\u2028',
    '👩‍🏫',
    '\ud83d',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const number = fc.oneof(
  fc.double({ min: 0, noNaN: true }),
  fc.constantFrom(
    0,
    3,
    2.5,
    2.1,
    1e15,
    2 ** 55,
    1e17,
    1e18,
    2.9999999999999996,
    3.0000000000000004,
    1e-320,
    1e300,
  ),
);
/** Days as they are written everywhere, and as they might stand in a file that others wrote. */
const day = fc.oneof(
  fc.constantFrom(
    '2026-02-28',
    '2026-02-29',
    '2026-2-28',
    '20260228',
    '2026-02-2:',
    '2026-02-30',
    '2026-02-28 ',
  ),
  // No day is later than this one, and nothing later is read.
  fc.string({ maxLength: 11 }).filter((text) => text <= '9999-12-31'),
);
const piece = fc.record({
  observed_on: day,
  score: fc.option(number),
  possible: fc.option(number.filter((value) => value > 0)),
  kind: text,
  title: fc.option(text),
  external_id: fc.option(text),
});

/** Writes a piece of every kind over those of the school. */
function spoil(pieces: readonly Record<string, string | number | null>[]): void {
  const db = new Database(GRADEBOOK);
  const keys = db
    .prepare('SELECT student, competency, observed_on AS was, entry, number FROM evidence LIMIT ?')
    .all(pieces.length) as object[];
  const update = db.prepare(
    `UPDATE OR IGNORE evidence SET observed_on = @observed_on, score = @score, possible = @possible, kind = @kind, title = @title,
       external_id = @external_id
     WHERE student = @student AND competency = @competency AND observed_on = @was
       AND entry = @entry AND number = @number`,
  );
  db.transaction(() => {
    for (const [index, key] of keys.entries()) update.run({ ...key, ...pieces[index] });
  })();
  db.close();
}

it('gives every score to the last bit and every text to the last sign', async () => {
  await sampleSchool();
  await ok('override s012 ns.1 3 --reason seen');
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 60 }), (pieces) => {
      spoil(pieces);
      const book = openGradebook(GRADEBOOK);
      const { read } = showingReader(book);
      const ids = book.db.prepare('SELECT id FROM students ORDER BY id').pluck().all() as number[];
      const showings = blocksOf(ids).flatMap((block) => [...blockReader(book)(block)]);
      expect(showings).toEqual(ids.map(read));
      book.db.close();
    }),
    { numRuns: 30 },
  );
});

it('reads students who lie apart, and blocks of nobody', async () => {
  await sampleSchool();
  await ok('excuse s020 rp.2 --reason why');
  const book = openGradebook(GRADEBOOK);
  const { read } = showingReader(book);
  const ids = book.db.prepare('SELECT id FROM students ORDER BY id').pluck().all() as number[];
  const apart = ids.flatMap((id, place) => (place % 6 === 0 ? [id] : []));
  const wanted = [...apart, ...Array.from({ length: 200 }, (_, n) => 100_000 + n * 10)];
  const blocks = blocksOf(wanted);
  expect(blocks.flat()).toEqual(wanted);
  expect(blocks.length).toBeGreaterThan(200);
  expect(blocks.flatMap((block) => [...blockReader(book)(block)])).toEqual(wanted.map(read));
  book.db.close();
});
