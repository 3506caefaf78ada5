import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, STANDARDS, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** Everything that imports bring, as it can be read again. */
async function everything(): Promise<string> {
  const commands = [
    'export roster --withdrawn',
    'export standards',
    'export links',
    'export pathways',
    'students --withdrawn --json',
    'sections --all --json',
    'policy export',
  ];
  const runs = [];
  for (const command of commands) runs.push((await ok(command)).out);
  runs.push(JSON.stringify(groups()));
  const evidence = (await ok('export evidence --csv')).lines;
  return [...runs, ...evidence.map((line) => line.replace(/[a-z0-9]{8}-\d+-\d+/, ''))].join('\n');
}

/** Groups are only ever counted, so they are looked up in the file. */
function groups(): unknown[] {
  const db = new Database(GRADEBOOK, { readonly: true });
  try {
    const standing = 'SELECT student, name, value FROM student_groups WHERE ended IS NULL';
    return db.prepare(`${standing} ORDER BY student, name`).all();
  } finally {
    db.close();
  }
}

interface Imported {
  readonly kind: string;
  readonly text: string;
}

const imports = async (some: readonly Imported[]) => {
  for (const { kind, text } of some) await ok(`import ${kind} -`, { stdin: text });
};

const of = (kind: string, ...files: readonly (readonly string[])[]): Imported[] =>
  files.map((lines) => ({ kind, text: `${lines.join('\n')}\n` }));

const STUDENTS = 'student_id,name,grade,section,teacher,school';
const PIECES = 'student_id,competency,score,date,external_id';
const CODES = 'framework,code,statement';
const LINKS = 'source,target,relationship';
const GROUPS = 'student_id,group,value';
const STAGES = 'pathway,stage,competency';

/** Three imports of a kind, none of which says anything of what another one made. */
const KINDS: readonly (readonly [string, readonly Imported[]])[] = [
  [
    'evidence',
    of(
      'evidence',
      [PIECES, 'ada,R.1,3,2026-09-01,a', 'ben,R.1,2,2026-09-01,b'],
      [PIECES, 'ada,R.1,4,2026-09-01,a'],
      [PIECES, 'cleo,R.1,2,2026-09-01,'],
    ),
  ],
  [
    'roster',
    of(
      'roster',
      [STUDENTS, 'eve,Eve New,6,9Z,Ms Quill,Brook School'],
      [STUDENTS, 'ada,Ada King,7,6A,Ms Fair,Hill School'],
      [STUDENTS, 'fay,Fay New,6,6B,Mr Stone,Hill School'],
    ),
  ],
  [
    'standards',
    of(
      'standards',
      [CODES, 'art,A.1,Draw'],
      [CODES, 'math,6.RP.A.1,Understand ratios'],
      [CODES, 'music,M.1,Sing'],
    ),
  ],
  [
    'links',
    of(
      'links',
      [LINKS, 'R.1,6.RP.A.1,same'],
      [LINKS, 'R.1,6.NS.B.1,related'],
      [LINKS, 'R.1,6.RP.A.2,related'],
    ),
  ],
  [
    'pathways',
    of(
      'pathways',
      [STAGES, 'one,first,R.1'],
      [STAGES, 'two,first,R.1'],
      [STAGES, 'three,first,6.RP.A.1'],
    ),
  ],
  [
    'groups',
    of('groups', [GROUPS, 'ada,lunch,free'], [GROUPS, 'ben,bus,yes'], [GROUPS, 'ada,house,red']),
  ],
];

describe('any one import of several is taken back as if it had never been', () => {
  it.each(KINDS)('of %s', async (_kind, some) => {
    for (const left of some) {
      await smallSchool();
      await imports(some.filter((one) => one !== left));
      const without = await everything();
      await smallSchool();
      await imports(some);
      expect(await everything()).not.toBe(without);
      await ok(`undo ${4 + some.indexOf(left)}`);
      expect(await everything()).toBe(without);
    }
  });

  it.each(KINDS)('of %s, and then the others in any order', async (_kind, some) => {
    const before = await everything();
    for (const order of [
      [4, 5, 6],
      [5, 6, 4],
      [6, 4, 5],
    ]) {
      await smallSchool();
      await imports(some);
      for (const entry of order) await ok(`undo ${entry}`);
      expect(await everything()).toBe(before);
    }
  });
});

describe('an import that a later one has', () => {
  it('said again in the same words is taken back, whichever goes first', async () => {
    const before = await everything();
    const without = STANDARDS.replace(',6.RP,6.RP.A.1,', ',6.RP,,');
    for (const order of [
      [4, 5],
      [5, 4],
    ]) {
      await smallSchool();
      await ok('import standards -', { stdin: without });
      expect(await everything()).not.toBe(before);
      await ok('import standards -', { stdin: STANDARDS });
      for (const entry of order) await ok(`undo ${entry}`);
      expect(await everything()).toBe(before);
    }
  });

  it.each([
    [
      'roster',
      `${STUDENTS}\nada,Ada Rex,6,6A,Ms Fair,Hill School\n`,
      2,
      'entry 4 has since changed',
    ],
    [
      'roster',
      `${STUDENTS}\neve,Eve New,6,7Z,Mr Stone,Lake School\n`,
      2,
      'entry 4 has since built on what it made (school students)',
    ],
    ['standards', `${CODES}\nmath,6.RP.A.1,Other\n`, 3, 'entry 4 has since changed'],
    [
      'links',
      `${LINKS}\nR.1,6.RP.A.1,same\n`,
      3,
      'entry 4 has since built on what it made (links)',
    ],
    [
      'pathways',
      `${STAGES}\none,first,R.1\n`,
      3,
      'entry 4 has since built on what it made (requirements)',
    ],
    [
      'groups',
      `${GROUPS}\nada,lunch,free\n`,
      2,
      'entry 4 has since built on what it made (student groups)',
    ],
    [
      'evidence',
      `${PIECES}\nada,R.1,3,2026-09-01,a\n`,
      2,
      'entry 4 has since built on what it made (evidence)',
    ],
  ])('built on is kept, and the %s that rests on it named', async (kind, stdin, entry, words) => {
    await ok(`import ${kind} -`, { stdin });
    const before = await everything();
    const run = await pl(`undo ${entry}`);
    expect([run.code, run.err]).toEqual([1, expect.stringContaining(words)]);
    expect(run.err).toContain('try: pl undo 4');
    expect(await everything()).toBe(before);
    await ok('undo 4');
    await ok(`undo ${entry}`);
  });

  it('built on many times refuses, names the first few and says how many more', async () => {
    for (const student of ['ada', 'ben', 'cleo', 'dan', 'ada']) await ok(`record ${student} R.1 3`);
    const { err } = await pl('undo 3');
    expect(err).toContain('entries 4, 5, 6 and 2 more have since built on what it made (evidence)');
    expect(err).toContain('try: pl undo 8');
  });
});
