/**
 * Gradebooks of random histories, each on its own or copies that were both written on: in whatever order
 * and grouping they are brought together, the same comes of it.
 */
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, ok, pl } from '../support/pl.js';
import { act, computed, does, everything } from './random-history.js';
import { foundSchool, ledgerOf, removeBook, WAYS } from './several-books.js';

const RUNS = Number(process.env.PL_TRIALS ?? 8);

/** Who begins how: with a gradebook of her own, or with a copy of an earlier one. */
const beginning = fc.constantFrom('own', 'copy');

const step = fc.record({
  who: fc.nat(2),
  act,
  /** Weeks since the step before; several on one day, at one moment, are ties. */
  later: fc.constantFrom(0, 0, 1),
});

const history = fc.record({
  begins: fc.tuple(beginning, beginning),
  shared: fc.array(act, { maxLength: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 9 }),
});

let books = 0;

it('comes to the same in any order and grouping, and a second time writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (one) => {
      const start = `h${++books}-`;
      const made: string[] = [];
      const book = (name: string) => {
        made.push(start + name);
        return start + name;
      };
      const copyOf = (from: string, name: string) => {
        copyFileSync(from, book(name));
        return start + name;
      };
      try {
        const sources = await histories(one, book, copyOf);
        await sameInAnyOrder(sources, copyOf);
      } finally {
        for (const name of made) removeBook(name);
      }
    }),
    {
      numRuns: RUNS,
      endOnFailure: process.env.PL_TRIALS !== undefined,
    },
  );
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
type Copy = (from: string, name: string) => string;

async function histories(
  one: History,
  book: (name: string) => string,
  copyOf: Copy,
): Promise<readonly string[]> {
  let week = 0;
  const clock = () => at(new Date(Date.UTC(2026, 9, 1 + 7 * week, 9)).toISOString().slice(0, 19));
  clock();
  const own = async (name: string) => {
    await foundSchool(name, book(name));
  };
  const names = ['a', 'b', 'c'].map((name) => `h${books}-${name}.db`);
  await own('a.db');
  for (const words of one.shared) await does(words, names[0] ?? '');
  for (const [place, how] of one.begins.entries()) {
    const name = 'bc'[place];
    if (how === 'own') await own(`${name}.db`);
    else copyOf(names[place] ?? '', `${name}.db`);
  }
  for (const { who, act: words, later } of one.steps) {
    week += later;
    clock();
    await does(words, names[who] ?? '');
    if (later === 1) await ok(`rollup --db ${names[who]}`);
  }
  return names;
}

async function sameInAnyOrder(sources: readonly string[], copyOf: Copy): Promise<void> {
  const results: string[] = [];
  const refused: string[] = [];
  for (const [way, steps] of WAYS.entries()) {
    const own = sources.map((name, place) => copyOf(name, `w${way}-${place}.db`));
    let into = '';
    let refusal = '';
    for (const [first = 0, ...others] of steps) {
      into = own[first] ?? '';
      const from = others.map((place) => own[place] ?? '');
      const run = await pl(['merge', ...from, '--db', into]);
      if (run.code === 1) refusal = run.err;
      else if (run.code !== 0) throw new Error(`pl merge ended with ${run.code}: ${run.err}`);
    }
    if (refusal !== '') refused.push(refusal);
    else results.push(into);
  }
  if (refused.length > 0) {
    expect(results).toEqual([]);
    return;
  }
  const [first = '', ...others] = results;
  const ledger = ledgerOf(first);
  for (const other of others) expect(ledgerOf(other)).toEqual(ledger);
  const [said, log] = [await everything(first), (await ok(`log --json --db ${first}`)).out];
  const last = others.at(-1) ?? '';
  expect(await everything(last)).toBe(said);
  expect((await ok(`log --json --db ${last}`)).out).toBe(log);
  const before = await computed(first);
  await ok(`rollup --full --db ${first}`);
  expect(await computed(first)).toBe(before);
  const again = await ok(['merge', ...sources, last, '--json', '--db', first]);
  expect(again.json()).toMatchObject({ written: false });
  expect(standingIn(sources, first)).toEqual([]);
}

/** Pieces that stand in a source, and that none has taken back, but do not stand in what came of it. */
function standingIn(sources: readonly string[], together: string): string[] {
  const pieces = sources.map((name) => piecesOf(name));
  const ended = new Set(pieces.flatMap(({ ended }) => ended));
  const standing = new Set(piecesOf(together).standing);
  return pieces
    .flatMap((one) => one.standing)
    .filter((piece) => !ended.has(piece) && !standing.has(piece));
}

function piecesOf(name: string): { standing: string[]; ended: string[] } {
  const db = new Database(name, { readonly: true });
  const rows = db
    .prepare(
      `SELECT x.mark || ' ' || e.number AS piece, max(e.ended IS NULL) AS stands
       FROM evidence e JOIN entries x ON x.id = e.entry GROUP BY 1`,
    )
    .all() as { piece: string; stands: number }[];
  db.close();
  return {
    standing: rows.filter(({ stands }) => stands === 1).map(({ piece }) => piece),
    ended: rows.filter(({ stands }) => stands === 0).map(({ piece }) => piece),
  };
}
