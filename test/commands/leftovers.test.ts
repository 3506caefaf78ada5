/** What a `pl` that was killed has left beside the gradebook and its copies goes with the next command. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asidePlace } from '../../src/leftovers.js';
import { asideOfDead, isAside } from '../support/aside.js';
import { file, GRADEBOOK, ok, smallSchool } from '../support/pl.js';

const left = () => [...readdirSync('.'), ...readdirSync('backups')].filter(isAside);

test.each([
  'status',
  'students --json',
  'record ada rp.1 3',
  'check',
  'backup',
  'forget --finish',
])('pl %s clears it away, and leaves what another is at', async (words) => {
  await smallSchool();
  mkdirSync('backups');
  const half = asideOfDead('.');
  for (const end of ['', '-wal', '-shm', '-journal']) copyFileSync(GRADEBOOK, half + end);
  copyFileSync(GRADEBOOK, asideOfDead('backups'));
  const own = asidePlace('.');
  file(own, 'at work');
  await ok(words);
  expect(left()).toEqual([own]);
});

test('pl restore does so where the gradebook is damaged', async () => {
  await smallSchool();
  await ok('backup');
  copyFileSync(GRADEBOOK, asideOfDead('.'));
  copyFileSync(GRADEBOOK, asideOfDead('backups'));
  file(GRADEBOOK, 'damaged');
  await ok('restore --last --yes');
  expect(left()).toEqual([]);
});
