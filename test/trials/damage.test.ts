/**
 * Gradebooks are damaged at random: no command crashes, none gives a wrong answer under exit code 0 that
 * `pl check` would not find, and `pl restore --last` brings back what was in the last copy.
 */
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, sampleSchool } from '../support/pl.js';
import { FIRST, LONG, say } from './size.js';
import { tried } from './tried.js';

const PAGE = 4096;

/** Draws whole numbers below a bound, the same in every run of a trial. */
type Draw = (below: number) => number;

interface Harm {
  readonly name: string;
  /** Changes the bytes of a gradebook, or of its journal. */
  readonly act: (bytes: Buffer, draw: Draw) => Buffer;
}

const FILE: readonly Harm[] = [
  { name: 'cut off', act: (bytes, draw) => bytes.subarray(0, draw(bytes.length)) },
  { name: 'a bit flipped', act: (bytes, draw) => flipped(bytes, draw, 1) },
  { name: 'bits flipped', act: (bytes, draw) => flipped(bytes, draw, 8) },
  {
    name: 'bits of the start flipped',
    act: (bytes, draw) => flipped(bytes, (n) => draw(Math.min(n, 200)), 2),
  },
  { name: 'a page zeroed', act: (bytes, draw) => zeroed(bytes, pageOf(bytes, draw), 1) },
  { name: 'pages zeroed', act: (bytes, draw) => zeroed(bytes, pageOf(bytes, draw), 2 + draw(9)) },
  {
    name: 'pages swapped',
    act: (bytes, draw) => swapped(bytes, pageOf(bytes, draw), pageOf(bytes, draw)),
  },
  { name: 'noise', act: (bytes, draw) => noise(bytes, draw) },
  {
    name: 'no database',
    act: (bytes, draw) => Buffer.alloc(draw(bytes.length), 'student_id,name\n'),
  },
];

const JOURNAL: readonly Harm[] = [
  { name: 'journal: a bit flipped', act: (bytes, draw) => flipped(bytes, draw, 1) },
  { name: 'journal: cut off', act: (bytes, draw) => bytes.subarray(0, draw(bytes.length)) },
  { name: 'journal: zeroed in part', act: (bytes, draw) => zeroed(bytes, pageOf(bytes, draw), 1) },
  { name: 'journal of another', act: () => readFileSync('other.db-wal') },
];

const pageOf = (bytes: Buffer, draw: Draw) => draw(Math.ceil(bytes.length / PAGE));

function flipped(bytes: Buffer, draw: Draw, many: number): Buffer {
  for (let n = 0; n < many; n++) {
    const at = draw(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
  }
  return bytes;
}

const zeroed = (bytes: Buffer, page: number, many: number) =>
  bytes.fill(0, page * PAGE, Math.min(bytes.length, (page + many) * PAGE));

function swapped(bytes: Buffer, one: number, other: number): Buffer {
  const page = (n: number) => bytes.subarray(n * PAGE, (n + 1) * PAGE);
  const kept = Buffer.from(page(one));
  page(other).copy(page(one));
  kept.copy(page(other));
  return bytes;
}

function noise(bytes: Buffer, draw: Draw): Buffer {
  const at = draw(bytes.length);
  for (let n = at; n < Math.min(bytes.length, at + 600); n++) bytes[n] = draw(256);
  return bytes;
}

/** What a school asks every day; none of them may write. */
const QUESTIONS = [
  'status --json',
  'students --json',
  'progress --json',
  'ready --json',
  'log --json --limit 9999',
  'export mastery',
  'export evidence',
] as const;

/** What a school does every day. */
const ACTS = ['record s001 rp.1 3', 'rollup --json', 'rollup --full --json', 'undo', 'backup away'];

const answers = async (): Promise<readonly string[]> =>
  Promise.all(QUESTIONS.map(async (words) => (await ok(words)).out));

interface Tally {
  trials: number;
  /** Every answer was as before. */
  unharmed: number;
  /** Some command said that it could not. */
  said: number;
  /** Found by `pl check`. */
  found: number;
  /** Of a journal: the answer is that of an earlier moment. */
  earlier: number;
  restored: number;
}

const tallies = new Map<string, Tally>();

afterAll(() => {
  const keys = ['trials', 'unharmed', 'said', 'found', 'earlier', 'restored'] as const;
  const row = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, i) => (i === 0 ? String(cell).padEnd(28) : String(cell).padStart(10)))
      .join('');
  say(
    [
      row(['damaged', ...keys]),
      ...[...tallies].map(([name, tally]) => row([name, ...keys.map((key) => tally[key])])),
    ].join('\n'),
  );
});

/** The sample school after a day's work, with a copy of all of it. */
async function school(): Promise<void> {
  await sampleSchool();
  await ok('rollup');
  await ok('override s001 rp.1 4 --reason seen');
  await ok('backup');
  cpSync('backups', 'copies', { recursive: true });
}

function put(name: string, bytes: Buffer | null): void {
  rmSync(name, { force: true });
  if (bytes !== null) writeFileSync(name, bytes, { mode: 0o600 });
}

interface Files {
  readonly book: Buffer;
  readonly journal: Buffer | null;
}

