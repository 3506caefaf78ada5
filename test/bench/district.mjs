/**
 * A district: 100,000 students, 40 competencies, ten million pieces. Each figure beside its measure in the
 * same run: adding up all scores, the `sqlite3` shell, `node -e 0`, and the same rollup with pandas. Takes
 * half an hour and 4 GB in the temporary folder; `DISTRICT=FILE` takes a gradebook that is there, and
 * `DISTRICT_STUDENTS=10000` makes a tenth of it. Seconds by the clock and, in brackets, of the processor.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { makeDistrict, STUDENTS, sectionCode, studentId } from './make-district.mjs';
import { compare, median, timed } from './timing.mjs';

const RUNS = 3;
const PYTHON = '/usr/bin/python3';

export function district(folder, pl, run, env) {
  const made = process.env.DISTRICT ?? join(folder, 'district.db');
  const asked = Number(process.env.DISTRICT_STUDENTS ?? STUDENTS);
  if (!existsSync(made)) makeDistrict(made, run, { students: asked });
  const book = join(folder, 'rolled.db');
  const quiet = { ...env, PL_DB: book, PL_NO_BACKUP: '1' };
  const { pieces, students } = sizes(made);
  console.log(
    `\n| ${students} students, ${pieces} pieces | seconds | measure | ratio | memory |\n|---|---|---|---|---|`,
  );
  const pairs = Array.from({ length: RUNS }, () => firstRollup(made, book, pl, quiet));
  line('`pl rollup`, all masteries written', pairs, 'adding up all scores', '≤ 15 ×, ≤ 300 MB');
  const full = {
    measure: median(pairs.map(({ own }) => own)),
    measureCpu: median(pairs.map(({ cpu }) => cpu)),
  };
  const moved = Array.from({ length: RUNS }, (_, n) => movedRollup(book, n, pl, quiet, full));
  line('`pl rollup`, 1 % of the students moved', moved, 'the first', '≤ 0.03 ×');
  if (spawnSync(PYTHON, ['-c', 'import pandas']).status === 0) {
    const other = withPandas(made, folder, env);
    line(
      'the same with pandas',
      [{ ...other, ...full }],
      '`pl rollup`',
      '≥ 2 ×, five times the memory',
    );
  }
  const out = join(folder, 'mastery.csv');
  const exported = watched(pl('export', 'mastery', '-o', out), quiet);
  line(
    '`pl export mastery`',
    [{ ...exported, ...shellExport(folder, out, env) }],
    '`sqlite3` shell',
    '≤ 2 ×',
  );
  const middle = Math.floor(students / 2);
  for (const [words, goal] of [
    [['progress', studentId(middle)], 2],
    [['ready', '--section', sectionCode(middle)], 2.5],
    [['explain', studentId(middle), 'D1.1'], 2],
    [['record', studentId(middle), 'D1.1', '3'], 1.6],
  ]) {
    const {
      seconds: own,
      reference,
      ratio,
    } = compare(pl(...words), [process.execPath, '-e', '0'], 15, quiet);
    console.log(
      `| \`pl ${words.join(' ')}\` | ${own.toFixed(3)} | \`node -e 0\`: ${reference.toFixed(3)} | ${ratio.toFixed(2)} × (goal: ≤ ${goal} ×) | |`,
    );
  }
  const megabytes = statSync(made).size / 1e6;
  console.log(
    `\n${(megabytes / (pieces / 1e6)).toFixed(0)} MB a million pieces (${megabytes.toFixed(0)} MB in all).`,
  );
}

function sizes(path) {
  const db = new Database(path, { readonly: true });
  const count = (table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  const found = { pieces: count('evidence'), students: count('students') };
  db.close();
  return found;
}

function line(name, runs, measure, goal) {
  const both = (wall, cpu, digits) =>
    `${median(runs.map(wall)).toFixed(digits)} (${median(runs.map(cpu)).toFixed(digits)})`;
  const own = both(
    (one) => one.own,
    (one) => one.cpu,
    2,
  );
  const other = both(
    (one) => one.measure,
    (one) => one.measureCpu,
    2,
  );
  const ratio = both(
    (one) => one.own / one.measure,
    (one) => one.cpu / one.measureCpu,
    3,
  );
  const peak = (Math.max(...runs.map((one) => one.peak)) / 1e6).toFixed(0);
  console.log(
    `| ${name} | ${own} | ${measure}: ${other} | ${ratio} × (goal: ${goal}) | ${peak} MB |`,
  );
}

/** Seconds, those of the processor, and the largest memory (bytes) of a run, as the system says it. */
function watched(command, env) {
  const {
    seconds: own,
    status,
    stderr,
  } = timed(['/usr/bin/time', '-f', '%M %U %S', ...command], env);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  const [kilobytes, user, system] = String(stderr).trim().split('\n').at(-1).split(' ').map(Number);
  return { own, cpu: user + system, peak: kilobytes * 1024 };
}

function firstRollup(made, book, pl, env) {
  mkdirSync(join(book, '..'), { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) rmSync(book + suffix, { force: true });
  copyFileSync(made, book);
  const before = addingUp(book);
  const run = watched(pl('rollup'), env);
  const after = addingUp(book);
  return {
    ...run,
    measure: (before.seconds + after.seconds) / 2,
    measureCpu: (before.cpu + after.cpu) / 2,
  };
}

/** `select sum(score) from evidence`, in this process. */
function addingUp(path) {
  const db = new Database(path);
  const start = performance.now();
  const used = process.cpuUsage();
  db.prepare('SELECT sum(score) FROM evidence').get();
  const { user, system } = process.cpuUsage(used);
  const taken = { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  db.close();
  return taken;
}

/** Three more pieces of every hundredth student, then a rollup. */
function movedRollup(path, n, pl, env, full) {
  const db = new Database(path);
  db.exec(`BEGIN;
    INSERT INTO evidence (student, competency, observed_on, entry, number, made, score, kind)
      SELECT s.id, c.id, '2026-06-0${n + 1}', e.id, ${n + 1} * 10000000 + s.id * 100 + c.id, e.id, 4, 'test'
      FROM students s, (SELECT id FROM competencies WHERE parent IS NOT NULL LIMIT 3) c,
        (SELECT max(id) AS id FROM entries) e
      WHERE s.id % 100 = ${n};
    INSERT OR IGNORE INTO touched SELECT id FROM students WHERE id % 100 = ${n};
    COMMIT`);
  db.close();
  return { ...watched(pl('rollup'), env), ...full };
}

function withPandas(made, folder, env) {
  const script = resolve('test/bench/pandas-rollup.py');
  return watched([PYTHON, script, made, join(folder, 'pandas.db')], env);
}

/** The shell writes the same columns from a table that has them ready. */
function shellExport(folder, csv, env) {
  const db = join(folder, 'ready.db');
  const shell = (words) => watched(['sqlite3', db, ...words], env);
  shell(['-cmd', '.mode csv', `.import ${csv} ready`]);
  const { own, cpu } = shell([
    '-csv',
    '-header',
    '-cmd',
    `.output ${join(folder, 'shell.csv')}`,
    'SELECT * FROM ready',
  ]);
  return { measure: own, measureCpu: cpu };
}
