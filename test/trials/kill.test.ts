/** `pl` is killed at hundreds of moments: nothing acknowledged is lost, and nothing is half-written. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { has, sh } from '../process/shell.js';
import { dayAfter, JOBS, type Job } from './jobs.js';
import { type Inspect, kills, sumOf, type Tally, tallyText } from './killing.js';
import { say, times } from './size.js';
import { copyBook, difference, type State, stateOf } from './state.js';
import { tried } from './tried.js';

const tallies: Tally[] = [];

async function killMany(job: Job, inspect?: Inspect): Promise<void> {
  mkdirSync('backups');
  await job.school();
  const tally = await tried(`killed: ${job.name}`, (survived) =>
    kills(job, times(job.kills, 2), (n, before, killed) => {
      inspect?.(n, before, killed);
      if (killed) survived();
    }),
  );
  tallies.push(tally);
}

afterAll(() => say(tallyText(tallies)));

describe('killed at any moment, all or nothing is written, and nothing that was said is lost', () => {
  it.each(JOBS.plain)('pl %s', (_, job) => killMany(job));

  it.skipIf(!has('script', '--version'))(
    'pl record --round (skipped where there is no script of util-linux)',
    () => killMany(JOBS.round),
  );

  it.skipIf(!existsSync('/proc/locks'))(
    'many of them at the very moment of writing (skipped where the system does not say)',
    () => expect(sumOf(tallies, 'during')).toBeGreaterThan(10),
  );
});

describe('the copy of a day', () => {
  const copies = () => readdirSync('backups').filter((name) => /\d\.db$/.test(name));

  it('has its name only when it is whole, and what was left aside goes with the next', async () => {
    const before = new Map<string, State>();
    await killMany(JOBS.firstOfDay, (n, state) => {
      before.set(`gradebook-${dayAfter(n)}.db`, state);
      for (const name of copies()) {
        copyBook(`backups/${name}`, 'copy.db');
        expect(difference(stateOf('copy.db'), before.get(name) ?? [])).toBe('');
      }
      const aside = readdirSync('backups').filter((name) => name.endsWith('.tmp'));
      expect(aside.length).toBeLessThan(2);
    });
    expect(copies().length).toBeGreaterThan(2);
    expect(sh('PL_NOW=2029-01-01 pl record ana RP.1 3').code).toBe(0);
    expect(readdirSync('backups')).toEqual(copies());
    expect(copies().length).toBeLessThan(15);
  });
});
