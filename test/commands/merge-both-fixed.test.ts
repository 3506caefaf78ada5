/**
 * A piece that two have put right, each for herself: it is out until both have taken that back, and what each
 * has put in its place stays while she has not.
 */
import { copyFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { at, ok, ROSTER, STANDARDS } from '../support/pl.js';

let hour = 0;

/** A command, an hour after the one before. */
async function next(words: string): Promise<void> {
  hour += 1;
  at(`2026-10-0${1 + Math.floor(hour / 10)}T${String(8 + (hour % 10)).padStart(2, '0')}:00:00`);
  await ok(words);
}

const titles = async (db: string) =>
  (await ok(`export evidence --db ${db}`)).out
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(',')[7] ?? [])
    .sort();

const pieceOf = async (title: string, db: string) =>
  (await ok(`explain ada RP.A.1 --json --db ${db}`))
    .json<{ evidence: { uid: string; title: string }[] }>()
    .evidence.find((one) => one.title === title)?.uid;

/** The name of the last entry of a command in the gradebook of its own. */
async function lastOf(command: string, db: string): Promise<string> {
  const { json } = await ok(`log --json --limit 1 --command ${command} --db ${db}`);
  const [last] = json<{ gradebook: string; entry: number }[]>();
  return `${last?.gradebook}-${last?.entry}`;
}

/** Two copies of a gradebook with one piece, "Poster". */
beforeEach(async () => {
  hour = 0;
  at('2026-10-01T08:00:00');
  await ok('init --db fair.db');
  await ok('import roster - --db fair.db', { stdin: ROSTER });
  await ok('import standards - --db fair.db', { stdin: STANDARDS });
  await next('record ada RP.A.1 3 --title Poster --db fair.db');
  await ok('init --db stone.db --quiet');
  await ok('merge fair.db --db stone.db');
});

async function fixedByBoth(): Promise<void> {
  const uid = await pieceOf('Poster', 'fair.db');
  await next(`fix ${uid} 2 --title "Stone's" --db stone.db`);
  await next(`fix ${uid} 4 --title "Fair's" --db fair.db`);
}

describe('a piece that two have put right, each for herself', () => {
  test.each([
    ['stone.db', 'fair.db'],
    ['fair.db', 'stone.db'],
  ])('stays out where one of them has taken hers back before: %s', async (into, from) => {
    await fixedByBoth();
    await next('undo --db stone.db');
    await ok(`merge ${from} --db ${into}`);
    expect(await titles(into)).toEqual(["Fair's"]);
    await ok(`check --db ${into}`);
    expect((await ok(`merge ${from} --db ${into}`)).out).toContain('nothing new');
  });

  test('stays out where one is taken back in the whole, and comes back with the other', async () => {
    await fixedByBoth();
    await ok('merge fair.db --db stone.db');
    expect(await titles('stone.db')).toEqual(["Fair's", "Stone's"]);
    const [fair, stone] = [await lastOf('fix', 'fair.db'), await stoneFix()];
    await next(`undo ${stone} --db stone.db`);
    expect(await titles('stone.db')).toEqual(["Fair's"]);
    await ok('check --db stone.db');
    await next(`undo ${fair} --db stone.db`);
    expect(await titles('stone.db')).toEqual(['Poster']);
    await ok('check --db stone.db');
    await ok('merge stone.db --db fair.db');
    expect(await titles('fair.db')).toEqual(['Poster']);
    await ok('check --db fair.db');
  });

  test('comes to the same by whatever way', async () => {
    await fixedByBoth();
    copyFileSync('stone.db', 'early.db');
    await ok('merge fair.db --db early.db');
    await next('undo --db stone.db');
    await ok('merge stone.db --db early.db');
    await ok('merge fair.db --db stone.db');
    expect(await titles('early.db')).toEqual(["Fair's"]);
    const explained = (db: string) =>
      ok(`explain ada RP.A.1 --json --known-on 2026-10-01 --db ${db}`);
    expect((await explained('early.db')).out).toBe((await explained('stone.db')).out);
  });

  test('is not taken back as a record while one of them still has it out', async () => {
    await fixedByBoth();
    await ok('merge fair.db --db stone.db');
    await next(`undo ${await stoneFix()} --db stone.db`);
    await expect(ok(`undo ${await lastOf('record', 'stone.db')} --db stone.db`)).rejects.toThrow();
  });
});

/** The name of the fix that was made in stone.db itself, the first of the two. */
async function stoneFix(): Promise<string> {
  const { json } = await ok('log --json --limit 9 --command fix --db stone.db');
  const first = json<{ gradebook: string; entry: number }[]>().at(-1);
  return `${first?.gradebook}-${first?.entry}`;
}
