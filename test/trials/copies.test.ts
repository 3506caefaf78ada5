/**
 * A restore, a backup and the bringing up to date of an older gradebook are killed at any moment: the
 * gradebook is the old one or the new one, a copy that has its name is whole, and the next command works.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/open.js';
import { OLD_SCHEMAS, oldBook } from '../support/old-book.js';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { type Command, killed } from './ending.js';
import { LONG, say } from './size.js';
import { copyBook, difference, isSame, type State, stateOf } from './state.js';

const LIMIT = LONG ? 900_000 : 120_000;

const MANY = LONG ? 60 : 6;

const told: string[] = [];

afterAll(() => say(told.join('\n')));

/** Kills a command so often, at moments spread over its life; `prepare` and `look` come before and after each. */
async function kills(
  name: string,
  command: Command,
  prepare: () => void,
  look: (isDone: boolean) => Promise<'old' | 'new'>,
): Promise<void> {
  prepare();
  const usual = await killed(command, null);
  expect({ name, code: usual.code, err: usual.code === 0 ? '' : usual.err }).toMatchObject({
    code: 0,
  });
  expect(await look(true)).toBe('new');
  const found = { old: 0, new: 0, ended: 0 };
  for (let n = 0; n < MANY; n++) {
    prepare();
    const milliseconds = usual.lived * (0.25 + (0.8 * n) / MANY);
    const death = await killed(command, { from: 'start', milliseconds });
    const state = await look(!death.killed && death.code === 0);
    if (death.killed) found[state]++;
    else found.ended++;
  }
  told.push(
    `${name}: killed ${found.old} times before and ${found.new} after, ended ${found.ended}`,
  );
}

/** All but what a restore itself has written, and where copies are. */
const facts = (path: string): State =>
  stateOf(path).filter((line) => !/^(gradebook|copies) /.test(line) && !line.includes('"restore"'));

async function oneOf(old: State, restored: State, isDone: boolean): Promise<'old' | 'new'> {
  copyBook(GRADEBOOK, 'look.db');
  const found = facts('look.db');
  if (isSame(found, restored)) return works('new');
  expect(difference(found, old)).toBe('');
  expect(isDone).toBe(false);
  return works('old');
}

async function works<T>(state: T): Promise<T> {
  await ok('record s001 rp.1 3');
  expect((await ok('check --quick --json')).json()).toMatchObject({ sound: true });
  return state;
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

const RESTORE: Command = { words: ['restore', '--last', '--yes'] };

it(
  'a restore',
  async () => {
    const { old, restored } = await school();
    await kills(
      'restore',
      RESTORE,
      () => again('first.db'),
      (isDone) => oneOf(old, restored, isDone),
    );
  },
  LIMIT,
);

it(
  'a restore in place of a damaged gradebook',
  async () => {
    const { restored } = await school();
    const bytes = readFileSync('first.db');
    bytes.fill(0x5a, 8192, 60_000);
    file('damaged-first.db', bytes);
    const look = async (isDone: boolean): Promise<'old' | 'new'> => {
      if (readFileSync(GRADEBOOK).equals(bytes)) {
        expect(isDone).toBe(false);
        await ok('restore --last --yes');
        return works('old');
      }
      return oneOf(restored, restored, isDone);
    };
    file('kept.bin', bytes);
    await kills('restore, of a damaged one', RESTORE, () => again('kept.bin'), look);
  },
  LIMIT,
);

it(
  'a backup',
  async () => {
    const { old } = await school();
    const look = async (): Promise<'old' | 'new'> => {
      mkdirSync('usb', { recursive: true });
      const made = readdirSync('usb').filter((name) => name.endsWith('.db'));
      for (const name of made) expect(difference(facts(`usb/${name}`), old)).toBe('');
      rmSync('usb', { recursive: true });
      return works(made.length > 0 ? 'new' : 'old');
    };
    await kills('backup', { words: ['backup', 'usb'] }, () => again('first.db'), look);
  },
  LIMIT,
);

it(
  'bringing an older gradebook up to date',
  async () => {
    const schema = OLD_SCHEMAS[0] ?? 1;
    oldBook(schema, 'first.db');
    mkdirSync('copies');
    const look = async (): Promise<'old' | 'new'> => {
      copyBook(GRADEBOOK, 'look.db');
      const db = new Database('look.db');
      const version = db.pragma('user_version', { simple: true });
      db.close();
      expect([schema, SCHEMA_VERSION]).toContain(version);
      const copies = readdirSync('backups').filter((name) => name.endsWith('.db'));
      for (const name of copies) stateOf(`backups/${name}`);
      if (version === SCHEMA_VERSION) expect(copies).toHaveLength(1);
      await ok('record cleo rp.3 4');
      expect((await ok('check --json')).json()).toMatchObject({ sound: true });
      return version === SCHEMA_VERSION ? 'new' : 'old';
    };
    await kills('migration', { words: ['status', '--json'] }, () => again('first.db'), look);
  },
  LIMIT,
);
