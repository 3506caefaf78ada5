import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { GRADEBOOK, ok, project, sampleSchool, smallSchool } from '../support/pl.js';
import { COMMAND, ENV, type Ended, sh } from './shell.js';

/** Starts a command and resolves when it has ended; `told` hears its messages as they come. */
function started(args: readonly string[], told: (err: string) => void = () => {}): Promise<Ended> {
  const [node, launcher] = COMMAND;
  const child = spawn(node, [launcher, ...args], { env: { ...ENV } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
    told(err);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

it.each([2, 8])('%d pl record at once all succeed, and none is lost', async (many) => {
  await smallSchool();
  const students = ['ada', 'ben', 'cleo', 'dan'];
  const runs = await Promise.all(
    Array.from({ length: many }, (_, i) =>
      started(['record', students[i % 4] ?? '', '6.RP.A.1', '3', `--title=T${i}`, '--json']),
    ),
  );
  expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 0));
  const uids = runs.map(({ out }) => JSON.parse(out).uid);
  expect(new Set(uids).size).toBe(many);
  const log = (await ok('log --json')).json<{ entry: number; command: string }[]>();
  expect(log.filter(({ command }) => command === 'record')).toHaveLength(many);
  expect(log.map(({ entry }) => entry).sort((a, b) => a - b)).toEqual(
    Array.from({ length: many + 3 }, (_, i) => i + 1),
  );
  expect((await ok('status --json')).json()).toMatchObject({ evidence: many });
  // The first of them has kept the day's copy, and the others have seen that it is there.
  expect(readdirSync('backups')).toEqual(['gradebook-2026-10-01.db']);
  const copy = '--db backups/gradebook-2026-10-01.db';
  expect((await ok(`status --json ${copy}`)).json()).toMatchObject({ students: 4, evidence: 0 });
});

it('reads, records and imports go on side by side', async () => {
  await sampleSchool();
  const imports = (name: string) => ['import', 'evidence', project(`fixtures/${name}.csv`)];
  const runs = await Promise.all([
    started(imports('evidence')),
    started(['record', 'ana', 'rp.1', '3']),
    started(['progress', '--json']),
    started(['rollup']),
    started(['export', 'mastery']),
    started(imports('evidence')),
  ]);
  expect(runs.map(({ code, err }) => [code, err.replace(WAITING, '')])).toEqual(
    runs.map(() => [0, '']),
  );
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 3385 });
});

it('rollups beside eight who record leave what one rollup after them would', async () => {
  await smallSchool();
  const students = ['ada', 'ben', 'cleo', 'dan'];
  const runs = await Promise.all(
    Array.from({ length: 8 }, (_, i) => [
      started(['record', students[i % 4] ?? '', '6.RP.A.1', '3', `--title=T${i}`]),
      ...(i % 3 === 0 ? [started(['rollup', '--json'])] : []),
    ]).flat(),
  );
  expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 0));
  await ok('rollup');
  const { changes, masteries } = (await ok('rollup --full --json')).json();
  expect({ changes, masteries }).toEqual({ changes: [], masteries: 4 });
  const db = new Database(GRADEBOOK, { readonly: true });
  expect(db.prepare('SELECT sum(evidence_count) FROM mastery').pluck().get()).toBe(8);
  db.close();
});

const WAITING = 'waiting for another pl …\n';

it('says that it waits for another pl, and goes on when that has done', async () => {
  await smallSchool();
  const other = new Database(GRADEBOOK);
  other.exec('BEGIN IMMEDIATE');
  const { code, err } = await started(['record', 'ada', 'rp.1', '3'], () => {
    if (other.inTransaction) other.exec('ROLLBACK');
  });
  other.close();
  expect({ code, err }).toEqual({ code: 0, err: WAITING });
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
});

it('two pl init at once make one gradebook', () => {
  const { out } = sh('pl init & pl init; a=$?; wait $!; echo "$a $?"');
  expect(out.trim().split(' ').sort()).toEqual(['0', '1']);
  expect(sh('pl status').code).toBe(0);
});

it('of many pl undo at once of one entry, one succeeds', async () => {
  await smallSchool();
  const { uid } = (await ok('record ada 6.RP.A.1 3 --json')).json<{ uid: string }>();
  await ok(`strike ${uid} --reason slip`);
  const [{ entry } = { entry: 0 }] = (await ok('log --json')).json<{ entry: number }[]>();
  const runs = await Promise.all(Array.from({ length: 5 }, () => started(['undo', String(entry)])));
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1, 1]);
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 1, struck: 0 });
});

it('of many pl fix at once of one piece, one succeeds', async () => {
  await smallSchool();
  const { uid } = (await ok('record ada 6.RP.A.1 3 --json')).json<{ uid: string }>();
  const runs = await Promise.all(Array.from({ length: 4 }, () => started(['fix', uid, '4'])));
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1]);
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 1, struck: 1 });
});
