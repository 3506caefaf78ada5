/** Files that only their owner can read, and what is said where others can. */
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

const mode = (path: string) => statSync(path).mode & 0o7777;

/** Everything in a folder and below it, with its rights. */
function rightsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    const own = `${path} ${mode(path).toString(8)}`;
    return one.isDirectory() ? [own, ...rightsBelow(path)] : [own];
  });
}

test('whatever pl makes is for its owner alone, also where the umask would let others in', async () => {
  const before = process.umask(0);
  try {
    mkdirSync('own');
    chmodSync('own', 0o700);
    const env = { PL_DB: 'own/deep/school.db', PL_NO_BACKUP: '' };
    const day = (date: string) => ({ env: { ...env, PL_NOW: date } });
    await ok('init', day('2026-09-01'));
    await ok('student add ada Ada Lovelace', day('2026-09-01'));
    await ok('student add ben Ben Okri', day('2026-09-02'));
    await ok('export roster -o own/roster.csv', { env });
    await ok('config section 6A', { env: { ...env, XDG_CONFIG_HOME: 'own/config' } });
    const open = openGradebook('own/deep/school.db');
    open.db.exec('DELETE FROM touched');
    const found = rightsBelow('own');
    open.db.close();
    expect(found.filter((one) => !/ (600|700)$/.test(one))).toEqual([]);
    expect(found.join('\n')).toMatch(/school\.db-wal 600/);
    expect(found.join('\n')).toMatch(/backups\/school-2026-09-02\.db 600/);
    expect(found.join('\n')).toMatch(/config\/pl\/config\.json 600/);
  } finally {
    process.umask(before);
  }
});

test('a gradebook that others can read is told of once a run, with the command that mends it', async () => {
  await smallSchool();
  expect((await pl('students')).err).toBe('');
  chmodSync(GRADEBOOK, 0o644);
  symlinkSync(GRADEBOOK, 'link.db');
  for (const command of ['students', 'record ada 6.RP.A.1 3', 'status --db link.db']) {
    const { err } = await pl(command);
    expect(err.match(/other users of this computer may read the gradebook/g)).toHaveLength(1);
    expect(err).toContain('chmod 600 ');
  }
  expect((await pl('students --json')).json()).toHaveLength(4);
  expect((await pl('students --quiet')).err).toBe('');
  chmodSync(GRADEBOOK, 0o600);
  expect((await pl('students')).err).toBe('');
});
