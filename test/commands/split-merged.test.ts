/** A part for a colleague of a gradebook that was brought together with others, or that has forgotten somebody. */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at, ok, ROSTER, smallSchool } from '../support/pl.js';

const bytes = (path: string) => readFileSync(path).toString('latin1').toLowerCase();

/** What two gradebooks say differently of pupils of both sections, each with a peer of the other. */
async function brought(): Promise<void> {
  await smallSchool();
  copyFileSync('gradebook.db', 'two.db');
  at('2026-10-02T09:00:00');
  await ok('override ada rp.1 4 --reason "explained it" --db two.db');
  await ok('override cleo rp.1 4 --reason "whispered words" --db two.db');
  await ok('student edit dan --preferred Danilo --db two.db');
  at('2026-10-03T09:00:00');
  await ok('override ada rp.1 2 --reason "guessed it"');
  await ok('override cleo rp.1 1 --reason "hidden words"');
  await ok('student edit dan --preferred Dandelion');
  await ok('merge two.db');
}

test('has what others said of its pupils beside, and nothing that they said of anybody else', async () => {
  await brought();
  await ok('split --section 6A -o part.db');
  const part = bytes('part.db');
  for (const word of ['whispered', 'hidden', 'danilo', 'dandelion', 'cleo'])
    expect([word, part.includes(word)]).toEqual([word, false]);
  expect((await ok('overrides --db part.db')).out).toContain('beside it: level 4: explained it');
  expect((await ok('check --db part.db')).out).toContain('sound');
});

test('comes together with the whole again, with nothing new', async () => {
  await brought();
  await ok('split --section 6A -o part.db');
  const before = (await ok('overrides --json')).out;
  await ok('merge part.db');
  expect((await ok('overrides --json')).out).toBe(before);
  await ok('split --section 6A --without-notes -o bare.db');
  expect(bytes('bare.db')).not.toMatch(/explained it|guessed it/);
});

test('does not name the file of report cards that is called by somebody who stays behind', async () => {
  await smallSchool();
  await ok('term set Autumn --from 2026-09-01 --to 2026-12-20');
  await ok('record ada 6.RP.A.1 3');
  await ok('record cleo 6.RP.A.1 3');
  await ok('reportcard issue --term Autumn -o cleo-and-ada.csv');
  await ok('split --section 6A -o part.db');
  expect(bytes('part.db')).not.toContain('cleo');
  expect((await ok('reportcard list --json --db part.db')).json<unknown[]>()).toHaveLength(1);
  expect((await ok('check --db part.db')).out).toContain('sound');
});

test('where a restore has kept out who was forgotten: the log of the part still has its words', async () => {
  await smallSchool();
  await ok('record ada rp.1 3 --title Debate');
  await ok('override ada rp.1 4 --reason "explained it"');
  await ok('record dan rp.1 3 --title whispered');
  await ok('backup usb');
  copyFileSync(join('usb', readdirSync('usb')[0] ?? ''), 'old.db');
  await ok(['forget', 'ben', '--reason', 'the family asked', '--yes']);
  await ok('restore old.db --yes');
  await ok('split --section 6A -o part.db');
  expect(bytes('part.db')).not.toMatch(/whispered|dan/);
  expect((await ok('log --db part.db')).out).toContain('level 4');
  const roster = await ok('import roster - --db part.db', { stdin: ROSTER });
  expect(roster.out + roster.err).toContain('was forgotten');
});
