/**
 * Gradebooks of random histories, each on its own or copies that were both written on: in whatever order
 * and grouping they are brought together, the same comes of it.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VERSIONED } from '../../src/store/schema.js';
import { at, ok, pl } from '../support/pl.js';
import { act, computed, does, everything } from './random-history.js';
import { found } from './random-school.js';

const RUNS = Number(process.env.PL_TRIALS ?? 8);

/** Who begins how: with a gradebook of her own, or with a copy of an earlier one. */
const beginning = fc.constantFrom('own', 'copy');

const step = fc.record({
  who: fc.nat(2),
  act,
  /** Weeks since the step before; several on one day, at one moment, are ties. */
  later: fc.constantFrom(0, 0, 1),
});

const history = fc.record({
  begins: fc.tuple(beginning, beginning),
  shared: fc.array(act, { maxLength: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 9 }),
});

/** What everybody imports. */
const SCHOOL = {
  roster: `student_id,state_id,first_name,last_name,grade,section,teacher,school,term
s0,000,Ana,Osei,6,7A,Ms Fair,Hill,Autumn
s1,001,Ben,Okri,06,7A,Ms Fair,Hill,Autumn
s2,,Cleo,Park,7,Choir,,,
`,
  standards: `framework,code,statement,parent,requires,rule,points
main,A,Heading A,,,count 1,
main,B,Heading B,,,,
main,A.1,One,A,,,1
main,A.2,Two,A,A.1,,1
main,A.10,Ten,A,,,1
main,B.1,Of B,B,,,1
other,C,Sea,,,,
`,
  links: 'source,target,relationship\nA.1,C,exact\nB.1,A.10,prerequisite\n',
  pathways: `pathway,stage,competency,requirement,group,min_level
unit,one,A.1,,,
unit,one,B.1,choose 1,g,
unit,two,A.10,,,4
`,
  evidence: ['student_id,competency,score,date\ns0,A.1,3,2026-09-01\ns1,C,2,2026-09-02\n'],
};

const founded = new Map<string, Uint8Array>();

/** A gradebook of one's own with the school; each name has its own, made once. */
async function foundSchool(name: string, as: string): Promise<void> {
  if (!founded.has(name)) {
    await found(SCHOOL, 'new.db');
    founded.set(name, readFileSync('new.db'));
    rmSync('new.db');
  }
  writeFileSync(as, founded.get(name) ?? '', { mode: 0o600 });
}

let books = 0;

it('comes to the same in any order and grouping, and a second time writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (one) => {
      const start = `h${++books}-`;
      const made: string[] = [];
      const book = (name: string) => {
        made.push(start + name);
        return start + name;
      };
      const copyOf = (from: string, name: string) => {
        copyFileSync(from, book(name));
        return start + name;
      };
      try {
        const sources = await histories(one, book, copyOf);
        await sameInAnyOrder(sources, copyOf);
      } finally {
        for (const name of made)
          for (const end of ['', '-wal', '-shm']) rmSync(name + end, { force: true });
      }
    }),
    {
      numRuns: RUNS,
      endOnFailure: process.env.PL_TRIALS !== undefined,
      ...(process.env.PL_SEED ? { seed: Number(process.env.PL_SEED) } : {}),
    },
  );
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
type Copy = (from: string, name: string) => string;

async function histories(
  one: History,
  book: (name: string) => string,
  copyOf: Copy,
): Promise<readonly string[]> {
  let week = 0;
  const clock = () => at(new Date(Date.UTC(2026, 9, 1 + 7 * week, 9)).toISOString().slice(0, 19));
  clock();
  const own = async (name: string) => {
    await foundSchool(name, book(name));
  };
  const names = ['a', 'b', 'c'].map((name) => `h${books}-${name}.db`);
  await own('a.db');
  for (const words of one.shared) await does(words, names[0] ?? '');
  for (const [place, how] of one.begins.entries()) {
    const name = 'bc'[place];
    if (how === 'own') await own(`${name}.db`);
    else copyOf(names[place] ?? '', `${name}.db`);
  }
  for (const { who, act: words, later } of one.steps) {
    week += later;
    clock();
    await does(words, names[who] ?? '');
    if (later === 1) await ok(`rollup --db ${names[who]}`);
  }
  return names;
}

