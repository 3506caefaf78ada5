/** Pieces that one copy has carried to another scale, and another copy has taken out meanwhile. */
import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at, ok, smallSchool } from '../support/pl.js';

const TEN = ['scale', 'set', 'ten', '1=No, 6*=Yes, 10=More'];
const evidence = async (db: string) =>
  (await ok(`status --json --db ${db}`)).json<{ evidence: number; struck: number }>();

async function carried(db: string): Promise<void> {
  await ok([...TEN, '--db', db]);
  await ok(`scale use ten --framework math --carry --db ${db}`);
}

test.each([
  ['before', '2026-10-02', '2026-10-03'],
  ['after', '2026-10-03', '2026-10-02'],
])('a piece that was struck %s the other has carried it stays struck', async (_, struck, moved) => {
  await smallSchool();
  const { uid } = (await ok('record ada RP.A.1 3 --json')).json<{ uid: string }>();
  await ok('record ada RP.A.2 4');
  copyFileSync('gradebook.db', 'stick.db');
  at(`${struck}T09:00:00`);
  await ok(['strike', uid, '--reason', 'copied']);
  at(`${moved}T09:00:00`);
  await carried('stick.db');
  at('2026-10-04T09:00:00');
  await carried('gradebook.db');
  copyFileSync('stick.db', 'other.db');
  await ok('merge stick.db');
  expect(await evidence('gradebook.db')).toMatchObject({ evidence: 1, struck: 1 });
  await ok('merge gradebook.db --db other.db');
  expect(await evidence('other.db')).toMatchObject({ evidence: 1, struck: 1 });
  await ok('check');
  expect((await ok('merge stick.db other.db')).out).toContain('nothing new');
});

test('a strike that was taken back stays so', async () => {
  await smallSchool();
  const { uid } = (await ok('record ada RP.A.1 3 --json')).json<{ uid: string }>();
  copyFileSync('gradebook.db', 'stick.db');
  at('2026-10-02T09:00:00');
  await ok(['strike', uid, '--reason', 'copied']);
  await ok('undo');
  at('2026-10-03T09:00:00');
  await carried('stick.db');
  at('2026-10-04T09:00:00');
  await carried('gradebook.db');
  await ok('merge stick.db');
  expect(await evidence('gradebook.db')).toMatchObject({ evidence: 1 });
});
