/** What a `pl` that was killed has left beside the gradebook and its copies goes with the next command. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { asidePlace } from '../../src/leftovers.js';
import { seal } from '../../src/store/copies/sealing.js';
import { stage } from '../../src/store/copies/staging.js';
import { asideOfDead, isAside } from '../support/aside.js';
import { file, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

const left = () => [...readdirSync('.'), ...readdirSync('backups')].filter(isAside);

test('one that cannot be cleared away keeps no other from it', async () => {
  await smallSchool();
  const [first, stuck, last] = [asideOfDead('.'), asideOfDead('.'), asideOfDead('.')];
  copyFileSync(GRADEBOOK, first);
  mkdirSync(stuck);
  copyFileSync(GRADEBOOK, last);
  await ok('status');
  expect(readdirSync('.').filter(isAside)).toEqual([basename(stuck)]);
});

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

test.each([
  'students',
  'restore --list',
  'init',
  'backup',
])('pl %s does so where there is no gradebook yet, or a damaged one', async (words) => {
  await ok('init --db other.db');
  for (const there of [null, 'damaged']) {
    if (there !== null) file(GRADEBOOK, there);
    for (const end of ['', '-wal', '-shm']) copyFileSync('other.db', asideOfDead('.') + end);
    await pl(words);
    expect(readdirSync('.').filter(isAside)).toEqual([]);
    rmSync(GRADEBOOK, { force: true });
  }
});

test('what a process of the same number has left is cleared, as in a container', async () => {
  await smallSchool();
  const own = basename(asidePlace('.'));
  const before = own.replace(/[0-9a-f]{8}\.tmp$/, '01234567.tmp');
  for (const name of [own, before]) file(name, 'plain');
  utimesSync(before, 1, 1);
  utimesSync(own, 1, 1);
  await ok('status');
  expect(readdirSync('.').filter(isAside)).toEqual([own]);
});

test('a locked copy that is opened for a restore is its owner’s alone, with all beside it', {
  timeout: 60_000,
}, async () => {
  await smallSchool();
  await seal(GRADEBOOK, 'locked.age', 'a long passphrase');
  const staged = await stage('locked.age', GRADEBOOK, 'a long passphrase');
  expect(readdirSync('.').filter(isAside)).toEqual([basename(staged)]);
  expect(statSync(staged).mode & 0o777).toBe(0o600);
  // It was killed here, and its number is another's by now.
  renameSync(staged, asideOfDead('.'));
  await ok('students');
  expect(readdirSync('.').filter(isAside)).toEqual([]);
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
