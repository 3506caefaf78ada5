/**
 * Whole command lines, of words that `pl` knows and words that nobody knows: each ends in time with a
 * code that is documented, what was refused has changed nothing, and data asked for as JSON is JSON.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VERBS } from '../../src/commands/index.js';
import { Session } from '../../src/commands/session.js';
import type { Io } from '../../src/io.js';
import { buildProgram } from '../../src/program.js';
import { busySchool } from '../support/busy.js';
import { LISTS, OTHERS } from '../support/commands.js';
import { dangers } from '../support/hostile.js';
import { file, GRADEBOOK, pl, ROSTER, STANDARDS } from '../support/pl.js';
import { cases, holdsSoon, junk, nearly } from './junk.js';

const { numRuns, ...chosen } = cases(350, 8000);

/** A command on so small a gradebook that takes longer hangs, in milliseconds. */
const HANGS = 20_000;

it('ends as documented, whatever is typed', async () => {
  const book = await school();
  const typed = commandLines(await forms());
  const codes = new Map<number, number>();
  await holdsSoon(
    'typed: whole lines',
    fc.asyncProperty(typed, async (argv) => {
      writeFileSync(GRADEBOOK, book, { mode: 0o600 });
      const start = performance.now();
      const terminal = argv[0] === '--no-input';
      const { code, out, err } = await pl(argv, { terminal });
      codes.set(code, (codes.get(code) ?? 0) + 1);
      expect([0, 1, 2, 3, 4], err).toContain(code);
      expect(performance.now() - start).toBeLessThan(HANGS);
      expect(dangers(terminal && !argv.includes('__complete') ? out + err : err)).toEqual([]);
      if (code !== 0 && code !== 4) {
        expect(err).not.toBe('');
        expect(readFileSync(GRADEBOOK).equals(book)).toBe(true);
      }
      if (code === 0 && saysJson(argv)) expect(() => JSON.parse(out)).not.toThrow();
      cleared();
    }),
    { numRuns, ...chosen },
  );
  // That most lines are refused is as it should be, but not all.
  expect([...codes.keys()].sort()).toEqual(expect.arrayContaining([0, 1, 2, 3]));
});

const ANSWERS_OTHERWISE = ['home', 'help', 'completion', '__complete', 'export', 'demo'];
const TEXTS = ['-h', '--help', '-V', '--version', '-o', '--output', '--csv', '--manifest'];

/** Whether the data on standard output must be a JSON document. */
function saysJson(argv: readonly string[]): boolean {
  if (argv[0] !== '--json' || ANSWERS_OTHERWISE.includes(argv[1] ?? '')) return false;
  if (argv[1] === undefined || argv.join(' ').includes('--format')) return false;
  return !argv.some((word) => TEXTS.some((flag) => word.startsWith(flag)));
}

async function school(): Promise<Buffer> {
  await busySchool();
  files();
  return readFileSync(GRADEBOOK);
}

function files(): void {
  file('roster.csv', ROSTER);
  file('standards.csv', STANDARDS);
  file('evidence.csv', 'student_id,competency,score,date\nada,6.RP.A.1,4,2026-09-09\n');
  file('bad.csv', 'student_id,competency,score,date\nada,6.RP.A.1,99,2026-09-09\nx,y,z,w\n');
  file('rules.yaml', 'policies:\n  default:\n    method: latest\n');
  mkdirSync('folder', { recursive: true });
}

/** Takes away what the commands have left, now and then. */
let runs = 0;
function cleared(): void {
  runs++;
  if (runs % 500 !== 0) return;
  for (const name of ['out', 'folder', '.config', '.cache'])
    rmSync(name, { recursive: true, force: true });
  files();
}

