/** The power goes at any moment: what was acknowledged is there, and nothing is there in part. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND, ENV, has } from '../process/shell.js';
import { file, GRADEBOOK, sampleSchool } from '../support/pl.js';
import { longFile } from './jobs.js';
import { type Act, actsOf, afterCut, TRACE } from './power.js';
import { times } from './size.js';
import { chance } from './spoiling/chance.js';
import { difference, isSame, stateOf } from './state.js';
import { tried } from './tried.js';

const JOBS: readonly (readonly [string, string])[] = [
  ['record', 'record ana RP.1 3 --json'],
  ['import evidence', 'import evidence long.csv --json'],
  ['rollup', 'rollup --json'],
  ['undo', 'undo --json'],
];

const CUTS = times(40);

describe.skipIf(!has('strace', '-o', '/dev/null', 'true'))(
  'the power is cut (skipped where there is no strace)',
  () => {
    it.each(JOBS)('in pl %s', async (name, words) => {
      await sampleSchool();
      file('long.csv', longFile());
      const base = readFileSync(GRADEBOOK);
      const before = stateOf(GRADEBOOK);
      const acts = traced(words.split(' '));
      const after = stateOf(GRADEBOOK);
      expect(isSame(before, after)).toBe(false);
      const said = acts.findIndex(({ kind }) => kind === 'say');
      expect(said).toBeGreaterThan(0);
      await tried(`power cut: ${name}`, (survived) => {
        for (let n = 0; n < CUTS; n++) {
          const draw = chance(n);
          // A third of them at once after the answer, which is the promise.
          const cut = n % 3 === 0 ? said + 1 : Math.trunc(draw() * (acts.length + 1));
          const odds = [0, 0.1, 0.5, 0.9][n % 4] ?? 0;
          lay(base, acts.slice(0, cut), () => draw() < odds);
          const found = stateOf('cut.db');
          if (!isSame(found, after)) {
            expect(difference(found, before)).toBe('');
            expect({ cut, isAcknowledged: cut > said }).toEqual({ cut, isAcknowledged: false });
          }
          survived();
        }
      });
    });
  },
);

/** What the run asked of the system. */
function traced(words: readonly string[]): Act[] {
  const { status, stderr } = spawnSync('strace', [...TRACE, '-o', 'trace', ...COMMAND, ...words], {
    env: { ...ENV, PL_USER: 'fair', PL_NO_BACKUP: '1', NODE_DISABLE_COMPILE_CACHE: '1' },
    encoding: 'utf8',
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return actsOf('trace');
}

/** The files as the disk may have them. */
function lay(base: Buffer, acts: readonly Act[], keeps: () => boolean): void {
  const place = realpathSync(GRADEBOOK);
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(`cut.db${end}`)) rmSync(`cut.db${end}`);
    // The file that processes share is no use after a restart.
    if (end === '-shm') continue;
    const start = end === '' ? Buffer.from(base) : null;
    const found = afterCut(start, acts, place + end, keeps);
    if (found !== null) writeFileSync(`cut.db${end}`, found);
  }
}
