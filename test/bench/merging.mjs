/**
 * The bench of merging: ten gradebooks of 100,000 pieces each, which go back to one roster and one file of
 * standards, brought into an empty one of the same, against importing the same million pieces from one CSV.
 * Each gradebook has a tenth of the pieces of every student, which is the most that there is to interleave.
 * Then ten gradebooks of a tenth of the evidence, to see that memory does not grow with it.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evidenceCsv } from './make-evidence.mjs';
import { bigSchool } from './make-school.mjs';
import { median, seconds } from './timing.mjs';

const BOOKS = 10;
const PIECES = 1_000_000;
const STUDENTS = 10_000;
const COMPETENCIES = 40;
const PAIRS = 3;

/** Prints the table; `pl` gives the words of a command, `run` runs one. */
export function merging(folder, pl, run, env) {
  const there = join(folder, 'merging');
  mkdirSync(there);
  const school = bigSchool(STUDENTS, COMPETENCIES);
  const empty = join(there, 'empty.db');
  run('init', '--db', empty);
  for (const kind of ['roster', 'standards'])
    run('import', kind, written(there, `${kind}.csv`, school[kind]), '--db', empty);
  console.log(
    `\n| pieces in ${BOOKS} gradebooks | \`pl merge\` | \`pl import evidence\` | ratio | largest memory |\n|---|---|---|---|---|`,
  );
  for (const pieces of [PIECES, PIECES / 10]) {
    const csv = evidenceCsv(school.students, school.codes, pieces, 1);
    const all = written(there, 'all.csv', csv);
    const books = parts(csv).map((part, n) => {
      const db = join(there, `book-${n}.db`);
      copyFileSync(empty, db);
      run('import', 'evidence', written(there, 'part.csv', part), '--db', db);
      return db;
    });
    const pairs = Array.from({ length: PAIRS }, () => {
      const into = fresh(empty, join(there, 'into.db'));
      const merge = watched(there, pl('merge', ...books, '--db', into), env);
      const other = fresh(empty, join(there, 'imported.db'));
      return { merge, other: watched(there, pl('import', 'evidence', all, '--db', other), env) };
    });
    const of = (key) => median(pairs.map((pair) => pair[key].taken));
    const ratio = median(pairs.map(({ merge, other }) => merge.taken / other.taken));
    const peak = Math.max(...pairs.map(({ merge }) => merge.peak)) / 1e6;
    console.log(
      `| ${pieces.toLocaleString('en')} | ${of('merge').toFixed(1)} s | ${of('other').toFixed(1)} s | ${ratio.toFixed(2)} × (goal: ≤ 2 ×) | ${peak.toFixed(0)} MB |`,
    );
  }
  rmSync(there, { recursive: true });
}

/** Every tenth line to one gradebook. */
function parts(csv) {
  const [header, ...lines] = csv.trimEnd().split('\n');
  return Array.from({ length: BOOKS }, (_, n) =>
    [header, ...lines.filter((_line, place) => place % BOOKS === n), ''].join('\n'),
  );
}

function written(folder, name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function fresh(empty, db) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(db + suffix, { force: true });
  copyFileSync(empty, db);
  return db;
}

function watched(folder, command, env) {
  const peakFile = join(folder, 'peak');
  const taken = seconds(command, {
    ...env,
    PEAK_FILE: peakFile,
    NODE_OPTIONS: `--require ${resolve('test/bench/peak.cjs')}`,
  });
  return { taken, peak: Number(readFileSync(peakFile, 'utf8')) };
}
