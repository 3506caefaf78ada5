/**
 * A restore, a backup and the bringing up to date of an older gradebook are killed at any moment: the
 * gradebook is the old one or the new one, a copy that has its name is whole, and the next command works.
 */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/version.js';
import { OLD_SCHEMAS, oldBook } from '../support/old-book.js';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { killedAgain, type Left } from './again.js';
import type { Command } from './ending.js';
import { LONG, times } from './size.js';
import { copyBook, difference, isSame, type State, stateOf } from './state.js';

/** All but what a restore itself has written, and where copies are. */
const facts = (path: string): State =>
  stateOf(path).filter((line) => !/^(gradebook|copies) /.test(line) && !line.includes('"restore"'));

async function oneOf(old: State, restored: State): Promise<Left> {
  copyBook(GRADEBOOK, 'look.db');
  const found = facts('look.db');
  if (isSame(found, restored)) return works('new');
  expect(difference(found, old)).toBe('');
  return works('old');
}

async function works(left: Left): Promise<Left> {
  await ok('record s001 rp.1 3');
  expect((await ok('check --quick --json')).json()).toMatchObject({ sound: true });
  return left;
}

async function school(): Promise<{ old: State; restored: State }> {
  await sampleSchool();
  await ok('backup');
  cpSync('backups', 'copies', { recursive: true });
  const restored = facts(GRADEBOOK);
  await ok('rollup');
  await ok('record s002 rp.1 2');
  copyFileSync(GRADEBOOK, 'first.db');
  return { old: facts(GRADEBOOK), restored };
}

function again(from: string): void {
  for (const name of readdirSync('.'))
    if (name.startsWith(GRADEBOOK) || name.includes('damaged')) rmSync(name);
  rmSync('backups', { recursive: true, force: true });
  cpSync('copies', 'backups', { recursive: true });
  copyFileSync(from, GRADEBOOK);
}

const RESTORE: Command = { words: ['restore', '--last', '--yes', '--json'] };

it('a restore', async () => {
  const { old, restored } = await school();
  await killedAgain({
    name: 'restore',
    command: RESTORE,
    kills: times(6),
    prepare: () => again('first.db'),
    look: () => oneOf(old, restored),
  });
});

it('a restore in place of a damaged gradebook', async () => {
  const { restored } = await school();
  const bytes = readFileSync('first.db');
  bytes.fill(0x5a, 8192, 60_000);
  file('kept.bin', bytes);
  await killedAgain({
    name: 'restore, of a damaged one',
    command: RESTORE,
    kills: times(6),
    prepare: () => again('kept.bin'),
    look: async () => {
      if (!readFileSync(GRADEBOOK).equals(bytes)) return oneOf(restored, restored);
      await ok('restore --last --yes');
      return works('old');
    },
  });
});

/** Backups on a stick: each that has its name is whole, and what was begun goes with the next. */
async function onStick(name: string, flags: readonly string[], kills: number): Promise<void> {
  const { old } = await school();
  file('key.txt', 'a long enough passphrase\n');
  const made = () =>
    (existsSync('usb') ? readdirSync('usb') : []).filter((one) => !one.startsWith('.'));
  const words = ['backup', 'usb', '--json', ...flags];
  await killedAgain({
    name,
    command: { words },
    kills,
    prepare: () => {
      rmSync('usb', { recursive: true, force: true });
      again('first.db');
    },
    look: async () => {
      const [first] = made();
      for (const one of made()) {
        rmSync('look.db', { force: true });
        await ok(['restore', `usb/${one}`, '--yes', '--db', 'look.db', ...flags]);
        expect(difference(facts('look.db'), old)).toBe('');
      }
      await ok(words);
      expect(made().length).toBe(first === undefined ? 1 : 2);
      expect(readdirSync('usb').filter((one) => one.startsWith('.'))).toEqual([]);
      return works(first === undefined ? 'old' : 'new');
    },
  });
}

it('a backup', () => onStick('backup', [], times(6)));

it.runIf(LONG)('a locked backup (in the long form: locking is slow on purpose)', () =>
  onStick('backup, locked', ['--passphrase-file', 'key.txt'], 12),
);

it.each(OLD_SCHEMAS)('bringing a gradebook of schema %i up to date', async (schema) => {
  oldBook(schema, 'first.db');
  mkdirSync('copies');
  const before = stateOf('first.db');
  await killedAgain({
    name: 'migration',
    command: { words: ['status', '--json'] },
    kills: times(3),
    prepare: () => again('first.db'),
    look: async () => {
      copyBook(GRADEBOOK, 'look.db');
      const db = new Database('look.db');
      const version = db.pragma('user_version', { simple: true });
      db.close();
      const isNew = version === SCHEMA_VERSION;
      if (!isNew) expect(difference(stateOf('look.db'), before)).toBe('');
      const copies = readdirSync('backups').filter((name) => name.endsWith('.db'));
      for (const name of copies) expect(difference(stateOf(`backups/${name}`), before)).toBe('');
      if (isNew) expect(copies).toHaveLength(1);
      await ok('record cleo rp.3 4');
      expect((await ok('check --json')).json()).toMatchObject({ sound: true });
      return isNew ? 'new' : 'old';
    },
  });
});
