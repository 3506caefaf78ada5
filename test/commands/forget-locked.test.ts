/** A locked copy keeps what it has until it is unlocked: `pl forget --in-copies` says so. */
import { expect, test } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

test('a locked copy is not erased, and it is said why', async () => {
  await smallSchool();
  file('key.txt', 'a long pass phrase\n');
  await ok('backup safe --passphrase-file key.txt');
  const run = await pl('forget ada --reason law --yes --in-copies');
  expect(run.code).toBe(4);
  expect(run.err).toMatch(/not erased: .*\.age is a copy locked with a passphrase/);
  expect(run.err).toContain('it cannot be looked into');
});
