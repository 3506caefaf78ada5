/**
 * A million rows of evidence: `pl import evidence` against the `sqlite3` shell, which imports the same
 * file through a staging table into a table with the same key and the same constraints, in the order
 * of the key, which is the quickest way. Each pair of runs in turn; then the same file again.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { datedEvidenceCsv, evidenceCsv } from './make-evidence.mjs';
import { median, seconds } from './timing.mjs';

const STUDENTS = 10_000;
const COMPETENCIES = 500;
const ROWS = 1_000_000;
const PAIRS = 3;

/** Prints the table; `pl` gives the words of a command, `run` runs one. */
export function million(folder, pl, run, env) {
  const empty = join(folder, 'million.db');
  const students = Array.from({ length: STUDENTS }, (_, n) => `S${String(n).padStart(5, '0')}`);
  const codes = Array.from({ length: COMPETENCIES }, (_, n) => `M.${Math.floor(n / 10)}.${n % 10}`);
  run('init', '--db', empty);
  const roster = students.map(
    (id, n) => `${id},Given${n % 97},Family${n},sec${Math.floor(n / 25)}`,
  );
  importText(folder, run, empty, 'roster', ['student_id,first_name,last_name,section', ...roster]);
  const standards = codes.map((code) => `m,${code},Statement ${code}`);
  importText(folder, run, empty, 'standards', ['framework,code,statement', ...standards]);

  console.log(
    `\n| 1,000,000 rows | sqlite3 shell | pl import | ratio | again | against the first | largest memory |\n|---|---|---|---|---|---|---|`,
  );
  const files = {
    'by day, without external ids': datedEvidenceCsv(students, codes, ROWS, 1),
    'by student, with external ids': evidenceCsv(students, codes, ROWS, 1),
  };
  for (const [name, text] of Object.entries(files)) {
    const csv = join(folder, 'million.csv');
    writeFileSync(csv, text);
    const pairs = Array.from({ length: PAIRS }, () => pair(folder, empty, csv, pl, env));
    const of = (key) => median(pairs.map((one) => one[key]));
    const ratio = median(pairs.map(({ own, shell }) => own / shell));
    const again = median(pairs.map(({ own, second }) => second / own));
    const peak = Math.max(...pairs.map((one) => one.peak)) / 1e6;
    console.log(
      `| ${name} | ${of('shell').toFixed(1)} s | ${of('own').toFixed(1)} s | ${ratio.toFixed(2)} × (goal: ≤ 2.5 ×) | ${of('second').toFixed(1)} s | ${again.toFixed(2)} × (goal: ≤ 1.5 ×) | ${peak.toFixed(0)} MB (goal: ≤ 250 MB) |`,
    );
  }
}

function importText(folder, run, db, kind, lines) {
  const file = join(folder, `${kind}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  run('import', kind, file, '--db', db);
}

function pair(folder, empty, csv, pl, env) {
  const [mine, theirs] = [join(folder, 'own.db'), join(folder, 'shell.db')];
  for (const db of [mine, theirs]) fresh(empty, db);
  const shell = seconds(['sqlite3', theirs, `.read ${script(folder, csv)}`], env);
  check(theirs);
  const peakFile = join(folder, 'peak');
  const watched = {
    ...env,
    PEAK_FILE: peakFile,
    NODE_OPTIONS: `--require ${resolve('test/bench/peak.cjs')}`,
  };
  const command = pl('import', 'evidence', csv, '--db', mine);
  const own = seconds(command, watched);
  const first = Number(readFileSync(peakFile, 'utf8'));
  check(mine);
  const second = seconds(command, watched);
  check(mine);
  return { shell, own, second, peak: Math.max(first, Number(readFileSync(peakFile, 'utf8'))) };
}

function fresh(empty, db) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(db + suffix, { force: true });
  copyFileSync(empty, db);
}

/** Both hold every row once. */
function check(db) {
  const found = execFileSync('sqlite3', [db, 'SELECT count(*) FROM evidence'], {
    encoding: 'utf8',
  });
  if (Number(found) !== ROWS) throw new Error(`${db} holds ${found.trim()} pieces`);
}

/** What the shell does: the columns of the file as they are, ids looked up, one transaction. */
function script(folder, csv) {
  const header = readFileSync(csv, 'utf8').slice(0, 200).split('\n')[0] ?? '';
  const hasId = header.includes('external_id');
  const path = join(folder, 'shell.sql');
  writeFileSync(
    path,
    `PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
CREATE TEMP TABLE staged (${header
      .split(',')
      .map((name) => `${name} TEXT`)
      .join(', ')});
.mode csv
.import --skip 1 ${csv} staged
INSERT INTO entries (gradebook, number, at, day, command)
  VALUES ('bench', 1, '2030-01-01T00:00:00.000Z', '2030-01-01', 'import evidence');
CREATE TEMP TABLE who (code TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
INSERT INTO who SELECT value, student FROM student_ids WHERE ended IS NULL;
CREATE TEMP TABLE what (code TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID;
INSERT INTO what SELECT code, id FROM competencies WHERE ended IS NULL;
INSERT INTO evidence
  (student, competency, observed_on, entry, number, made, score, kind, title, external_id)
SELECT who.id, what.id, date, (SELECT max(id) FROM entries), staged.rowid,
  (SELECT max(id) FROM entries), CAST(score AS REAL), kind, title,
  ${hasId ? 'external_id' : 'NULL'}
FROM staged JOIN who ON who.code = student_id JOIN what ON what.code = competency
ORDER BY 1, 2, 3, 4, 5;
COMMIT;
`,
  );
  return path;
}
