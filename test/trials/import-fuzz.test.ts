/**
 * Valid files of every kind, spoiled in thousands of ways: `pl import` takes them or says what is
 * wrong, the gradebook holds exactly what was reported or is untouched, and the same file again
 * changes nothing.
 */
import { Buffer } from 'node:buffer';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/commands/import/elsewhere.js';
import { type Given, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';
import { SEEDS } from './import-seeds.js';
import { changedAsReported, type Report, type Tally, tally } from './import-tally.js';
import type { Seed } from './seeds/seed.js';
import { FIRST, KEPT, LONG, say, TRIED } from './size.js';
import { type Chance, chance, oneOf } from './spoiling/chance.js';
import { type Bytes, spoiled, spoiledZip } from './spoiling/files.js';
import { counted } from './tried.js';

/** How many files are tried, in equal shares of each seed. */
const EACH = Math.ceil((TRIED ?? (LONG ? 10_000 : 15 * SEEDS.length)) / SEEDS.length);

/** An import of such files that takes longer hangs, in milliseconds. */
const HANGS = 5_000;

/** So many faults of a seed are enough to see. */
const MOST_FAULTS = 5;

const tried = new Map<number, number>();

afterAll(() => {
  const codes = [...tried].sort(([a], [b]) => a - b).map(([code, n]) => `${n} with exit ${code}`);
  say(`spoiled files: ${codes.join(', ')}`);
});

const EACH_SEED = SEEDS.map((seed) => [seed.name, seed] as const);

describe('a seed', () => {
  it('is there for every format', () => {
    const formats = Object.entries(FORMATS).flatMap(([kind, list]) =>
      list.map(({ name }) => `${kind} ${name}`),
    );
    const seeds = SEEDS.map(({ kind, format }) => `${kind} ${format}`);
    expect(formats.filter((one) => !seeds.includes(one))).toEqual([]);
  });

  it.each(EACH_SEED)('%s is right as it stands', async (_, seed) => {
    await smallSchool();
    const given = inFolder(bytesOf(seed));
    const { json } = await ok(`import ${seed.kind} ${given} ${seed.flags ?? ''} --json`);
    const { format, counts } = json<Report>();
    expect(format).toBe(seed.format ?? 'native');
    expect(Object.values(counts).some(({ add, unchanged }) => add + unchanged > 0)).toBe(true);
  });
});

describe('a spoiled file', () => {
  it.each(
    EACH_SEED,
  )('of %s is taken as reported, or refused with its problems', async (_, seed) => {
    const books = await booksFor(seed);
    const faults: string[] = [];
    for (let n = FIRST; n < FIRST + EACH && faults.length < MOST_FAULTS; n++) {
      const book = oneOf(chance(n), books);
      try {
        await tryOne(seed, book, n);
      } catch (error) {
        if (KEPT !== null) kept(book, join(KEPT, `${seed.name}, ${n}`));
        faults.push(`number ${n}: ${error instanceof Error ? error.message : error}`);
      }
    }
    counted({ trial: 'fuzz: spoiled files imported', tries: EACH, lost: faults.length });
    expect(faults).toEqual([]);
  });
});

/** The files as they were tried, and the gradebook as it stood before. */
function kept(book: Buffer, folder: string): void {
  cpSync('.', folder, { recursive: true });
  writeFileSync(join(folder, 'before.db'), book);
}

function bytesOf({ files }: Seed): Bytes {
  const all = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
  return Object.fromEntries(all);
}

/** Gradebooks to import into: with the roster and standards alone, and with the files already there. */
async function booksFor(seed: Seed): Promise<readonly Buffer[]> {
  await smallSchool();
  const bare = readFileSync(GRADEBOOK);
  await ok(`import ${seed.kind} ${inFolder(bytesOf(seed))} ${seed.flags ?? ''}`);
  return [bare, readFileSync(GRADEBOOK)];
}

const FLAGS = ['', '', '', '--skip-bad', '--strict', '--dry-run', '--skip-bad --strict'];
const ROSTER_FLAGS = [
  '--withdraw-missing',
  '--rename',
  '--zeros',
  '--max-change 10%',
  '--withdraw-missing --skip-bad',
];

async function tryOne(seed: Seed, book: Buffer, n: number): Promise<void> {
  const next = chance(n * 7919 + seed.name.length);
  for (const end of ['-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
  writeFileSync(GRADEBOOK, book, { mode: 0o600 });
  const { files, hasReplaced } = spoiled(seed.files, next);
  const path = pathOf(files, next);
  const flags = oneOf(next, [...FLAGS, ...(seed.kind === 'roster' ? ROSTER_FLAGS : [])]);
  const [kind, format] = taken(seed, next);
  const only = Object.values(files)[0];
  const piped = Object.keys(files).length === 1 && next() < 0.1 ? only : undefined;
  const from = piped === undefined ? path : '-';
  const command = `import ${kind} ${from} ${seed.flags ?? ''} ${flags} ${format} --json`;
  const given = { stdin: piped ?? '' };
  const before = tally();
  const rehearsed = next() < 0.05 ? await pl(`${command} --dry-run`, given) : null;
  const start = performance.now();
  const run = await pl(command, given);
  const took = performance.now() - start;
  tried.set(run.code, (tried.get(run.code) ?? 0) + 1);
  const what = `${seed.name}, number ${n}: ${command}\n${run.err}`;

  // What a flag names may be gone from the file.
  const mayMisuse = seed.flags?.includes('--map') === true || kind !== seed.kind || format !== '';
  expect(mayMisuse ? [0, 1, 2, 3, 4] : [0, 1, 3, 4], what).toContain(run.code);
  expect(took, what).toBeLessThan(HANGS);
  if (run.code === 1 || run.code === 2) {
    expect(run.err, what).not.toBe('');
    return expect(tally(), what).toEqual(before);
  }
  const report = run.json<Report>();
  if (rehearsed !== null) {
    const { counts, problems } = rehearsed.json<Report>();
    expect({ counts, problems }, `rehearsed: ${what}`).toEqual({
      counts: report.counts,
      problems: report.problems,
    });
  }
  const errors = report.problems.filter(({ severity }) => severity === 'error').length;
  expect(errors > 0, what).toBe(run.code !== 0);
  expect(report.written, what).toBe(run.code !== 3 && !flags.includes('--dry-run'));
  const after = tally();
  if (!report.written) return expect(after, what).toEqual(before);
  changedAsReported(report, before, after, what);
  if (!hasReplaced) expect(readFileSync(GRADEBOOK).includes('\ufffd'), what).toBe(false);
  const way = next();
  if (way < 0.1 && after.entry !== before.entry) return undone(what, before);
  if (way < 0.14) await looked(what);
  const isOne = Object.keys(files).length === 1 || kind === 'roster' || MANY.has(report.format);
  await again(command, given, what, after, isOne);
}

/** Now and then it is given as another kind, or said to be of another format. */
function taken(seed: Seed, next: Chance): readonly [kind: Seed['kind'], format: string] {
  const way = next();
  if (way < 0.03) return [oneOf(next, SEEDS).kind, ''];
  if (way > 0.05) return [seed.kind, ''];
  const other = oneOf(next, [NATIVE_ONLY, ...FORMATS[seed.kind]]);
  return [seed.kind, `--format ${other.name}`];
}

const NATIVE_ONLY = { name: 'native' };

/** What was imported is taken back whole. */
async function undone(what: string, { entry: _, ...before }: Tally): Promise<void> {
  expect((await pl('undo')).code, `undo: ${what}`).toBe(0);
  expect(tally(), `undo: ${what}`).toMatchObject(before);
}

const VIEWS = ['students', 'sections', 'standards', 'progress --all', 'ready', 'status'];

/** What was imported can be looked at. */
async function looked(what: string): Promise<void> {
  for (const view of VIEWS) expect((await pl(view)).code, `${view}: ${what}`).toBe(0);
  expect((await pl('export mastery')).code, `export mastery: ${what}`).toBe(0);
  for (const kind of ['roster', 'standards', 'evidence'])
    expect((await pl(`export ${kind} -o out.csv`)).code, `export ${kind}: ${what}`).toBe(0);
  // The last of them comes back as it is.
  const back = await pl('import evidence out.csv --dry-run --json');
  expect(back.code, `evidence back: ${what}\n${back.err}`).toBe(0);
  expect(back.json<Report>().counts.evidence, what).toMatchObject({ add: 0, update: 0 });
}

/** The formats that read all files together. */
const MANY = new Set(
  Object.values(FORMATS).flatMap((list) => list.flatMap(({ many, name }) => (many ? name : []))),
);

async function again(
  command: string,
  given: Given,
  what: string,
  before: Tally,
  isOne: boolean,
): Promise<void> {
  const run = await pl(command, given);
  expect([0, 4], `again: ${what}`).toContain(run.code);
  const moved = Object.entries(run.json<Report>().counts).flatMap(([kind, { add, update }]) => [
    // Of two files that contradict each other the later holds, each time anew.
    ...(add > 0 && (isOne || kind !== 'enrollments') ? [`${kind}: ${add} added`] : []),
    ...(isOne && update > 0 ? [`${kind}: ${update} updated`] : []),
  ]);
  expect(moved.join(), `again: ${what}`).toBe('');
  if (isOne) expect(tally(), `again: ${what}`).toEqual(before);
}

/** Writes the files as a person would have them, and names what she gives: files, a folder, a zip. */
function pathOf(files: Bytes, next: Chance): string {
  const way = next();
  if (way >= 0.25) {
    const folder = inFolder(files);
    return way < 0.6
      ? folder
      : Object.keys(files)
          .map((name) => `"${folder}/${name}"`)
          .join(' ');
  }
  writeFileSync('all.zip', spoiledZip(files, next));
  return 'all.zip';
}

function inFolder(files: Bytes): string {
  rmSync('files', { recursive: true, force: true });
  mkdirSync('files');
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join('files', name), bytes);
  return 'files';
}
