/**
 * Gradebooks that meet in the middle of their work: merges, copies, parts, copies put back and students
 * forgotten between random acts. Nothing that stood is lost, nothing stands twice, and every check is clean.
 */
import { copyFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, ok, pl } from '../support/pl.js';
import { clean, ledgerOf, lost, standingOf } from './meeting-books.js';
import { everything } from './random-history.js';
import { BOOKS, happens, meeting } from './random-meetings.js';
import { copyOf, foundSchool, removeBook } from './several-books.js';

const RUNS = Number(process.env.PL_TRIALS ?? 4);

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

const ALL = [...BOOKS, 'part.db', 'kept.db', 'w1.db', 'w2.db', 'w3.db'];

/** So many days after the first one, at nine. */
const day = (days: number) => new Date(Date.UTC(2026, 9, 1 + days, 9)).toISOString().slice(0, 19);

async function threeBooks(): Promise<void> {
  for (const name of ALL) removeBook(name);
  rmSync('backups', { recursive: true, force: true });
  at(day(0));
  await foundSchool('a', 'a.db');
  await foundSchool('b', 'b.db');
  copyFileSync('a.db', 'c.db');
}

it('lose nothing and agree', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      await threeBooks();
      let week = 0;
      const trace: string[] = [];
      try {
        for (const { one, later, ahead } of steps) {
          week += later;
          at(day(7 * week + ahead));
          const told = await happens(one);
          if (told !== null) trace.push(`${week}+${ahead} ${told}`);
          at(day(7 * week));
          if (later === 1 && 'who' in one) await ok(`rollup --db ${one.who}`);
        }
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

/** Merges all three in several orders: those that are not refused come to the same. */
async function together(): Promise<void> {
  const refusals = {
    'w1.db': await atOnce('w1.db', BOOKS),
    'w2.db': await atOnce('w2.db', BOOKS.toReversed()),
    'w3.db': await inTurn('w3.db', ['b.db', 'c.db', 'a.db']),
  };
  const refused = Object.values(refusals).flat();
  const merged = Object.entries(refusals).flatMap(([name, why]) => (why.length === 0 ? name : []));
  if (refused.length === 0) return await agree(merged);
  const mayDiffer = refused.some((why) => /forgotten|another name/.test(why));
  if (merged.length > 0 && !mayDiffer)
    throw new Error(`refused in one way only: ${refused.join('\n')}`);
}

/** Merges the others into a copy of the first in one command; why it was refused. */
async function atOnce(into: string, [first = '', ...others]: readonly string[]): Promise<string[]> {
  const before = BOOKS.map(standingOf);
  copyOf(first, into);
  const refused = await merge(others, into);
  if (refused.length > 0) return refused;
  lost(before, into);
  await clean(into);
  return [];
}

/** The same in a command each. */
async function inTurn(into: string, [first = '', ...others]: readonly string[]): Promise<string[]> {
  copyOf(first, into);
  const refused: string[] = [];
  for (const one of others) refused.push(...(await merge([one], into)));
  return refused;
}

async function merge(from: readonly string[], into: string): Promise<string[]> {
  const { code, err } = await pl(['merge', ...from, '--db', into]);
  if (code > 1) throw new Error(`merge: ${code} ${err}`);
  return code === 1 ? [err] : [];
}

/** The gradebooks hold the same, row by row, and say the same. */
async function agree([one = '', ...others]: readonly string[]): Promise<void> {
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
