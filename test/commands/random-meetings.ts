/** What may happen between gradebooks: acts, undos, merges, copies, parts, restores and students forgotten. */
import { existsSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { ok, pl } from '../support/pl.js';
import { clean, merges } from './meeting-books.js';
import { act, does } from './random-history.js';
import { copyOf, removeBook } from './several-books.js';

/** The gradebooks that meet. */
export const BOOKS = ['a.db', 'b.db', 'c.db'] as const;
const book = fc.constantFrom(...BOOKS);
const student = fc.constantFrom('s0', 's1', 's2');

const more = fc.oneof(
  fc.tuple(
    fc.constant('comment'),
    student,
    fc.constantFrom('words', 'others'),
    fc.constantFrom('--term=Autumn'),
  ),
  fc.tuple(fc.constant('comment'), student, fc.constant('--clear'), fc.constant('--term=Autumn')),
  fc.constant(['term', 'set', 'Autumn', '--from', '2026-09-01', '--to', '2026-12-18']),
  fc.constant(['reportcard', 'issue', '--term', 'Autumn', '-o', 'card.csv', '--force']),
  fc.constantFrom(
    ['year', 'start', '2026-27', '--on', '2026-09-01'],
    ['year', 'start', '2025-26', '--on', '2025-09-01'],
  ),
  fc.tuple(
    fc.constant('student'),
    fc.constant('edit'),
    student,
    fc.constantFrom('--id=x7', '--id=x8', '--name=New Name'),
  ),
  fc.tuple(
    fc.constant('student'),
    fc.constant('add'),
    fc.constantFrom('n1', 'n2'),
    fc.constantFrom('Ana Osei', 'Nia New'),
  ),
);

/** What may happen to one of them. */
export const meeting = fc.oneof(
  { weight: 8, arbitrary: fc.record({ how: fc.constant('act' as const), who: book, words: act }) },
  { weight: 3, arbitrary: fc.record({ how: fc.constant('act' as const), who: book, words: more }) },
  {
    weight: 2,
    arbitrary: fc.record({ how: fc.constant('undo' as const), who: book, nth: fc.nat(6) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      how: fc.constant('merge' as const),
      who: book,
      from: fc.constantFrom(...BOOKS, 'part.db', 'kept.db'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('keep' as const), who: book }) },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('restore' as const), who: book }) },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('copy' as const), who: book, from: book }) },
  {
    weight: 1,
    arbitrary: fc.record({ how: fc.constant('split' as const), who: book, notes: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      how: fc.constant('part' as const),
      words: act,
      nth: fc.nat(6),
      undo: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ how: fc.constant('forget' as const), who: book }),
  },
);

type Step = typeof meeting extends fc.Arbitrary<infer T> ? T : never;

/** Lets it happen, and says what it was; null: it could not. */
export async function happens(one: Step): Promise<string | null> {
  switch (one.how) {
    case 'act':
      return await acts(one.words, one.who);
    case 'undo':
      return `${one.who} ${await undoNth(one.who, one.nth)}`;
    case 'part': {
      if (!existsSync('part.db')) return null;
      if (one.undo) return `part ${await undoNth('part.db', one.nth)}`;
      await does(one.words, 'part.db');
      return `part.db ${one.words.join(' ')}`;
    }
    case 'merge':
      return one.from === one.who || !existsSync(one.from)
        ? null
        : await merges([one.from], one.who);
    case 'keep':
      copyOf(one.who, 'kept.db');
      return `keep ${one.who}`;
    case 'copy':
      if (one.who === one.from) return null;
      copyOf(one.from, one.who);
      return `copy ${one.from} to ${one.who}`;
    case 'restore':
      return existsSync('kept.db') ? await runs('restore kept.db --yes', one.who) : null;
    case 'split':
      return await splits(one.who, one.notes);
    case 'forget':
      return await runs('forget s1 --reason asked --yes', one.who);
  }
}

/** What is done and said of an act in a gradebook. */
async function acts(words: readonly string[], db: string): Promise<string> {
  if (!isOfMeetings(words)) {
    await does(words, db);
    return `${db} ${words.join(' ')}`;
  }
  const typed = words
    .filter((word) => word !== '--force')
    .flatMap((word) => /^(--[^=]+)=(.*)$/s.exec(word)?.slice(1) ?? [word]);
  rmSync('card.csv', { force: true });
  const run = await pl([...typed, '--db', db]);
  if (run.code > 1) throw new Error(`${typed.join(' ')}: ${run.code} ${run.err}`);
  return `${run.code} ${db} ${typed.join(' ')}`;
}

/** Whether it is one of `more`, which are no acts of a random history. */
function isOfMeetings([verb = '', what = '']: readonly string[]): boolean {
  if (verb === 'student') return what === 'add' || what === 'edit';
  return ['comment', 'reportcard', 'term', 'year'].includes(verb);
}

/** Runs a command, which may be refused, and looks whether the gradebook is sound then. */
async function runs(command: string, db: string): Promise<string> {
  const run = await pl(`${command} --db ${db}`);
  if (run.code > 1) throw new Error(`${command}: ${run.err}`);
  await clean(db);
  return `${command} in ${db}: ${run.code} ${run.err}`;
}

async function splits(db: string, notes: boolean): Promise<string> {
  removeBook('part.db');
  const flags = notes ? '' : '--without-notes';
  const run = await pl(`split --section 7A -o part.db ${flags} --db ${db}`);
  if (run.code > 1) throw new Error(`split: ${run.err}`);
  if (run.code === 0) await clean('part.db');
  return `split ${db}: ${run.code} ${run.err}`;
}

/** Takes back the entry in this place of the log. */
async function undoNth(db: string, nth: number): Promise<string> {
  const list = (await ok(`log --json --limit 100 --db ${db}`)).json<
    { gradebook: string; entry: number }[]
  >();
  const target = list[nth];
  if (target === undefined) return 'undo none';
  const run = await pl(`undo ${target.gradebook}-${target.entry} --db ${db}`);
  if (run.code > 1) throw new Error(`undo: ${run.code} ${run.err}`);
  return `undo ${target.gradebook}-${target.entry}: ${run.code} ${run.err}`;
}
