/**
 * Kills a command many times, each time from the same beginning, mostly while it writes. Who asks looks at
 * what is left; beside the gradebook nothing unfinished may lie after the next command.
 */
import { existsSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { isAside } from '../support/aside.js';
import { type Command, type Death, killed, type Moment } from './ending.js';
import { document } from './jobs-once.js';
import { say } from './size.js';
import { tried } from './tried.js';

/** What a killed command has come to: nothing, or all of it. */
export type Left = 'old' | 'new';

export interface Trial {
  readonly name: string;
  /** Its JSON is its acknowledgement. */
  readonly command: Command;
  readonly kills: number;
  /** Killed so often in a row before anybody looks; 1 unless said. */
  readonly inRow?: number;
  readonly prepare: () => void;
  /**
   * Called after each run, the n-th: gives the next command, and fails where something was lost. `told`:
   * it was acknowledged.
   */
  readonly look: (told: boolean, n: number) => Promise<Left>;
}

const SEED = 20261103;

/** Runs that end before the kill comes are looked at as well, and are not counted. */
export async function killedAgain(trial: Trial): Promise<void> {
  const { name, command, prepare, look, kills, inRow = 1 } = trial;
  const usual = await usualRun(trial);
  const draws = fc.sample(fc.nat(999_999), { seed: SEED, numRuns: kills * inRow * 4 });
  const found = { old: 0, new: 0, ended: 0 };
  let next = 0;
  await tried(`killed: ${name}`, async (survived) => {
    for (let n = 0; found.old + found.new < kills && next < draws.length; n++) {
      prepare();
      let death: Death | null = null;
      let [told, isKilled] = [false, false];
      for (let row = 0; row < inRow && (death === null || death.killed); row++) {
        const moment = momentIn(usual, (draws[next] ?? 0) / 1_000_000, next);
        next++;
        death = await killed(command, moment);
        told ||= document(death.out) === 1;
        isKilled ||= death.killed;
        const refused = death.killed || death.code === 0 ? '' : death.err;
        expect({ name, refused }).toEqual({ name, refused: '' });
      }
      const left = await look(told, n);
      if (told) expect({ name, left }).toEqual({ name, left: 'new' });
      expect({ name, beside: unfinished() }).toEqual({ name, beside: [] });
      if (!isKilled) found.ended++;
      else {
        found[left]++;
        survived(inRow);
      }
    }
  });
  say(`${name}: killed ${found.old} times before and ${found.new} after, ended ${found.ended}`);
}

/** The second of two runs that nobody kills: the first fills caches. */
async function usualRun({ name, command, prepare, look }: Trial): Promise<Death> {
  let usual: Death | null = null;
  for (const n of [0, 1]) {
    prepare();
    usual = await killed(command, null);
    const { code, err } = usual;
    expect({ name, code, err: code === 0 ? '' : err }).toEqual({ name, code: 0, err: '' });
    expect(await look(true, n)).toBe('new');
  }
  if (usual === null) throw new Error('it was never run');
  return usual;
}

/** Anywhere; after the gradebook was opened, where one can see that; towards the end; after the answer. */
function momentIn({ lived, signs }: Death, share: number, n: number): Moment {
  const { write = lived / 2, answer = lived } = signs;
  const kinds: readonly Moment[] = [
    { from: 'start', milliseconds: share * lived },
    { from: 'start', milliseconds: write + share * (lived - write) },
    { from: 'start', milliseconds: write + Math.cbrt(share) * (lived * 1.05 - write) },
    { from: 'answer', milliseconds: share * (lived - answer) },
  ];
  return kinds[n % kinds.length] ?? { from: 'start', milliseconds: 0 };
}

/** What somebody has begun and not finished, beside the gradebook and its copies. */
function unfinished(): string[] {
  const copies = existsSync('backups') ? readdirSync('backups') : [];
  return [...readdirSync('.'), ...copies].filter(isAside);
}
