/** Several gradebooks, and the ways of bringing three of them together. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { VERSIONED } from '../../src/store/schema.js';
import { at, ok, ROSTER, STANDARDS } from '../support/pl.js';
import { found } from './random-school.js';

/** Each a list of "into, from…" of copies; the last holds all. */
export const WAYS: readonly (readonly (readonly number[])[])[] = [
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

/** Brings copies of the gradebooks together, and says which one holds all, and which are the others. */
export async function broughtTogether(
  names: readonly string[],
  steps: (typeof WAYS)[number],
): Promise<{ readonly into: string; readonly rest: readonly string[] }> {
  const own = names.map((name, place) => copyOf(name, `w${place}.db`));
  let into = '';
  for (const [first = 0, ...others] of steps) {
    into = own[first] ?? '';
    await ok(['merge', ...others.map((other) => own[other] ?? ''), '--db', into]);
  }
  return { into, rest: own.filter((name) => name !== into) };
}

export function copyOf(from: string, to: string): string {
  removeBook(to);
  copyFileSync(from, to);
  return to;
}

export function removeBook(name: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(name + end, { force: true });
}

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

/** A gradebook of one's own with the school at `path`; each name has its own, made once. */
export async function foundSchool(name: string, path: string): Promise<void> {
  if (!founded.has(name)) {
    await found(SCHOOL, 'new.db');
    founded.set(name, readFileSync('new.db'));
    rmSync('new.db');
  }
  writeFileSync(path, founded.get(name) ?? '', { mode: 0o600 });
}

/** Every row of the ledger, ids and all. */
export function ledgerOf(name: string): string[] {
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

/** A gradebook of the small school, made on a day. */
export async function school(name: string, day = '2026-08-24'): Promise<void> {
  at(`${day}T08:00:00`);
  await ok(`init --db ${name}`);
  await ok(`import roster - --db ${name}`, { stdin: ROSTER });
  await ok(`import standards - --db ${name}`, { stdin: STANDARDS });
}
