/** Copies that are only looked into: nothing is left beside them, and what lies there stays. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { file, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(async () => {
  await smallSchool();
  mkdirSync('stick');
  await ok('split --section 6B -o stick/stone.db');
});

test('by pl forget, which tells whose copies still have her', async () => {
  expect((await ok('forget cleo --reason moved --yes')).err).toContain('still has 1');
  expect(readdirSync('stick')).toEqual(['stone.db']);
});

test('by pl restore, which takes one of them', async () => {
  copyFileSync(GRADEBOOK, 'stick/mine.db');
  await ok('record ada 6.RP.A.1 3');
  await ok('restore stick/mine.db --yes');
  expect(readdirSync('stick')).toEqual(['mine.db', 'stone.db']);
});

test('where a journal lies beside one, it stays', async () => {
  file('stick/stone.db-wal', 'not of this copy');
  await ok('forget cleo --reason moved --yes');
  expect(readFileSync('stick/stone.db-wal', 'utf8')).toBe('not of this copy');
});

test('and a copy does not go into a file', async () => {
  file('stick/notes.txt', 'my notes');
  const { code, err } = await pl('backup stick/notes.txt');
  expect(code).toBe(1);
  expect(err).toContain('stick/notes.txt cannot be written: something else of this name is there');
  expect(readFileSync('stick/notes.txt', 'utf8')).toBe('my notes');
});
