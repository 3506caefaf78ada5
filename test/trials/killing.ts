/**
 * Kills a job many times and looks each time at what it left. The gradebook must be, row for row, as it
 * was before one of the entries that the job makes or after it, and after each that was acknowledged.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { GRADEBOOK } from '../support/pl.js';
import { type Death, killed, type Moment } from './ending.js';
import { type Job, lived } from './jobs.js';
import { copyBook, difference, isSame, look, type State, stateOf } from './state.js';

/** How many kills fell when, and what they left. */
export interface Tally {
  readonly job: string;
  /** Before the write lock was taken, while it was held, after it was given back. */
  before: number;
  during: number;
  after: number;
  /** Killed when the answer was out. */
  told: number;
  /** Killed when something was written of which no word was out yet. */
  untold: number;
  /** Runs that had ended before the kill came; they are not counted as kills. */
  ended: number;
}

type Count = keyof Omit<Tally, 'job'>;

/** Called after each run, with how the gradebook was before it, and whether it was killed. */
export type Inspect = (n: number, before: State, killed: boolean) => void;

const SEED = 20261001;

/** Kills a job so often; throws at the first gradebook that is not as it must be. */
export async function kills(job: Job, many: number, inspect: Inspect = () => {}): Promise<Tally> {
  const first = readFileSync(GRADEBOOK);
  const again = () => {
    for (const end of ['-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
    writeFileSync(GRADEBOOK, first, { mode: 0o600 });
  };
  const usual = await usualTimes(job, again);
  const moments = momentsOf(usual, many * 2);
  const tally: Tally = {
    job: job.name,
    before: 0,
    during: 0,
    after: 0,
    told: 0,
    untold: 0,
    ended: 0,
  };
  let states: readonly State[] | null = null;
  for (let n = 0; tally.before + tally.during + tally.after < many; n++) {
    if (job.anew) again();
    states = (job.anew ? states : null) ?? (await statesOf(job, n));
    const moment = moments[n % moments.length] ?? null;
    const death = await killed(job.command(n), moment);
    const found = await look('look.db');
    judge(job, tally, states, found, death);
    inspect(n, states[0] ?? [], death.killed);
  }
  return tally;
}

/** What the gradebook may be after a run: as before, and as after each of its entries. */
async function statesOf(job: Job, n: number): Promise<readonly State[]> {
  const states = [await look('next.db')];
  for (let steps = 1; steps <= (job.steps ?? 1); steps++) {
    copyBook(GRADEBOOK, 'next.db');
    await lived(job, n, steps, 'next.db');
    states.push(stateOf('next.db'));
  }
  return states;
}

function judge(job: Job, tally: Tally, states: readonly State[], found: State, death: Death): void {
  const told = job.told(death.out);
  const written = states.findIndex((state) => isSame(state, found));
  const fail = (what: string) => {
    const end = death.killed ? `killed after ${death.lived.toFixed(1)} ms` : `ended`;
    throw new Error(
      `${job.name}, ${end}: ${what}\n${difference(found, states[told] ?? [])}\n${death.err}`,
    );
  };
  if (written < 0) fail('the gradebook is neither as before nor as after');
  if (written < told) fail(`${told} acknowledged, ${written} kept`);
  if (!death.killed) {
    if (death.code !== 0 || written !== states.length - 1) fail(`exit code ${death.code}`);
    tally.ended++;
    return;
  }
  if (death.writing) tally.during++;
  else if (written === 0) tally.before++;
  else tally.after++;
  if (told > 0) tally.told++;
  if (written > told) tally.untold++;
}

/** When a run that nobody kills shows its first sign of a write and its first word, and when it ends. */
type Usual = Readonly<Record<'write' | 'answer' | 'end', number>>;

/** Those of the second of two runs: the first fills caches. Leaves everything as it was. */
async function usualTimes(job: Job, again: () => void): Promise<Usual> {
  let usual: Usual = { write: 0, answer: 0, end: 0 };
  for (const n of [-2, -1]) {
    again();
    const { code, lived, signs, err } = await killed(job.command(1_000 + n), null);
    if (code !== 0) throw new Error(`${job.name} ends with ${code}: ${err}`);
    usual = { write: signs.write ?? 0, answer: signs.answer ?? lived, end: lived };
  }
  again();
  rmSync('backups', { recursive: true });
  mkdirSync('backups');
  return usual;
}

/** How long before the first sign of a write its transaction may have begun, in milliseconds. */
const EARLY = 12;

/**
 * Drawn from a seed: a third of them anywhere from the start to a bit after the usual end; the others
 * within the part that writes, which is short: by the clock, after the first write, mostly at once,
 * and after the first word.
 */
function momentsOf({ write, answer, end }: Usual, many: number): Moment[] {
  const late = end * 1.1;
  const kinds: readonly ((share: number) => Moment)[] = [
    (share) => ({ from: 'start', milliseconds: share * late }),
    (share) => ({ from: 'write', milliseconds: share ** 3 * (end - write) }),
    (share) => ({ from: 'start', milliseconds: write - EARLY + share * (late - write + EARLY) }),
    (share) => ({ from: 'start', milliseconds: share * late }),
    (share) => ({ from: 'write', milliseconds: share * (end - write) }),
    (share) => ({ from: 'answer', milliseconds: share * (end - answer) }),
  ];
  const draws = fc.sample(fc.nat(999_999), { seed: SEED, numRuns: many });
  return draws.flatMap((draw, n) => kinds[n % kinds.length]?.(draw / 1_000_000) ?? []);
}

export const sumOf = (tallies: readonly Tally[], key: Count) =>
  tallies.reduce((sum, one) => sum + one[key], 0);

/** The tallies as a table for people. */
export function tallyText(tallies: readonly Tally[]): string {
  const row = (name: string, value: (key: Count) => number) =>
    [
      name.padEnd(24),
      value('before') + value('during') + value('after'),
      ...(['before', 'during', 'after', 'untold', 'told'] as const).map(value),
    ]
      .map((cell) => (typeof cell === 'number' ? String(cell).padStart(7) : cell))
      .join('');
  const head = ['kills', 'before', 'during', 'after', 'untold', 'told'];
  return [
    `${'killed in'.padEnd(24)}${head.map((word) => word.padStart(7)).join('')}`,
    ...tallies.map((one) => row(one.job, (key) => one[key])),
    row('all', (key) => sumOf(tallies, key)),
  ].join('\n');
}