/** Ways of bringing three together, each a list of "into, from…" of copies. */
const WAYS: readonly (readonly (readonly number[])[])[] = [
  [[0, 1, 2]],
  [[2, 1, 0]],
  [
    [0, 1],
    [0, 2],
  ],
  [
    [1, 2],
    [0, 1],
    [0, 2, 1],
  ],
  [
    [2, 0],
    [1, 2],
  ],
];

async function sameInAnyOrder(sources: readonly string[], copyOf: Copy): Promise<void> {
  const results: string[] = [];
  const refused: string[] = [];
  for (const [way, steps] of WAYS.entries()) {
    const own = sources.map((name, place) => copyOf(name, `w${way}-${place}.db`));
    let into = '';
    let refusal = '';
    for (const [first = 0, ...others] of steps) {
      into = own[first] ?? '';
      const from = others.map((place) => own[place] ?? '');
      const run = await pl(['merge', ...from, '--db', into]);
      if (run.code === 1) refusal = run.err;
      else if (run.code !== 0) throw new Error(`pl merge ended with ${run.code}: ${run.err}`);
    }
    if (refusal !== '') refused.push(refusal);
    else results.push(into);
  }
  if (refused.length > 0) {
    expect(results).toEqual([]);
    return;
  }
  const [first = '', ...others] = results;
  const ledger = ledgerOf(first);
  for (const other of others) expect(ledgerOf(other)).toEqual(ledger);
  const [said, log] = [await everything(first), (await ok(`log --json --db ${first}`)).out];
  const last = others.at(-1) ?? '';
  expect(await everything(last)).toBe(said);
  expect((await ok(`log --json --db ${last}`)).out).toBe(log);
  const before = await computed(first);
  await ok(`rollup --full --db ${first}`);
  expect(await computed(first)).toBe(before);
  const again = await ok(['merge', ...sources, last, '--json', '--db', first]);
  expect(again.json()).toMatchObject({ written: false });
  expect(standingIn(sources, first)).toEqual([]);
}

/** Every row of the ledger, ids and all. */
function ledgerOf(name: string): string[] {
  const db = new Database(name, { readonly: true });
  try {
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const tables = ['entries', 'identities', 'aliases', ...VERSIONED];
    return [
      ...tables.flatMap((table) => rowsOf(db, `SELECT * FROM ${table}`, table)),
      ...rowsOf(db, 'SELECT fact_of, fact, upto FROM beside', 'beside'),
    ];
  } finally {
    db.close();
  }
}

function rowsOf(db: Database.Database, sql: string, title: string): string[] {
  const rows = db.prepare(sql).all() as object[];
  return rows.map((row) => `${title} ${JSON.stringify(row)}`).sort();
}

/** Pieces that stand in a source, and that none has taken back, but do not stand in what came of it. */
function standingIn(sources: readonly string[], together: string): string[] {
  const pieces = sources.map((name) => piecesOf(name));
  const ended = new Set(pieces.flatMap(({ ended }) => ended));
  const standing = new Set(piecesOf(together).standing);
  return pieces
    .flatMap((one) => one.standing)
    .filter((piece) => !ended.has(piece) && !standing.has(piece));
}

function piecesOf(name: string): { standing: string[]; ended: string[] } {
  const db = new Database(name, { readonly: true });
  const rows = db
    .prepare(
      `SELECT x.mark || ' ' || e.number AS piece, max(e.ended IS NULL) AS stands
       FROM evidence e JOIN entries x ON x.id = e.entry GROUP BY 1`,
    )
    .all() as { piece: string; stands: number }[];
  db.close();
  return {
    standing: rows.filter(({ stands }) => stands === 1).map(({ piece }) => piece),
    ended: rows.filter(({ stands }) => stands === 0).map(({ piece }) => piece),
  };
}
