/** A merge and a split are killed at any moment: all or nothing is there, and the others are as they were. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { expect, it } from 'vitest';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { killedAgain, type Left } from './again.js';
import { times } from './size.js';
import { copyBook, difference, isSame, type State, stateOf } from './state.js';

const OTHERS = ['stone.db', 'fair.db', 'reed.db'];

/** Four gradebooks that began as one, and have gone on each for itself. */
async function colleagues(): Promise<void> {
  await sampleSchool();
  await ok('rollup');
  mkdirSync('kept');
  for (const [n, name] of OTHERS.entries()) {
    const student = `s00${n + 1}`;
    await ok(`split --section 7A -o ${name}`);
    await ok(`record ${student} rp.1 ${n + 1} --title ${n} --db ${name}`);
    await ok(`note ${student} said by ${n} --db ${name}`);
    file('more.csv', moreEvidence(n));
    await ok(`import evidence more.csv --db ${name}`);
    copyFileSync(name, `kept/${name}`);
  }
  await ok('record s004 rp.1 4');
  copyFileSync(GRADEBOOK, 'kept/first.db');
}

function moreEvidence(teacher: number): string {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const student = `s${String((i % 24) + 1).padStart(3, '0')}`;
    return `${student},RP.${(i % 2) + 1},${(i % 4) + 1},2026-09-${(i % 20) + 10},${teacher} ${i}`;
  });
  return `student_id,competency,score,date,title\n${rows.join('\n')}\n`;
}

function again(): void {
  for (const end of ['', '-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
  rmSync('backups', { recursive: true, force: true });
  copyFileSync('kept/first.db', GRADEBOOK);
}

function found(): State {
  copyBook(GRADEBOOK, 'kept/look.db');
  return stateOf('kept/look.db');
}

it.each([
  ['merge', 1],
  ['merge, killed twice in a row', 2],
] as const)('pl %s', async (name, inRow) => {
  await colleagues();
  const words = ['merge', ...OTHERS, '--json'];
  const before = found();
  await ok(words);
  const after = found();
  expect(isSame(before, after)).toBe(false);
  await killedAgain({
    name,
    command: { words },
    kills: times(8),
    inRow,
    prepare: again,
    look: async (): Promise<Left> => {
      const state = found();
      const isDone = isSame(state, after);
      if (!isDone) expect(difference(state, before)).toBe('');
      for (const one of OTHERS)
        expect(readFileSync(one).equals(readFileSync(`kept/${one}`))).toBe(true);
      for (const copy of existsSync('backups') ? readdirSync('backups') : [])
        if (copy.endsWith('.db')) expect(difference(stateOf(`backups/${copy}`), before)).toBe('');
      await ok(words);
      expect(difference(found(), after)).toBe('');
      expect((await ok('check --quick --json')).json()).toMatchObject({ sound: true });
      return isDone ? 'new' : 'old';
    },
  });
});

it('pl split -o', async () => {
  await colleagues();
  const before = found();
  const part = (path: string) =>
    stateOf(path).filter((line) => !/^(gradebook|entries) /.test(line));
  const parts = () => readdirSync('out').filter((name) => !name.startsWith('.'));
  let whole: State | null = null;
  await killedAgain({
    name: 'split -o',
    command: { words: 'split --section 7A -o out/part.db --json'.split(' ') },
    kills: times(8),
    prepare: () => {
      again();
      rmSync('out', { recursive: true, force: true });
      mkdirSync('out');
    },
    look: async (): Promise<Left> => {
      const left = parts();
      expect([[], ['part.db']]).toContainEqual(left);
      if (left.length > 0) {
        cpSync('out/part.db', 'kept/part.db');
        whole ??= part('kept/part.db');
        expect(difference(part('kept/part.db'), whole)).toBe('');
      }
      const untold = (state: State) => state.filter((line) => !line.startsWith('copies '));
      expect(difference(untold(found()), untold(before))).toBe('');
      await ok('split --section 7A -o out/other.db --json');
      expect(parts()).toEqual(['other.db', ...left]);
      expect(readdirSync('out').filter((name) => name.startsWith('.'))).toEqual([]);
      expect((await ok('check --quick --json')).json()).toMatchObject({ sound: true });
      return left.length > 0 ? 'new' : 'old';
    },
  });
});
