/** Many `pl` write at the same time: each piece that was acknowledged is there, once. */
import { mkdirSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/schema.js';
import { has } from '../process/shell.js';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { type Command, type Death, killed } from './ending.js';
import { CLASS, JOBS, longFile, ROWS } from './jobs.js';
import { LONG, say, times } from './size.js';
import { stateOf } from './state.js';
import { counted, tried } from './tried.js';

const PROCESSES = 8;

/** How many records each writes, one after the other. */
const EACH = LONG ? 200 : 16;

/** Runs commands one after the other, each to its end, which must be a good one. */
async function inTurn(commands: readonly Command[]): Promise<Death[]> {
  const ends: Death[] = [];
  for (const command of commands) {
    const end = await killed(command, null);
    expect({ ...command, code: end.code, err: end.code === 0 ? '' : end.err }).toEqual({
      ...command,
      code: 0,
      err: '',
    });
    ends.push(end);
  }
  return ends;
}

/** The records of one process, each with a title of its own. */
function records(writer: number, each: number, students: readonly string[], code: string) {
  return Array.from({ length: each }, (_, n): Command => {
    const student = students[(writer + n) % students.length] ?? '';
    return { words: ['record', student, code, '3', `--title=${writer}-${n}`, '--json'] };
  });
}

const uidOf = ({ out }: Death) => (JSON.parse(out) as { uid: string }).uid;

/** How many pieces stand under titles such as "3-17". */
async function titled(): Promise<number> {
  const { lines } = await ok('export evidence --withdrawn');
  return new Set(lines.flatMap((line) => /,(\d+-\d+),/.exec(line)?.[1] ?? [])).size;
}

async function numbersOfEntries(): Promise<number[]> {
  const log = (await ok('log --json --limit 100000')).json<{ entry: number }[]>();
  return log.map(({ entry }) => entry).sort((a, b) => a - b);
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

const evidence = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;

it(`${PROCESSES} processes record ${EACH} times each beside two imports and a rollup, and all of it is there`, async () => {
  await sampleSchool();
  file('long.csv', longFile());
  file('other.csv', longFile().replaceAll('Task', 'Other').replaceAll(',x', ',y'));
  const before = (await numbersOfEntries()).length;
  const there = await evidence();
  const all = PROCESSES * EACH;
  const students = ['s001', 's002', 's003', 's004'];
  const began = performance.now();
  await tried('many at once: records', async (survived) => {
    const [ends] = await Promise.all([
      Promise.all(upTo(PROCESSES).map((one) => inTurn(records(one, EACH, students, 'RP.1')))),
      inTurn([{ words: ['import', 'evidence', 'long.csv', '--json'] }]),
      inTurn([{ words: ['import', 'evidence', 'other.csv', '--json'] }]),
      inTurn([{ words: ['rollup', '--json'] }, { words: ['rollup', '--json'] }]),
    ]);
    const seconds = (performance.now() - began) / 1000;
    expect(new Set(ends.flat().map(uidOf)).size).toBe(all);
    const kept = await titled();
    say(`${kept} of ${all} records, by ${PROCESSES} at once in ${seconds.toFixed(1)} s`);
    expect(kept).toBe(all);
    expect((await evidence()) - there).toBe(all + 2 * ROWS);
    expect(await numbersOfEntries()).toEqual(upTo(before + all + 2));
    stateOf(GRADEBOOK);
    survived(all);
  });
});

it('a first opening by many at once brings an older gradebook up to date once', async () => {
  await tried('many at once: the first opening', async (survived) => {
    for (let n = 0; n < times(2); n++) {
      older();
      const opened = upTo(PROCESSES).map(() => inTurn([{ words: ['status', '--json'] }]));
      expect(new Set((await Promise.all(opened)).map(([end]) => end?.out)).size).toBe(1);
      stateOf(GRADEBOOK);
      survived();
      const made = upTo(PROCESSES).map(() =>
        killed({ words: ['init', '--db', `new${n}.db`] }, null),
      );
      expect((await Promise.all(made)).filter(({ code }) => code === 0).length).toBe(1);
      stateOf(`new${n}.db`);
      survived();
    }
  });
});

/** A gradebook as the first `pl` made it. */
function older(): void {
  for (const end of ['', '-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
  const db = new Database(GRADEBOOK);
  db.exec(MIGRATIONS[0] ?? '');
  db.pragma(`application_id = ${0x706c6762}`);
  db.pragma('user_version = 1');
  db.exec("INSERT INTO gradebook (one, uid, created_at) VALUES (1, 'abcd2345', '2026-08-24')");
  db.close();
}

const terminals = has('script', '--version');

it('records, pastes, JSON, an import and a round (where there is a terminal) go on side by side', async () => {
  await sampleSchool();
  mkdirSync('backups');
  file('long.csv', longFile());
  const before = await evidence();
  const codes = ['RP.1', 'RP.2', 'NS.1'];
  const students = ['s001', 's002', 's003'];
  const lines = students.flatMap((student) => codes.map((code) => `${student} ${code} 3`));
  const objects = students.flatMap((student_id) =>
    codes.map((competency) => ({ student_id, competency, level: 2, external_id: 'sent' })),
  );
  const each = EACH / 2;
  const pastes = upTo(each).map((n) => ({
    words: ['record', '--paste', '--json', `--title=paste ${n}`],
    stdin: lines.join('\n'),
  }));
  const sent = upTo(each).map(() => ({
    words: ['record', '--json', '-'],
    stdin: JSON.stringify(objects),
  }));
  await Promise.all([
    inTurn(records(1, EACH, students, 'RP.3')),
    inTurn(records(2, EACH, students, 'RP.3')),
    inTurn(pastes),
    inTurn(sent),
    inTurn([{ words: ['import', 'evidence', 'long.csv'] }, { words: ['rollup', '--json'] }]),
    inTurn([{ words: ['import', 'evidence', 'long.csv'] }]),
    inTurn(terminals ? [JOBS.round.command(0)] : []),
  ]);
  const round = terminals ? CLASS : 0;
  // What was sent, and what was imported, came several times and is there once.
  const written = 2 * EACH + each * lines.length + objects.length + ROWS + round;
  expect(await titled()).toBe(2 * EACH);
  expect((await evidence()) - before).toBe(written);
  stateOf(GRADEBOOK);
  counted({ trial: 'many at once: every way side by side', tries: written, lost: 0 });
});
