/**
 * Gradebooks that meet in the middle of their work: merges, copies, parts, copies put back and students
 * forgotten between random acts. Nothing that stood is lost, nothing stands twice, and every check is clean.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VERSIONED } from '../../src/store/schema.js';
import { at, ok, pl } from '../support/pl.js';
import { act, computed, does, everything } from './random-history.js';
import { foundSchool, removeBook } from './several-books.js';

const RUNS = Number(process.env.PL_TRIALS ?? 4);

const BOOKS = ['a.db', 'b.db', 'c.db'] as const;
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

const meeting = fc.oneof(
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

const story = fc.array(
  fc.record({
    one: meeting,
    later: fc.constantFrom(0, 0, 1),
    ahead: fc.constantFrom(0, 0, 0, 0, 40),
  }),
  {
    minLength: 4,
    maxLength: 16,
  },
);

it('lose nothing and agree', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      for (const name of [...BOOKS, 'part.db', 'kept.db', 'w1.db', 'w2.db', 'w3.db'])
        removeBook(name);
      rmSync('backups', { recursive: true, force: true });
      at('2026-10-01T09:00:00');
      await foundSchool('a', 'a.db');
      await foundSchool('b', 'b.db');
      copyFileSync('a.db', 'c.db');
      let week = 0;
      const trace: string[] = [];
      try {
        for (const { one, later, ahead } of steps) {
          week += later;
          at(new Date(Date.UTC(2026, 9, 1 + 7 * week + ahead, 9)).toISOString().slice(0, 19));
          const told = await happens(one);
          if (told !== null) trace.push(`${week}+${ahead} ${told}`);
          at(new Date(Date.UTC(2026, 9, 1 + 7 * week, 9)).toISOString().slice(0, 19));
          if (later === 1 && 'who' in one) await ok(`rollup --db ${one.who}`);
        }
        at(new Date(Date.UTC(2026, 9, 1 + 7 * week, 9)).toISOString().slice(0, 19));
        await together();
      } catch (error) {
        throw new Error(`${trace.join('\n')}\n${(error as Error).message}`);
      }
    }),
    {
      numRuns: RUNS,
      endOnFailure: process.env.PL_TRIALS !== undefined,
    },
  );
});

type Step = typeof meeting extends fc.Arbitrary<infer T> ? T : never;

async function happens(one: Step): Promise<string | null> {
  switch (one.how) {
    case 'act': {
      if (
        one.words[0] === 'comment' ||
        one.words[0] === 'reportcard' ||
        one.words[0] === 'term' ||
        one.words[0] === 'year' ||
        (one.words[0] === 'student' && (one.words[1] === 'add' || one.words[1] === 'edit'))
      ) {
        const words = one.words
          .filter((w) => w !== '--force')
          .flatMap((w) =>
            w.startsWith('--') && w.includes('=')
              ? [w.slice(0, w.indexOf('=')), w.slice(w.indexOf('=') + 1)]
              : [w],
          );
        rmSync('card.csv', { force: true });
        const run = await pl([...words, '--db', one.who]);
        if (run.code > 1) throw new Error(`${words.join(' ')}: ${run.code} ${run.err}`);
        return `${run.code} ${one.who} ${words.join(' ')}`;
      }
      await does(one.words, one.who);
      return `${one.who} ${one.words.join(' ')}`;
    }
    case 'undo': {
      const run = await undoNth(one.who, one.nth);
      return `${one.who} ${run}`;
    }
    case 'part': {
      if (!existsSync('part.db')) return null;
      if (one.undo) return `part ${await undoNth('part.db', one.nth)}`;
      await does(one.words, 'part.db');
      return `part.db ${one.words.join(' ')}`;
    }
    case 'merge': {
      if (one.from === one.who || !existsSync(one.from)) return null;
      return await merges([one.from], one.who);
    }
    case 'keep':
      removeBook('kept.db');
      copyFileSync(one.who, 'kept.db');
      return `keep ${one.who}`;
    case 'copy':
      if (one.who === one.from) return null;
      removeBook(one.who);
      copyFileSync(one.from, one.who);
      return `copy ${one.from} to ${one.who}`;
    case 'restore': {
      if (!existsSync('kept.db')) return null;
      const run = await pl(`restore kept.db --yes --db ${one.who}`);
      if (run.code > 1) throw new Error(`restore: ${run.err}`);
      await clean(one.who);
      return `restore kept to ${one.who}: ${run.code} ${run.err}`;
    }
    case 'split': {
      removeBook('part.db');
      const run = await pl(
        `split --section 7A -o part.db ${one.notes ? '' : '--without-notes'} --db ${one.who}`,
      );
      if (run.code > 1) throw new Error(`split: ${run.err}`);
      if (run.code === 0) await clean('part.db');
      return `split ${one.who}: ${run.code} ${run.err}`;
    }
    case 'forget': {
      const run = await pl(`forget s1 --reason asked --yes --db ${one.who}`);
      if (run.code > 1) throw new Error(`forget: ${run.err}`);
      await clean(one.who);
      return `forget ${one.who}: ${run.code} ${run.err}`;
    }
  }
}

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

async function clean(db: string): Promise<void> {
  const run = await pl(`check --json --db ${db}`);
  if (run.code !== 0) throw new Error(`check ${db}: ${run.out}`);
  const before = await computed(db);
  copyFileSync(db, 'full.db');
  await ok(`rollup --full --db full.db`);
  const after = await computed('full.db');
  removeBook('full.db');
  expect(after).toBe(before);
  expect(falselyUndone(db)).toEqual([]);
}

/** Entries that are shown as taken back of which something stands. */
function falselyUndone(db: string): string[] {
  const own = new Database(db, { readonly: true });
  try {
    return PIECES.flatMap((table) =>
      (
        own
          .prepare(
            `SELECT DISTINCT e.number, e.command FROM ${table} t JOIN entries e ON e.id = t.entry WHERE t.ended IS NULL AND e.id IN (SELECT undoes FROM entries)`,
          )
          .all() as { number: number; command: string }[]
      ).map(({ number, command }) => `${table} ${number} ${command}`),
    );
  } finally {
    own.close();
  }
}

