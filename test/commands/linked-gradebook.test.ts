/** A gradebook that is reached by a link: its journal lies beside the file, and not beside the link. */
import { copyFileSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { file, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

const LINK = ['--db', 'link.db'];

let held: Database.Database;

/** Whoever reads keeps the last piece in the journal. */
beforeEach(async () => {
  await smallSchool();
  mkdirSync('cloud');
  copyFileSync(GRADEBOOK, 'cloud/real.db');
  symlinkSync('cloud/real.db', 'link.db');
  held = new Database('cloud/real.db');
  held.exec('BEGIN');
  held.prepare('SELECT count(*) FROM entries').get();
  await ok(['record', 'ada', 'rp.1', '3', ...LINK]);
});

afterEach(() => held.close());

const pieces = async (db: string) =>
  (await ok(['status', '--json', '--db', db])).json<{ evidence: number }>().evidence;

test('is copied with what is in the journal alone', async () => {
  const run = await ok(['backup', 'stick', '--json', ...LINK]);
  expect(await pieces(run.json<{ backup: string }>().backup)).toBe(1);
});

test('is brought in with what is in the journal alone', async () => {
  await ok('init --db mine.db');
  await ok('merge link.db --db mine.db');
  expect(await pieces('mine.db')).toBe(1);
});

test('is looked at with its journal', async () => {
  const journal = readFileSync('cloud/real.db-wal');
  journal.fill(0xa5, 32 + 24, 32 + 24 + 100);
  file('cloud/real.db-wal', journal);
  expect((await pl(['check', '--json', ...LINK])).out).toContain('torn_journal');
});

test('is put back where it lies, and stays a link', async () => {
  held.close();
  await ok(['backup', ...LINK]);
  file('cloud/real.db', readFileSync('cloud/real.db').fill(0xa5, 4096));
  await ok(['restore', '--last', '--yes', ...LINK]);
  expect(lstatSync('link.db').isSymbolicLink()).toBe(true);
  expect(await pieces('cloud/real.db')).toBe(1);
  held = new Database('cloud/real.db');
});
