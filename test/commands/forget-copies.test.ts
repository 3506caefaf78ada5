/** Copies that still have a student who was forgotten: they are told, and cleaned where that is asked. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { asideOfDead } from '../support/aside.js';
import { bytesBeside, HERS, REASON, SAID, schoolWithHer } from '../support/her.js';
import { at, file, GRADEBOOK, ok, pl } from '../support/pl.js';

test('copies that are known of are told, and backups are cleaned where that is asked', async () => {
  await schoolWithHer();
  at('2026-10-02T09:00:00');
  await ok('record ada 6.RP.A.2 3', { env: { PL_NO_BACKUP: '' } });
  const [copy] = readdirSync('backups');
  const path = join('backups', copy ?? '');
  copyFileSync(path, join('backups', 'elsewhere.db'));
  copyFileSync(path, join('backups', 'gradebook-2026-10-03.db.tmp'));
  copyFileSync(path, asideOfDead('backups'));
  const run = await pl(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toContain(`${path}: still has 1 forgotten student`);
  await ok('forget --in-copies');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const bytes = bytesBeside().toLowerCase();
  expect([...HERS, ...SAID].filter((word) => bytes.includes(word.toLowerCase()))).toEqual([]);
  expect((await ok(['students', '--db', path])).out).toContain('Ada');
});

test('a copy that is reached by two ways is told once', async () => {
  await schoolWithHer();
  mkdirSync('real');
  symlinkSync('real', 'backups');
  await ok('backup');
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes', '--json']);
  expect(run.json<{ copies: unknown[] }>().copies).toHaveLength(1);
});

test('a copy that is a link is cleaned where it lies', async () => {
  await schoolWithHer();
  await ok('backup');
  const [name = ''] = readdirSync('backups');
  renameSync(join('backups', name), 'kept.db');
  symlinkSync('../kept.db', join('backups', name));
  await ok(['forget', 'zq-7741', ...REASON, '--yes', '--in-copies']);
  expect(readFileSync('kept.db', 'latin1')).not.toContain('Quillfeather');
});

test('a copy with a journal of its own is settled first: nothing of the journal comes back', async () => {
  await schoolWithHer();
  const live = openGradebook(GRADEBOOK);
  live.db.pragma('wal_autocheckpoint = 0');
  live.db.exec("UPDATE gradebook SET created_at = 'changed in the journal alone'");
  mkdirSync('backups', { mode: 0o700 });
  copyFileSync(GRADEBOOK, 'backups/raw.db');
  copyFileSync(`${GRADEBOOK}-wal`, 'backups/raw.db-wal');
  live.db.close();
  await ok(['forget', 'zq-7741', ...REASON, '--yes', '--in-copies']);
  expect(readdirSync('backups')).toEqual(['raw.db']);
  expect(bytesBeside().toLowerCase()).not.toContain('quillfeather');
  const copy = openGradebook('backups/raw.db');
  const created = copy.db.prepare('SELECT created_at FROM gradebook').pluck().get();
  expect([created, copy.db.pragma('integrity_check', { simple: true })]).toEqual([
    'changed in the journal alone',
    'ok',
  ]);
  copy.db.close();
});

test('a copy that cannot be rewritten is told, stays as it was, and the code says that something is left', async () => {
  await schoolWithHer();
  mkdirSync('backups', { mode: 0o700 });
  copyFileSync(GRADEBOOK, 'backups/held.db');
  const held = openGradebook('backups/held.db');
  held.db.exec('BEGIN IMMEDIATE');
  const run = await pl(['forget', 'zq-7741', ...REASON, '--yes', '--in-copies', '--json']);
  held.db.close();
  expect(run.code).toBe(4);
  expect(run.err).toContain('not erased: ');
  expect(run.json()).toMatchObject({ forgotten: 1, finished: true, erased_in: [] });
  expect(run.json().copies).toMatchObject([{ kind: 'backup', students: 1 }]);
  expect((await ok('students --db backups/held.db')).out).toContain('Nobi');
});

test('copies from before a restore are hers too, and those of another gradebook are not', async () => {
  await schoolWithHer();
  await ok('backup');
  await ok('record ben 6.RP.A.1 3');
  await ok('restore --last --yes');
  at('2026-10-01T09:30:00');
  await ok('init --db other/gradebook.db');
  copyFileSync('other/gradebook.db', 'backups/gradebook-before-import-2026-09-30-1.db');
  const kept = readdirSync('backups').filter((name) => name.includes('before-restore'));
  expect(kept).toHaveLength(1);
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes', '--json']);
  const told = run.json<{ copies: { path: string; students: number }[] }>().copies;
  expect(told.filter(({ path }) => path.endsWith(kept[0] ?? ''))).toMatchObject([{ students: 1 }]);
  expect(told.every(({ students }) => students === 1)).toBe(true);
  await ok('forget --in-copies');
  expect(bytesBeside()).not.toContain('Quillfeather');
});

test('copies from between two restores are hers too', async () => {
  await schoolWithHer();
  await ok('backup sticks');
  const [first] = readdirSync('sticks');
  await ok(`restore sticks/${first} --yes`);
  await ok('record ben 6.RP.A.1 3');
  await ok('backup later');
  await ok(`restore sticks/${first} --yes`);
  expect(readdirSync('backups').filter((name) => name.includes('before-restore'))).toHaveLength(2);
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes', '--json', '--in-copies']);
  expect(run.json()).toMatchObject({ finished: true, copies: [] });
  expect(bytesBeside()).not.toContain('Quillfeather');
  for (const folder of ['sticks', 'later'])
    for (const name of readdirSync(folder))
      expect(readFileSync(`${folder}/${name}`).includes('Quillfeather')).toBe(false);
});

test('a folder of copies that cannot be read is told, and the code says that something is left', async () => {
  await schoolWithHer();
  // As one that belongs to somebody else.
  symlinkSync('backups', 'backups');
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toMatch(/backups: it cannot be looked into/);
  const { code, err } = await pl('forget --in-copies');
  expect(code).toBe(4);
  expect(err).toContain('not erased: ');
});

test('a damaged gradebook that was moved aside is told', async () => {
  await schoolWithHer();
  await ok('backup');
  file(GRADEBOOK, readFileSync(GRADEBOOK).fill(0xa5, 4096));
  await ok('restore --last --yes');
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toContain('gradebook-damaged-2026-10-01.db: it cannot be looked into');
});
