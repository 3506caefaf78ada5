/** `pl backup`: copies that somebody asks for. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';
import { difference, isSame, stateOf } from '../trials/state.js';

beforeEach(smallSchool);

const made = async (command: string) =>
  (await ok(`${command} --json`)).json<{ backup: string; removed: string[]; locked: boolean }>();

const names = (folder: string) => readdirSync(folder).sort();

describe('pl backup', () => {
  it('makes a copy beside the gradebook, row for row, for its owner alone', async () => {
    await ok('record ada rp.1 3');
    const { backup, locked } = await made('backup');
    expect(names('backups')).toEqual(['gradebook-backup-2026-10-01-4.db']);
    expect(backup.endsWith('/backups/gradebook-backup-2026-10-01-4.db')).toBe(true);
    expect(locked).toBe(false);
    const [copy, book] = [stateOf(backup), stateOf(GRADEBOOK)];
    const own = book.filter((line) => !line.startsWith('copies '));
    expect(isSame(copy, own), difference(copy, own)).toBe(true);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(statSync('backups').mode & 0o777).toBe(0o700);
  });

  it('makes the folder, and a further copy under a further name', async () => {
    await ok('backup to/here');
    await ok('backup to/here --full');
    expect(names('to/here')).toEqual([
      'gradebook-backup-2026-10-01-3-2.db',
      'gradebook-backup-2026-10-01-3.db',
    ]);
    expect((await ok('backup', {})).err).toContain('made ');
    expect((await ok('backup --csv')).lines[0]).toBe('backup,bytes,locked,removed');
  });

  it('keeps as many as it is told, and removes none that it has not made there', async () => {
    await ok('backup other');
    mkdirSync('here');
    file('here/gradebook-backup-2026-09-01-2.db', 'of another');
    for (let day = 1; day < 5; day++) {
      at(`2026-10-0${day}T09:00:00`);
      await ok(`record ada rp.1 ${day}`);
      await ok('backup here');
    }
    const { removed } = await made('backup here --keep 2');
    expect(removed.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual([
      'gradebook-backup-2026-10-01-4.db',
      'gradebook-backup-2026-10-02-5.db',
      'gradebook-backup-2026-10-03-6.db',
    ]);
    expect(names('here')).toEqual([
      'gradebook-backup-2026-09-01-2.db',
      'gradebook-backup-2026-10-04-7-2.db',
      'gradebook-backup-2026-10-04-7.db',
    ]);
    expect(names('other')).toHaveLength(1);
  });

  it('keeps what is there when the new copy cannot be made', async () => {
    await ok('backup here');
    const bytes = readFileSync(GRADEBOOK);
    bytes.fill(0xff, 8192, 8192 + 400);
    file('damaged.db', bytes);
    const run = await pl('backup here --keep 1 --db damaged.db');
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/damaged|not the same/);
    expect(names('here')).toEqual(['gradebook-backup-2026-10-01-3.db']);
  });

  it('refuses what is no number to keep, and a place that is no folder', async () => {
    for (const keep of ['0', 'two', '-1', '1.5'])
      expect((await pl(['backup', `--keep=${keep}`])).code).toBe(2);
    file('taken', '');
    const run = await pl('backup taken');
    expect({ code: run.code, out: run.out }).toEqual({ code: 1, out: '' });
    expect(run.err).toContain('taken cannot be');
  });

  it.skipIf(process.getuid?.() === 0)('leaves nothing where it may not write', async () => {
    mkdirSync('shut');
    chmodSync('shut', 0o500);
    const run = await pl('backup shut');
    chmodSync('shut', 0o700);
    expect(run.code).toBe(1);
    expect(run.err).toContain('permission denied');
    expect(names('shut')).toEqual([]);
  });
});

describe('a locked copy', () => {
  it('can be read with the passphrase alone, and leaves nothing that can be read', async () => {
    await ok('record ada rp.1 3');
    file('key.txt', 'correct horse battery\r\nsecond line\n');
    const { backup, locked } = await made('backup safe --passphrase-file key.txt');
    expect(locked).toBe(true);
    expect(names('safe')).toEqual(['gradebook-backup-2026-10-01-4.db.age']);
    const bytes = readFileSync(backup);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(bytes.includes('Lovelace')).toBe(false);
    expect(names('.').filter((name) => name.includes('tmp'))).toEqual([]);
    const wrong = await pl(`restore ${backup} --yes`, { env: { PL_PASSPHRASE: 'something else' } });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('the passphrase is not that of this copy');
    const env = { PL_PASSPHRASE: 'correct horse battery', PL_DB: 'again.db' };
    await ok(`restore ${backup}`, { env });
    expect((await ok('status --json --db again.db')).json()).toMatchObject({ evidence: 1 });
    // A passphrase is slow to try on purpose: four times are.
  });

  it('is asked for twice at a terminal', async () => {
    const answers = ['correct horse', 'correct house'];
    const differ = await pl('backup --passphrase', { terminal: true, answers });
    expect(differ.code).toBe(1);
    expect(differ.err).toContain('the two passphrases differ');
    const short = await pl('backup --passphrase', { terminal: true, answers: ['abc', 'abc'] });
    expect(short.err).toContain('at least 8 letters');
    const script = await pl('backup --passphrase');
    expect(script.code).toBe(2);
    expect(script.err).toContain('PL_PASSPHRASE');
  });
});
