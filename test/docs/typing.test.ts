/** What thirty observations cost at the keyboard, as docs/many-at-once.md says it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, project, sampleSchool, text } from '../support/pl.js';

const NAMES = 'ana zoe chau soren luke aicha tane fiadh joris okonkwo'.split(' ');
const WHOLE = [
  'Ana Osei',
  'Zoë Abrahamsen',
  'Châu Nguyễn',
  'Søren Kjeldgaard',
  'Luke Wierzba',
  'Aïcha Benkirane',
  'Tāne Rangihuna',
  "Fiadh O'Brien",
  'Joris van der Berg',
  'Maya Okonkwo',
];
const IDS = NAMES.map((_, index) => `s${String(index + 1).padStart(3, '0')}`);
const CODES = ['rp.1', 'rp.2', 'ns.1'];
const KIND = 'project';
const DAY = '2025-12-12';

/** What is typed: commands, each with what goes to its standard input. */
type Typed = readonly (readonly [command: string, stdin?: string])[];

const inFile = (column: string, students: readonly string[]): Typed => [
  [
    'import evidence -',
    [
      `${column},competency,score,date,kind`,
      ...students.flatMap((student) => CODES.map((code) => `${student},${code},3,${DAY},${KIND}`)),
    ].join('\n'),
  ],
];

const WAYS: readonly Typed[] = [
  inFile('student', WHOLE),
  inFile('student_id', IDS),
  NAMES.flatMap((name) =>
    CODES.map((code) => [`record ${name} ${code} 3 --kind ${KIND}`] as const),
  ),
  [
    [
      `record --paste --kind ${KIND}`,
      NAMES.flatMap((name) => CODES.map((code) => `${name} ${code} 3`)).join('\n'),
    ],
  ],
  NAMES.map((name) => [
    `record ${name} ${CODES.map((code) => `${code}=3`).join(' ')} --kind ${KIND}`,
  ]),
  CODES.map((code) => [
    `record --paste --competency ${code} --kind ${KIND}`,
    NAMES.map((name) => `${name} 3`).join('\n'),
  ]),
];

/** `pl`, the line and its Enter; the lines of a file or paste; of a paste also the Enter that ends it, y and Enter. */
function characters(typed: Typed): number {
  return typed
    .map(([command, stdin]) => {
      const end = command.includes('--paste') ? '\ny\n' : '';
      return `pl ${command}\n${stdin === undefined ? '' : `${stdin}\n${end}`}`;
    })
    .reduce((sum, line) => sum + [...line].length, 0);
}

beforeEach(async () => {
  at(`${DAY}T15:30:00`);
  await sampleSchool();
});

describe('thirty observations', () => {
  const page = text(project('docs/many-at-once.md')).split('## What it saves')[1] ?? '';
  const rows = [...page.matchAll(/^\| (.*?) \| (\d+) \| ([\d.]+) \|$/gm)];

  it.each(
    WAYS.map((typed, index) => ({ typed, index })),
  )('way $index costs what the page says', async ({ typed, index }) => {
    const before = (await ok('status --json')).json<{ evidence: number }>().evidence;
    for (const [command, stdin = ''] of typed) await ok(command, { stdin });
    const after = (await ok('status --json')).json<{ evidence: number }>().evidence;
    expect(after - before).toBe(30);
    const count = characters(typed);
    expect(rows[index]?.slice(2)).toEqual([String(count), (count / 30).toFixed(1)]);
  });
});
