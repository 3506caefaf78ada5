/** Any day: what is entered later never changes what had happened, and was known, on a day. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ok, pl } from '../support/pl.js';
import { act, does, onDay } from './random-history.js';
import { found, school } from './random-school.js';

/** Every list and every export. */
const READERS = [
  ...['progress --withdrawn', 'progress --all --section 7A', 'ready --withdrawn', 'ready --all'],
  ...['students --withdrawn', 'students --section Choir', 'sections', 'standards'],
  ...['export mastery --withdrawn', 'export mastery --all --pathway unit'],
  ...['export evidence --withdrawn', 'export roster --withdrawn', 'export standards'],
  ...['export links', 'export pathways'],
  ...['overrides --withdrawn', 'excuses --withdrawn', 'pathway list', 'pathway show unit'],
  ...['grades --withdrawn', 'export grades --withdrawn', 'pathway show unit s0'],
  ...['summary --withdrawn', 'summary --by section', 'summary --since 2026-09-03', 'policy show'],
  ...[
    'summary --by group lunch --suppress 3',
    'policy lint',
    'policy compare method=latest',
    'scale list',
  ],
  ...['progress s0', 'explain s0 A.1', 'explain s1 C', 'note s0 --list', 'log --limit 1000'],
  'moderation --withdrawn',
];

const FORMATS = ['', '--json', '--csv'];

/** It is said on the day itself, and not when that is past. */
const NOT_OVER = /^.*today is not over: what is entered later today still shows\n/m;

/** All of it under these days, as bytes; what cannot be answered, as it is said. */
async function read(db: string, days: string): Promise<string[]> {
  const texts: string[] = [];
  for (const reader of READERS) {
    for (const format of FORMATS) {
      const command = `${reader} ${days} ${format}`;
      const { out, err, code } = await pl(`${command} --db ${db}`);
      if (code > 1) throw new Error(`pl ${command} ended with ${code}: ${err}`);
      texts.push(`$ pl ${command}\n${out}${err.replace(NOT_OVER, '')}`);
    }
  }
  return texts;
}

/** Under which it stays the same: what is entered by 2026-10-08 is known on that day. */
const days = fc.constantFrom(
  '--known-on 2026-10-08',
  '--as-of 2026-10-08 --known-on 2026-10-08',
  '--as-of 2026-10-01 --known-on 2026-10-08',
  '--as-of 2026-09-05 --known-on 2026-10-08',
);

it('every list and export is the same bytes for ever, whatever is entered later', async () => {
  await fc.assert(
    fc.asyncProperty(
      days,
      school,
      fc.array(act, { maxLength: 8 }),
      fc.array(fc.tuple(act, fc.nat(2)), { minLength: 1, maxLength: 12 }),
      async (under, one, before, after) => {
        const db = 'random.db';
        try {
          onDay(0);
          await found(one, db);
          onDay(1);
          for (const words of before) await does(words, db);
          const known = await read(db, under);
          let week = 2;
          onDay(week);
          await ok(['scale', 'set', 'later', '1=No, 2*=Yes', '--db', db]);
          for (const [words, weeks] of after) {
            week += weeks;
            onDay(week);
            await does(words, db);
          }
          expect(await read(db, under)).toEqual(known);
          // A clock that was set back takes nothing back: the entry is one of the last day.
          onDay(1);
          await does(['record', 's0', 'A.1', '4'], db);
          expect(await read(db, under)).toEqual(known);
        } finally {
          for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});
