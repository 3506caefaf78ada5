/** An older copy put back after a student was forgotten: the forgetting goes along. */
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { at, file, GRADEBOOK, ok, pl, ROSTER, smallSchool } from '../support/pl.js';

const WITH_HER = `${ROSTER}zq-7741,Zenobia,Quillfeather,Zenny,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn\n`;
const FORGET = ['forget', 'zq-7741', '--reason', 'the family asked', '--yes'];
const HERS = /zenobia|quillfeather|zq-7741|hummingbird/i;

beforeEach(async () => {
  await smallSchool();
  await ok('backup before');
  file('r.csv', WITH_HER);
  await ok('import roster r.csv');
  await ok('record zq-7741 6.RP.A.1 3 hummingbird');
  await ok('record ben 6.RP.A.1 4');
  await ok('backup usb');
});

const copyIn = (folder: string) => join(folder, readdirSync(folder)[0] ?? '');

/** Every byte beside the gradebook, but for what the test has made and the copies that were asked for. */
function bytesBeside(folder = '.'): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !/\.csv$|^usb$|^before$|-before-restore-/.test(name))
    .map(({ name }) => join(folder, name))
    .map((path) =>
      statSync(path).isDirectory() ? bytesBeside(path) : readFileSync(path, 'latin1'),
    )
    .join('\n');
}

test('she does not come back with a copy that still has her, and it is said', async () => {
  await ok([...FORGET, '--in-copies']);
  await ok(['restore', '--last', '--yes']);
  expect(bytesBeside()).not.toMatch(HERS);
});

test('nor from a copy that pl could not clean: nothing of her is left beside the gradebook', async () => {
  copyFileSync(copyIn('usb'), 'old.db');
  await ok(FORGET);
  const run = await ok(['restore', 'old.db', '--yes', '--json']);
  expect(run.err).toContain('1 student whom the copy still has was forgotten since');
  expect(run.json()).toMatchObject({ forgotten_again: 1 });
  expect((await ok('export evidence')).out).toMatch(/^ben,/m);
  expect((await ok('forget --list --json')).json()).toEqual([
    { day: '2026-10-01', who: 'fair', reason: 'the family asked', kept_out: true },
  ]);
  const roster = await ok('import roster r.csv');
  expect(roster.out + roster.err).toContain('was forgotten');
  rmSync('old.db');
  for (const name of readdirSync('backups')) rmSync(join('backups', name));
  expect(bytesBeside()).not.toMatch(HERS);
  expect((await ok('check')).out).toContain('sound');
});

test('nor with the next roster, where the copy is older than she', async () => {
  await ok(FORGET);
  const run = await ok(['restore', copyIn('before'), '--yes']);
  expect(run.err).not.toContain('was forgotten since');
  const roster = await ok('import roster r.csv');
  expect(roster.out + roster.err).toContain('was forgotten');
  expect((await ok('students')).out).not.toContain('Zenobia');
  expect((await ok('check')).out).toContain('sound');
  // Also after the copy of what stood there is put back in turn.
  await ok('restore --last --yes');
  expect((await ok('forget --list --json')).json<unknown[]>()).toHaveLength(1);
});

test('nor where the gradebook was brought together with another since, and she has other numbers', async () => {
  copyFileSync(copyIn('usb'), 'old.db');
  at('2026-08-01T09:00:00');
  await ok('init --db other.db');
  file('o.csv', 'student_id,name,section\nzz,"Zed, Zoe",9Z\nzy,"Yam, Yo",9Z\n');
  await ok('import roster o.csv --db other.db');
  at('2026-10-02T09:00:00');
  await ok('merge other.db');
  await ok(FORGET);
  await ok(['restore', 'old.db', '--yes']);
  expect((await ok('export evidence')).out).not.toMatch(HERS);
  expect((await ok('students')).out).not.toMatch(HERS);
});