/** The gradebook as it was damaged, with the copies that it had. */
function lay({ book, journal }: Files): void {
  rmSync('backups', { recursive: true, force: true });
  cpSync('copies', 'backups', { recursive: true });
  put(`${GRADEBOOK}-shm`, null);
  put(`${GRADEBOOK}-wal`, journal);
  put(GRADEBOOK, book);
}

/** The answers to a question at each moment that is allowed. */
type Allowed = readonly (readonly string[])[];

async function trial(harm: Harm, files: Files, allowed: Allowed, number: number): Promise<void> {
  const tally = tallyOf(harm.name);
  tally.trials++;
  const found = async () => (await run('check --json')) === 1;
  lay(files);
  const isFound = await found();
  if (isFound) tally.found++;
  let [isSaid, isWrong] = [false, false];
  const moments = new Set<number>();
  for (const [n, question] of QUESTIONS.entries()) {
    lay(files);
    const { code, out, err } = await pl(question);
    expect({ number, harm: harm.name, question, code, err }).toMatchObject({
      code: code === 0 ? 0 : 1,
    });
    if (code === 1) isSaid = true;
    else {
      const moment = allowed.findIndex((one) => one[n] === out);
      moments.add(moment);
      if (moment < 0) isWrong = true;
    }
  }
  if (isSaid) tally.said++;
  else if (!isWrong) tally[moments.size === 1 && moments.has(0) ? 'unharmed' : 'earlier']++;
  if (isWrong) expect({ number, harm: harm.name, isFound }).toMatchObject({ isFound: true });
  for (const act of ACTS) {
    lay(files);
    await run(act);
  }
  if (!isFound && !isSaid) return;
  lay(files);
  await restores(tally, allowed.at(-1) ?? []);
}

/** Runs a command that may refuse and must not crash. */
async function run(words: string): Promise<number> {
  const { code, err } = await pl(words);
  expect({ words, code, err: code > 1 ? err : '' }).toMatchObject({ code: code === 0 ? 0 : 1 });
  return code;
}

async function restores(tally: Tally, expected: readonly string[]): Promise<void> {
  await ok('restore --last --yes');
  for (const [n, question] of QUESTIONS.entries()) {
    if (/^(status|log)/.test(question)) continue;
    expect((await ok(question)).out).toBe(expected[n]);
  }
  expect((await ok('check --json')).json()).toMatchObject({ sound: true });
  tally.restored++;
}

function tallyOf(name: string): Tally {
  const none = { trials: 0, unharmed: 0, said: 0, found: 0, earlier: 0, restored: 0 };
  const tally = tallies.get(name) ?? none;
  tallies.set(name, tally);
  return tally;
}

function drawing(number: number): Draw {
  const draws = fc.sample(fc.nat(2 ** 30), { seed: number, numRuns: 2000 });
  let next = 0;
  return (below) => (draws[next++ % draws.length] ?? 0) % Math.max(1, below);
}

async function trials(
  name: string,
  harms: readonly Harm[],
  many: number,
  files: () => Files,
  allowed: Allowed,
) {
  await tried(`damaged: ${name}`, async (survived) => {
    for (let number = FIRST; number < FIRST + many; number++) {
      const harm = harms[number % harms.length] as Harm;
      const { book, journal } = files();
      const isJournal = harm.name.startsWith('journal');
      const bytes = harm.act(isJournal ? (journal ?? Buffer.alloc(0)) : book, drawing(number));
      await trial(
        harm,
        isJournal ? { book, journal: bytes } : { book: bytes, journal },
        allowed,
        number,
      );
      survived();
    }
  });
}

it('the file of a gradebook', async () => {
  await school();
  const bytes = readFileSync(GRADEBOOK);
  const expected = await answers();
  const files = () => ({ book: Buffer.from(bytes), journal: null });
  await trials('the file', FILE, LONG ? 144 : 9, files, [expected]);
});

it('the journal of a gradebook that was being written when pl was killed', async () => {
  await school();
  const holder = new Database(GRADEBOOK);
  holder.exec('BEGIN');
  holder.prepare('SELECT 1 FROM entries').get();
  const moments: string[][] = [[...(await answers())]];
  for (const student of ['s001', 's002', 's003']) {
    await ok(`record ${student} rp.1 2`);
    moments.unshift([...(await answers())]);
  }
  const book = readFileSync(GRADEBOOK);
  const journal = readFileSync(`${GRADEBOOK}-wal`);
  holder.close();
  await otherJournal();
  expect(existsSync('other.db-wal')).toBe(true);
  const files = () => ({ book: Buffer.from(book), journal: Buffer.from(journal) });
  await trials('the journal', JOURNAL, LONG ? 40 : 4, files, moments);
});

/** The journal of the same school, on which somebody else has worked. */
async function otherJournal(): Promise<void> {
  await sampleSchool();
  const holder = new Database(GRADEBOOK);
  holder.exec('BEGIN');
  holder.prepare('SELECT 1 FROM entries').get();
  await ok('rollup');
  await ok('record s009 rp.2 1');
  copyFileSync(`${GRADEBOOK}-wal`, 'other.db-wal');
  holder.close();
}
