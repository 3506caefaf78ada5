/** Forgetting is killed at any moment: after the next command all of her is there, or not a byte of her. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { at, file, GRADEBOOK, ok, ROSTER, smallSchool } from '../support/pl.js';
import { killedAgain, type Left } from './again.js';
import { times } from './size.js';
import { copyBook, difference, type State, stateOf } from './state.js';

/** Words that are only hers. */
const HERS = ['zenobia', 'quillfeather', 'zq-7741', 'hummingbird', 'periwinkle'];

/** What a test keeps for itself. */
const OWN = 'kept';

/** She has left, and is in the gradebook, in its journal's past, and in copies here and on a stick. */
async function school(): Promise<void> {
  await smallSchool();
  file(
    'r.csv',
    `${ROSTER}zq-7741,Zenobia,Quillfeather,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn\n`,
  );
  await ok('import roster r.csv');
  rmSync('r.csv');
  for (let n = 0; n < 30; n++) await ok(`record zq-7741 6.RP.A.1 ${(n % 4) + 1} hummingbird ${n}`);
  await ok('note zq-7741 periwinkle');
  await ok('record ada 6.RP.A.1 3 hers');
  await ok('rollup');
  at('2027-01-01T09:00:00');
  await ok('student withdraw zq-7741');
  at('2036-06-02T09:00:00');
  await ok('backup');
  await ok('backup usb');
  mkdirSync(OWN);
  for (const folder of ['backups', 'usb']) cpSync(folder, join(OWN, folder), { recursive: true });
  copyFileSync(GRADEBOOK, join(OWN, 'first.db'));
}

function again(): void {
  for (const end of ['', '-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
  copyFileSync(join(OWN, 'first.db'), GRADEBOOK);
  for (const folder of ['backups', 'usb']) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(OWN, folder), folder, { recursive: true });
  }
}

/** The files in which anything of her lies, but for those that the test keeps. */
function withHer(folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (path === OWN) return [];
    if (one.isDirectory()) return withHer(path);
    const bytes = readFileSync(path, 'latin1').toLowerCase();
    return HERS.some((word) => bytes.includes(word)) ? [path] : [];
  });
}

const inCopies = () => withHer().filter((path) => /^(backups|usb)\b/.test(path));

const copies = () =>
  ['backups', 'usb'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));

function found(): State {
  copyBook(GRADEBOOK, join(OWN, 'look.db'));
  return stateOf(join(OWN, 'look.db'));
}

const REASON = ['--reason', 'the family asked', '--yes', '--json'];

/** What a person types next; each finishes what was begun. */
const NEXT = ['status', 'forget --finish', 'record ada rp.1 2', 'students'];

it.each([
  ['forget', ['forget', 'zq-7741', ...REASON], false],
  ['forget --in-copies', ['forget', 'zq-7741', ...REASON, '--in-copies'], true],
  ['retention --forget', ['retention', '--older-than', '7y', '--forget', ...REASON], false],
] as const)('pl %s', async (name, words, isInCopies) => {
  await school();
  const before = found();
  expect(withHer()).toEqual([...copies(), GRADEBOOK].sort());
  await killedAgain({
    name,
    command: { words, env: { PL_NOW: '2036-06-02T09:00:00' } },
    kills: times(10),
    prepare: again,
    look: async (told, n): Promise<Left> => {
      const isThere = found().some((line) => line.includes('Quillfeather'));
      if (isThere) {
        expect(difference(found(), before)).toBe('');
        for (const path of copies())
          expect(readFileSync(path).equals(readFileSync(join(OWN, path)))).toBe(true);
      }
      await ok(NEXT[n % NEXT.length] ?? '');
      expect((await ok('check --quick --json')).json()).toMatchObject({ sound: true });
      if (isThere) return 'old';
      const left = withHer();
      expect(left.filter((path) => !copies().includes(path))).toEqual([]);
      if (told && isInCopies) expect(inCopies()).toEqual([]);
      await ok('forget --in-copies');
      expect(withHer()).toEqual([]);
      for (const path of copies()) expect(stateOf(path).join('\n')).toContain('Lovelace');
      return 'new';
    },
  });
  expect(existsSync(GRADEBOOK)).toBe(true);
});
