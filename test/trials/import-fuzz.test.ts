/**
 * Valid files of every kind, spoiled in thousands of ways: `pl import` takes them or says what is
 * wrong, the gradebook holds exactly what was reported or is untouched, and the same file again
 * changes nothing.
 */
import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';
import { SEEDS, type Seed } from './import-seeds.js';
import { type Chance, chance, oneOf, spoiled, spoiledZip } from './mutating.js';
import { LONG, say } from './size.js';

/** How many files are tried, in equal shares of each seed. */
const EACH = Math.ceil((LONG ? 110_000 : 1_500) / SEEDS.length);

const LIMIT = LONG ? 7_200_000 : 180_000;

const tried = new Map<number, number>();

afterAll(() => {
  const codes = [...tried].sort(([a], [b]) => a - b).map(([code, n]) => `${n} with exit ${code}`);
  say(`spoiled files: ${codes.join(', ')}`);
});

/** What came of an import. */
interface Report {
  readonly written: boolean;
  readonly counts: Readonly<Record<string, { add: number; update: number; unchanged: number }>>;
  readonly problems: readonly { readonly severity: string; readonly message: string }[];
}

describe('a spoiled file', () => {
  it.each(SEEDS.map((seed) => [seed.name, seed] as const))(
    'of %s is taken as reported, or refused with its problems',
    async (_, seed) => {
      const books = await booksFor(seed);
      for (let n = 0; n < EACH; n++) await tryOne(seed, oneOf(chance(n), books), n);
    },
    LIMIT,
  );

  it.each(
    SEEDS.map((seed) => [seed.name, seed] as const),
  )('is one of %s that is right as it stands', async (_, seed) => {
    await smallSchool();
    const next = chance(0);
    const bytes = Object.entries(seed.files).map(([name, text]) => [name, Buffer.from(text)]);
    const path = given(Object.fromEntries(bytes), () => 0.99, next);
    await ok(`import ${seed.kind} ${path} ${seed.flags ?? ''}`);
  });
});

/** Gradebooks to import into: with the roster and standards alone, and with the file already there. */
async function booksFor(seed: Seed): Promise<readonly Buffer[]> {
  await smallSchool();
  const bare = readFileSync(GRADEBOOK);
  for (const [name, text] of Object.entries(seed.files)) {
    writeFileSync(name, text);
    await ok(`import ${seed.kind} ${name} ${seed.flags ?? ''}`);
  }
  return [bare, readFileSync(GRADEBOOK)];
}

const FLAGS = ['', '', '', '--skip-bad', '--strict', '--dry-run', '--skip-bad --strict'];

async function tryOne(seed: Seed, book: Buffer, n: number): Promise<void> {
  const next = chance(n * 7919 + seed.name.length);
  for (const end of ['-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
  writeFileSync(GRADEBOOK, book, { mode: 0o600 });
  const names = Object.keys(seed.files);
  const spoil = oneOf(next, names);
  const files = Object.fromEntries(
    names.map((name) => {
      const text = seed.files[name] ?? '';
      return [name, name === spoil ? spoiled(text, next) : Buffer.from(text)];
    }),
  );
  const path = given(files, next, next);
  const flags = oneOf(next, FLAGS);
  const command = `import ${seed.kind} ${path} ${seed.flags ?? ''} ${flags} --json`;
  const before = tally();
  const run = await pl(command);
  tried.set(run.code, (tried.get(run.code) ?? 0) + 1);
  const what = `${seed.name}, number ${n}: ${command}\n${run.err}`;

  expect([0, 1, 3, 4], what).toContain(run.code);
  if (run.code === 1) {
    expect(run.err, what).not.toBe('');
    return expect(tally(), what).toEqual(before);
  }
  const report = run.json<Report>();
  const errors = report.problems.filter(({ severity }) => severity === 'error').length;
  expect(errors > 0, what).toBe(run.code !== 0);
  expect(report.written, what).toBe(run.code !== 3 && !flags.includes('--dry-run'));
  const after = tally();
  if (!report.written) return expect(after, what).toEqual(before);
  for (const [kind, { add, update }] of Object.entries(report.counts)) {
    // A piece under an external id that comes with another score stands beside the one it replaces.
    const more = kind === 'evidence' ? add + update : add;
    if (kind in after)
      expect((after[kind] ?? 0) - (before[kind] ?? 0), `${kind}: ${what}`).toBe(more);
  }
  if (!Object.values(files).some((bytes) => bytes.includes(REPLACED)))
    expect(readFileSync(GRADEBOOK).includes(REPLACED), what).toBe(false);
  await again(command, what, after, names.length === 1);
}

/** U+FFFD, which stands where something could not be read. */
const REPLACED = Buffer.from('\ufffd');

async function again(command: string, what: string, before: Tally, isOne: boolean): Promise<void> {
  const run = await pl(command);
  expect([0, 4], `again: ${what}`).toContain(run.code);
  const said = Object.entries(run.json<Report>().counts).map(([kind, { add, update }]) => [
    kind,
    add,
    // Of two files that contradict each other the later holds, each time anew.
    isOne ? update : 0,
  ]);
  expect(said, `again: ${what}`).toEqual(said.map(([kind]) => [kind, 0, 0]));
  if (isOne) expect(tally(), `again: ${what}`).toEqual(before);
}

/** Writes the files as a person would have them, and names what she gives: a file, a folder, a zip. */
function given(files: Readonly<Record<string, Uint8Array>>, how: Chance, next: Chance): string {
  const names = Object.keys(files);
  const way = how();
  if (way < 0.25) {
    writeFileSync('all.zip', spoiledZip(files, next));
    return 'all.zip';
  }
  rmSync('files', { recursive: true, force: true });
  mkdirSync('files');
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join('files', name), bytes);
  return way < 0.4 ? 'files' : names.map((name) => `files/${name}`).join(' ');
}

type Tally = Readonly<Record<string, number>>;

const TABLES = [
  'schools',
  'staff',
  'sections',
  'students',
  'frameworks',
  'competencies',
  'pathways',
  'evidence',
];

/** How much stands in the gradebook, and its last entry. */
function tally(): Tally {
  const db = new Database(GRADEBOOK, { readonly: true });
  try {
    const one = (sql: string) => db.prepare(sql).pluck().get() as number;
    const standing = TABLES.map((table) => [
      table,
      one(`SELECT count(*) FROM ${table} WHERE ended IS NULL`),
    ]);
    return { entry: one('SELECT max(id) FROM entries'), ...Object.fromEntries(standing) };
  } finally {
    db.close();
  }
}
