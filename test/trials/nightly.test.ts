/** A night is killed at moments drawn from a seed: killed and run again, it comes to what one run comes to. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { file, GRADEBOOK, ok, ROSTER, smallSchool } from '../support/pl.js';
import { type Death, killed } from './ending.js';
import { say, times } from './size.js';
import { tried } from './tried.js';

const SEED = 20261122;
const KILLS = times(16);

const NIGHT = `settle: 0
roster: drop/roster.csv
evidence: [inbox, second --skip-bad]
rollup: yes
exports:
  out/mastery.csv: mastery
  out/evidence.csv: evidence --section 6A
`;

const HEAD = 'student_id,competency,score,date\n';
const FOLDERS = ['drop', 'inbox', 'second', 'out'];

let school: Uint8Array;

beforeEach(async () => {
  await smallSchool();
  school = readFileSync(GRADEBOOK);
});

/** The gradebook as it was and all that was dropped, as if nothing had ever been run. */
function dropAgain(): void {
  for (const end of ['', '-wal', '-shm', '.nightly.json', '.nightly.lock'])
    rmSync(GRADEBOOK + end, { force: true });
  writeFileSync(GRADEBOOK, school, { mode: 0o600 });
  for (const folder of FOLDERS) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
  file(
    'drop/roster.csv',
    `${ROSTER}eve,Eve,Moss,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn\n`,
  );
  for (const n of [1, 2, 3])
    file(`inbox/quiz${n}.csv`, `${HEAD}ada,R.1,${n},2026-09-0${n}\neve,R.1,3,2026-09-0${n}\n`);
  file('inbox/wrong.csv', `${HEAD}nobody,R.1,3,2026-09-01\n`);
  file('second/some.csv', `${HEAD}ben,R.1,3,2026-09-01\nnobody,R.1,3,2026-09-01\n`);
  file('night.yaml', NIGHT);
}

/** What a school has in the end: students, pieces and masteries, and every file with its bytes. */
async function found(): Promise<readonly string[]> {
  const data = await Promise.all(
    ['export roster', 'export mastery', 'students --json'].map(async (one) => (await ok(one)).out),
  );
  const pieces = JSON.parse((await ok('export evidence --json')).out) as Record<string, unknown>[];
  const plain = pieces.map(({ student_id, competency, score, observed_on, date }) =>
    JSON.stringify([student_id, competency, score, observed_on, date]),
  );
  return [...data, ...plain.sort(), ...FOLDERS.flatMap(filesUnder)];
}

/** Half a file that a killed process left aside has a name of its own, and nobody reads it. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((one) => {
      const path = join(folder, one.name);
      if (one.isDirectory()) return [path, ...filesUnder(path)];
      if (/^\.pl-.*\.tmp$/.test(one.name)) return [];
      // Pieces are named by their entry, which may be another.
      return path === 'out/evidence.csv' ? [path] : [`${path} ${readFileSync(path, 'utf8')}`];
    });
}

const COMMAND = { words: ['nightly', 'night.yaml', '--json'] };

const changed = ({ out }: Death) => JSON.parse(out).changed;

const isWhole = ({ out }: Death) => {
  try {
    JSON.parse(out);
    return true;
  } catch {
    return false;
  }
};

it('killed and run again comes to what one run comes to, and what was refused is said', async () => {
  dropAgain();
  await killed(COMMAND, null);
  dropAgain();
  const usual = await killed(COMMAND, null);
  expect({ code: usual.code, err: usual.err }).toEqual({ code: 4, err: '' });
  const expected = await found();
  const draws = fc.sample(fc.nat(1000), { seed: SEED, numRuns: KILLS * 4 });
  let [kills, nights, early, runs] = [0, 0, 0, 0];
  let { lived } = usual;
  await tried('killed: nightly', async (survived) => {
    while (kills < KILLS) {
      dropAgain();
      nights++;
      const before = kills;
      let saidAlready = false;
      let last: Death | null = null;
      // A bad night: it is killed up to three times.
      for (let n = 0; n < 3 && kills < KILLS; n++) {
        const share = (draws[runs++ % draws.length] ?? 0) / 1000;
        last = await killed(COMMAND, { from: 'start', milliseconds: share * lived * 1.05 });
        if (!last.killed) {
          // A whole night: the machine may be faster now than it was at first.
          if (n === 0) lived = last.lived;
          break;
        }
        kills++;
        if (isWhole(last)) saidAlready = true;
        if (share < 0.2) early++;
        last = null;
      }
      last ??= await killed(COMMAND, null);
      expect(last.err).toBe('');
      if (!saidAlready) expect([last.code, changed(last)]).toEqual([4, changed(usual)]);
      expect(await found()).toEqual(expected);
      const again = await killed(COMMAND, null);
      expect(again.code).toBe(0);
      expect(await found()).toEqual(expected);
      survived(kills - before);
    }
  });
  say(`nightly: ${kills} kills in ${nights} nights, ${early} of them at its start, 0 lost`);
});
