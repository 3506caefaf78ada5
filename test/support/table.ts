/** What the trials of all files came to, as one table at the end of a run. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name under which the files of tests find where to write. */
export const RESULTS = 'PL_TRIALS_RESULTS';

/** One line of the table. */
export interface Tried {
  readonly trial: string;
  readonly tries: number;
  readonly lost: number;
}

/** Called once before all tests; what it returns, once after them. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'pl-trials-'));
  const results = join(folder, 'results');
  process.env[RESULTS] = results;
  return () => {
    if (existsSync(results)) process.stdout.write(`\n${table(readFileSync(results, 'utf8'))}\n`);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** What is of one name, together; by name. */
function sums(all: readonly Tried[]): Tried[] {
  const known = new Map<string, Tried>();
  for (const { trial, tries, lost } of all) {
    const before = known.get(trial) ?? { tries: 0, lost: 0 };
    known.set(trial, { trial, tries: before.tries + tries, lost: before.lost + lost });
  }
  return [...known.values()].sort((a, b) => (a.trial < b.trial ? -1 : 1));
}

function table(results: string): string {
  const lines = results.split('\n').filter((line) => line !== '');
  const tried = sums(lines.map((line) => JSON.parse(line) as Tried));
  const sum = (of: (one: Tried) => number) => tried.reduce((total, one) => total + of(one), 0);
  const all = { trial: 'all', tries: sum(({ tries }) => tries), lost: sum(({ lost }) => lost) };
  const width = Math.max(...tried.map(({ trial }) => trial.length)) + 2;
  const row = ([name = '', ...numbers]: readonly (string | number)[]) =>
    String(name).padEnd(width) + numbers.map((number) => String(number).padStart(10)).join('');
  return [
    row(['trial', 'tries', 'survived', 'lost']),
    ...[...tried, all].map(({ trial, tries, lost }) => row([trial, tries, tries - lost, lost])),
  ].join('\n');
}