test('nor over a damaged gradebook that still tells who was forgotten', async () => {
  copyFileSync(copyIn('usb'), 'old.db');
  await ok(FORGET);
  await ok('rollup');
  const bytes = readFileSync(GRADEBOOK);
  // The last pages are those of tables that were filled last; the first ones still tell.
  bytes.fill(0xa5, bytes.length - 4096);
  file(GRADEBOOK, bytes);
  const run = await pl(['restore', 'old.db', '--yes']);
  expect([run.code, run.err]).toEqual([0, expect.stringContaining('forgotten since')]);
  expect((await ok('students')).out).not.toContain('Zenobia');
});

test('where the damaged gradebook does not tell it is said that it cannot', async () => {
  copyFileSync(copyIn('usb'), 'old.db');
  await ok(FORGET);
  const bytes = readFileSync(GRADEBOOK);
  bytes.fill(0xa5, 4096);
  file(GRADEBOOK, bytes);
  const run = await pl(['restore', 'old.db', '--yes', '--json']);
  expect([run.code, run.err]).toEqual([0, expect.stringContaining('cannot be read')]);
  expect(run.json()).toMatchObject({ forgotten_again: null });
});

test('whoever was let come back comes with the copy', async () => {
  copyFileSync(copyIn('usb'), 'old.db');
  await ok(FORGET);
  await ok('forget --allow zq-7741');
  await ok(['restore', 'old.db', '--yes']);
  expect((await ok('students')).out).toContain('Zenny');
});

test('copies of before a restore, and a damaged file that it moved aside, are told and cleaned like all others', async () => {
  at('2026-10-02T09:00:00');
  await ok('record ben 6.RP.A.1 2');
  await ok(['restore', '--last', '--yes']);
  file(GRADEBOOK, readFileSync(GRADEBOOK).fill(0xa5, 8192));
  await ok(['restore', '--last', '--yes']);
  const run = await pl([...FORGET, '--json']);
  const { copies } = run.json<{ copies: { path: string; students: number | null }[] }>();
  const told = copies.map(({ path }) => path.replace(/^.*\//, ''));
  expect(told).toContain('gradebook-before-restore-2026-10-02-7.db');
  expect(told).toContain('gradebook-damaged-2026-10-02.db');
  await pl(['forget', '--in-copies']);
  const kept = readFileSync(join('backups', 'gradebook-before-restore-2026-10-02-7.db'), 'latin1');
  expect(kept).not.toMatch(HERS);
});

test('nobody is taken for her whose id has only other zeros in front, and who stays', async () => {
  file(
    'r.csv',
    `${WITH_HER}0zq-7741,Other,Child,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn\n`,
  );
  await ok('import roster r.csv');
  await ok('record 0zq-7741 6.RP.A.1 2');
  await ok('backup again');
  copyFileSync(GRADEBOOK, 'other.db');
  copyFileSync(copyIn('again'), 'old.db');
  await ok([...FORGET, '--in-copies']);
  await ok('restore old.db --yes');
  expect((await ok('export evidence')).out).toMatch(/^0zq-7741,/m);
  expect((await ok('students')).out).not.toContain('Zenny');
  await ok('merge other.db');
  expect((await ok('export evidence')).out).toMatch(/^0zq-7741,/m);
  expect((await ok('students')).out).not.toContain('Zenny');
});

test('what was erased and may still lie in the file is not forgotten over a restore', async () => {
  const reader = openGradebook(GRADEBOOK);
  reader.db.exec('INSERT INTO forgetting (one) VALUES (1)');
  reader.db.exec('BEGIN');
  reader.db.prepare('SELECT count(*) FROM students').get();
  await ok('restore --last --yes');
  reader.db.exec('COMMIT');
  const isDue = reader.db.prepare('SELECT count(*) FROM forgetting').pluck();
  expect(isDue.get()).toBe(1);
  reader.db.close();
  expect((await ok('students')).err).toContain('finishing what pl forget began');
});