async function merges(from: readonly string[], into: string): Promise<string> {
  const before = [into, ...from].map(standingOf);
  const run = await pl(['merge', ...from, '--db', into]);
  if (run.code > 1) throw new Error(`merge ${from} into ${into}: ${run.code} ${run.err}`);
  if (run.code === 0) {
    lost(before, into);
    await clean(into);
    const again = await ok(['merge', ...from, '--json', '--db', into]);
    expect(again.json()).toMatchObject({ written: false });
  }
  return `merge ${from} into ${into}: ${run.code} ${run.code === 0 ? run.lines[0] : run.err}`;
}

interface Kept {
  readonly standing: readonly string[];
  readonly ended: readonly string[];
  readonly forgotten: readonly number[];
}

const PIECES = ['evidence', 'notes', 'advances'] as const;

function standingOf(name: string): Kept {
  const db = new Database(name, { readonly: true });
  try {
    const rows = PIECES.flatMap((table) => {
      const number = table === 'evidence' ? 't.number' : 0;
      const says = table === 'evidence' ? `'' ` : table === 'notes' ? 'text' : 'on_day';
      return db
        .prepare(
          `SELECT '${table} ' || x.mark || ' ' || x.number || ' ' || x.at || ' ' || ${number} || ' ' || ${says} AS piece, max(t.ended IS NULL) AS stands
           FROM ${table} t JOIN entries x ON x.id = t.entry GROUP BY 1`,
        )
        .all() as { piece: string; stands: number }[];
    });
    return {
      standing: rows.filter(({ stands }) => stands === 1).map(({ piece }) => piece),
      ended: rows.filter(({ stands }) => stands === 0).map(({ piece }) => piece),
      forgotten: db.prepare('SELECT student FROM forgotten').pluck().all() as number[],
    };
  } finally {
    db.close();
  }
}

function lost(sources: readonly Kept[], into: string): void {
  if (sources.some(({ forgotten }) => forgotten.length > 0)) return;
  const ended = new Set(sources.flatMap((one) => one.ended));
  const now = new Set(standingOf(into).standing);
  const missing = sources
    .flatMap(({ standing }) => standing)
    .filter((piece) => !ended.has(piece) && !now.has(piece));
  expect(missing).toEqual([]);
}

async function together(): Promise<void> {
  const ways: readonly (readonly string[])[] = [BOOKS, [...BOOKS].reverse()];
  const results: string[] = [];
  const refused: string[] = [];
  const before = BOOKS.map(standingOf);
  for (const [place, [first = '', ...others]] of ways.entries()) {
    const into = `w${place + 1}.db`;
    removeBook(into);
    copyFileSync(first, into);
    const run = await pl(['merge', ...others, '--db', into]);
    if (run.code === 0) {
      results.push(into);
      lost(before, into);
      await clean(into);
    } else if (run.code === 1) refused.push(run.err);
    else throw new Error(`merge: ${run.code} ${run.err}`);
  }
  const into = 'w3.db';
  removeBook(into);
  copyFileSync('b.db', into);
  let code = 0;
  for (const one of ['c.db', 'a.db']) {
    const run = await pl(['merge', one, '--db', into]);
    code = Math.max(code, run.code);
    if (run.code === 1) refused.push(run.err);
    if (run.code > 1) throw new Error(`merge: ${run.code} ${run.err}`);
  }
  if (code === 0) results.push(into);
  if (refused.length > 0) {
    const forgot = refused.some((e) => e.includes('forgotten'));
    if (results.length > 0 && !forgot && !refused.some((e) => e.includes('another name')))
      throw new Error(`refused in one way only: ${refused.join('\n')}`);
    return;
  }
  const [one = '', ...others] = results;
  const said = await everything(one);
  const ledger = ledgerOf(one);
  for (const other of others) {
    const theirs = ledgerOf(other);
    expect({
      only: theirs.filter((row) => !ledger.includes(row)).map((row) => row.slice(0, 300)),
      missing: ledger.filter((row) => !theirs.includes(row)).map((row) => row.slice(0, 300)),
    }).toEqual({ only: [], missing: [] });
    expect(await everything(other)).toBe(said);
  }
}

function ledgerOf(name: string): string[] {
  const db = new Database(name, { readonly: true });
  try {
    expect(db.pragma('foreign_key_check')).toEqual([]);
    return [
      ...['entries', 'identities', 'aliases', ...VERSIONED].flatMap((table) => rowsOf(db, table)),
    ];
  } finally {
    db.close();
  }
}

function rowsOf(db: Database.Database, table: string): string[] {
  return (db.prepare(`SELECT * FROM ${table}`).all() as object[])
    .map((row) => `${table} ${JSON.stringify(row)}`)
    .sort();
}