/** A command with its flags, those of every command among them. */
interface Form {
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

async function forms(): Promise<readonly Form[]> {
  const io = { env: {}, width: 80, now: () => new Date(0) } as unknown as Io;
  const program = await buildProgram(new Session(io, async () => 0), VERBS);
  const found: Form[] = [];
  const look = (command: Command, words: readonly string[]) => {
    const flags = [...program.options, ...command.options];
    const names = flags.flatMap(({ long, short }) => [long ?? [], short ?? []].flat());
    if (words.length > 0) found.push({ words, flags: names });
    for (const sub of command.commands) look(sub, [...words, sub.name()]);
  };
  look(program, []);
  return found.filter(({ words }) => !SLOW.includes(words[0] ?? ''));
}

/** Made-up schools and all worked examples take their time, and little of it is about what was typed. */
const SLOW = ['demo', 'selftest'];

const MEANT = [
  ...['ada', 'ben', 'Ada Lovelace', 'ada,ben', 'o', 'nobody', '6A', 'Room 6A', '6A,6B', '7'],
  ...['rp.1', '6.RP.A.1', '6.RP', 'math:6.RP.A.1', 'rp.1=3', 'rp.1=3,rp.2=2', 'rp.1,rp.2', 'math'],
  ...[
    '3',
    '2.5',
    'Proficient',
    'proficient',
    '4',
    'unit',
    'foundation',
    'Autumn',
    '2026-27',
    'Hill School',
  ],
  ...[
    'roster',
    'standards',
    'evidence',
    'pathways',
    'groups',
    'mastery',
    'report-card',
    'native',
    'case',
  ],
  ...['roster.csv', 'evidence.csv', 'bad.csv', 'rules.yaml', 'folder', 'missing.csv', '.', '-'],
  ...['today', 'yesterday', '-3d', '2026-09-09', '2026-10-01', '2026-12-31', 'test', 'project'],
  ...[
    'method=latest',
    'n=3',
    'mastery_at=3',
    'letters=A: mean 3; else F',
    'recent=2',
    'method=decaying',
  ],
  ...[
    'student=first_name',
    'name={first_name} {last_name}',
    'Quiz 1=RP.1',
    '1=Not, 2*=Met',
    'four',
  ],
  ...['A1=3', '10', '0', 'why', 'json', 'csv', 'xlsx', 'section', 'grade', 'bash', 'me', 'colours'],
];

/** Where files may go. */
const PLACES = [
  'out',
  'out.csv',
  'folder',
  'folder/out.csv',
  GRADEBOOK,
  'missing/out',
  'roster.csv',
];

function commandLines(known: readonly Form[]): fc.Arbitrary<string[]> {
  const meant = nearly(MEANT);
  const line = fc.constantFrom(...known).chain(({ words, flags }) => {
    const flag = fc.constantFrom(...flags.filter((one) => !PLACED.includes(one)));
    const placed = fc.tuple(fc.constantFrom(...PLACED), fc.constantFrom(...PLACES));
    const part = fc.oneof(
      { weight: 6, arbitrary: meant.map((word) => [word]) },
      { weight: 4, arbitrary: fc.tuple(flag, meant).map((both) => [...both]) },
      { weight: 1, arbitrary: fc.tuple(flag, meant).map(([name, value]) => [`${name}=${value}`]) },
      { weight: 2, arbitrary: flag.map((name) => [name]) },
      { weight: 1, arbitrary: placed.map((both) => [...both]) },
      { weight: 1, arbitrary: nearly(flags).map((word) => [placeless(word)]) },
    );
    return fc.array(part, { maxLength: 6 }).map((parts) => [...words, ...parts.flat()]);
  });
  const flag = fc.constantFrom('--json', '--csv', '--dry-run', '--quiet', '--verbose', '--all');
  const right = fc
    .constantFrom(...RIGHT)
    .chain((words) =>
      fc
        .array(fc.tuple(fc.nat(words.length), fc.nat(4), fc.oneof(meant, flag)), { maxLength: 2 })
        .map((changes) => changes.reduce(changed, words)),
    );
  const anything = fc.array(fc.oneof(junk, meant), { maxLength: 5 });
  const first = fc.constantFrom(['--json'], ['--no-input'], []);
  return fc
    .tuple(
      first,
      fc.oneof(
        { weight: 10, arbitrary: right },
        { weight: 9, arbitrary: line },
        { weight: 1, arbitrary: anything },
      ),
    )
    .map(([global, words]) => [...global, ...words]);
}

/** Lines that are right as they stand. */
const RIGHT: readonly (readonly string[])[] = [
  ...[...LISTS, ...OTHERS].filter((line) => !/^(demo|selftest|init|)\b/.test(line)),
  'import roster roster.csv',
  'import standards standards.csv --framework math',
  'import evidence evidence.csv bad.csv',
  'import evidence bad.csv --skip-bad',
  'import evidence evidence.csv --map score=score --kind test --dry-run',
  'policy import rules.yaml',
  'scale set five 1=a,2=b,3*=c',
  'student add zoe --name Zoe --section 6A',
  'progress --section 6A --as-of -3d',
].map((line) => line.split(' '));

/** A line with one word more, less, otherwise, twice, or behind another. */
function changed(
  words: readonly string[],
  [at, way, word]: readonly [number, number, string],
): readonly string[] {
  const [before, here, behind] = [words.slice(0, at), words.slice(at, at + 1), words.slice(at + 1)];
  const placed = PLACED.includes(before.at(-1) ?? '') ? here : [word];
  switch (way) {
    case 0:
      return [...before, ...placed, ...here, ...behind];
    case 1:
      return [...before, ...behind];
    case 2:
      return [...before, ...placed, ...behind];
    case 3:
      return [...before, ...here, ...here, ...behind];
    default:
      return [...words, word];
  }
}

/** Flags behind which a file is written, or made. */
const PLACED = ['-o', '--output', '--db', '--manifest', '--missing'];

/** Junk behind such a flag would be a file of that name. */
function placeless(word: string): string {
  return /^(-o|--(o|db|manifest|missing))/.test(word) ? '--json' : word;
}
