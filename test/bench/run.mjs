/**
 * The benches: whole commands against `node -e 0`, and the main job on 40,000 pieces, as ratios in one
 * run. `npm run bench` prints the tables for docs/benchmarks.md, `npm run bench -- millionRows` one of
 * them; nothing is asserted.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { copying } from './copying.mjs';
import { district } from './district.mjs';
import { evidenceCsv } from './make-evidence.mjs';
import { bigSchool } from './make-school.mjs';
import { merging } from './merging.mjs';
import { million } from './million.mjs';
import { takingIn } from './taking-in.mjs';
import { compare, compareShown, seconds } from './timing.mjs';

const PL = 'bin/pl.js';
const NOTHING = [process.execPath, '-e', '0'];
const SHARED = '../shared/data';
const folder = mkdtempSync(join(tmpdir(), 'pl-bench-'));
const env = {
  XDG_CACHE_HOME: join(folder, 'cache'),
  XDG_CONFIG_HOME: join(folder, 'config'),
  XDG_STATE_HOME: join(folder, 'state'),
  NO_COLOR: '1',
};

const pl = (...args) => [process.execPath, PL, ...args];
const run = (...args) =>
  execFileSync(process.execPath, [PL, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

try {
  console.log(`node ${process.version}, ${process.platform} ${process.arch}\n`);
  const parts = {
    startUp,
    mainJob,
    judging,
    explaining,
    firstQuestion,
    betweenQuestions,
    policyCompare,
    millionRows,
    takingIn: () => takingIn(folder, pl, run, env),
    copying: () => copying(folder, pl, run, env),
    merging: () => merging(folder, pl, run, env),
    district: () => district(folder, pl, run, env),
  };
  const asked = process.argv.slice(2);
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await part();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Against the shell of SQLite, where it is installed. */
function millionRows() {
  if (spawnSync('sqlite3', ['--version']).status !== 0) {
    console.log('\n(a million rows: not measured, there is no sqlite3 shell)');
    return;
  }
  million(folder, pl, run, env);
}

/** What a teacher waits for, thirty times a day. */
function startUp() {
  const db = join(folder, 'demo.db');
  run('demo', '--db', db);
  const commands = [
    ['pl --version', ['--version'], 1.3],
    ['pl ready (demo school)', ['ready', '--db', db], 1.6],
    ['pl record (demo school)', ['record', 'maya okonkwo', 'rp.3', '3', '--db', db], 1.6],
    ['pl progress ana (demo school)', ['progress', 'ana', '--db', db], null],
    ['pl explain ana ns.2 (demo school)', ['explain', 'ana', 'ns.2', '--db', db], null],
  ];
  console.log('| command | median | against `node -e 0` | goal |\n|---|---|---|---|');
  for (const [name, args, goal] of commands) {
    const { seconds: own, ratio } = compare(pl(...args), NOTHING, 31, env);
    console.log(
      `| \`${name}\` | ${milliseconds(own)} | ${ratio.toFixed(2)} × | ${goal === null ? '' : `≤ ${goal} ×`} |`,
    );
  }
}

/** Import, rollup and lists on a school of the size of a real one. */
async function mainJob() {
  const db = join(folder, 'school.db');
  run('init', '--db', db);
  importSchool(db);
  const students = JSON.parse(run('students', '--json', '--db', db)).map(
    ({ student_id }) => student_id,
  );
  const codes = JSON.parse(run('standards', '--json', '--db', db))
    .filter(({ assessable }) => assessable)
    .map(({ competency }) => competency);
  const csv = join(folder, 'evidence.csv');
  writeFileSync(csv, evidenceCsv(students, codes, 40_000, 1));
  const steps = [
    ['import evidence', ['import', 'evidence', csv]],
    ['the same import again', ['import', 'evidence', csv]],
    ['rollup', ['rollup']],
    ['rollup --full', ['rollup', '--full']],
    ['progress --json', ['progress', '--json']],
    ['ready --json', ['ready', '--json']],
    ['export mastery', ['export', 'mastery']],
  ];
  console.log(
    `\n| on ${students.length} students, ${codes.length} competencies, 40,000 pieces | seconds |\n|---|---|`,
  );
  for (const [name, args] of steps) {
    console.log(`| \`pl ${name}\` | ${seconds(pl(...args, '--db', db), env).toFixed(2)} |`);
  }
  const { pieces, read, judge } = await bundled('core', db);
  console.log(`\n| in one process, ${pieces} pieces | median | against reading |\n|---|---|---|`);
  console.log(
    `| reading them | ${read.toFixed(0)} ms | 1 × |\n| reading and judging them | ${judge.toFixed(0)} ms | ${(judge / read).toFixed(2)} × (goal: ≤ 10 ×) |`,
  );
}

/** Judging a million pieces in memory with each method, against adding up their scores. */
async function judging() {
  for (const looked of ['last three', 'all']) {
    const { report } = await bundled('judging', '10', looked);
    console.log(
      `\n| 1,000,000 pieces, 10 a competency, ${looked} looked at | adding up | judging | ratio (goal: ≤ 3 ×) |\n|---|---|---|---|`,
    );
    for (const { method, sum, judge, ratio } of report) {
      console.log(
        `| \`${method}\` | ${sum.toFixed(1)} ms | ${judge.toFixed(1)} ms | ${ratio.toFixed(2)} × |`,
      );
    }
  }
}

/** A receipt in a gradebook of a million pieces. */
function explaining() {
  const db = join(folder, 'pieces.db');
  const { roster, standards, students, codes } = bigSchool(2500, 40);
  const files = { roster, standards, evidence: evidenceCsv(students, codes, 1_000_000, 1) };
  run('init', '--db', db);
  for (const [kind, text] of Object.entries(files)) {
    writeFileSync(join(folder, `${kind}.csv`), text);
    run('import', kind, join(folder, `${kind}.csv`), '--db', db);
  }
  const args = ['explain', students[1234], codes[20], '--db', db];
  const { seconds: own, ratio } = compare(pl(...args), NOTHING, 31, env);
  console.log(
    `\n| among 1,000,000 pieces | median | against \`node -e 0\` |\n|---|---|---|\n| \`pl explain\` | ${milliseconds(own)} | ${ratio.toFixed(2)} × (goal: ≤ 2 ×) |`,
  );
}

/** The real-shaped roster and standards where they are, else the sample school. */
function importSchool(db) {
  if (!existsSync(SHARED)) {
    run('import', 'roster', 'fixtures/roster.csv', '--db', db);
    run('import', 'standards', 'fixtures/standards.csv', '--db', db);
    return;
  }
  run('import', 'roster', `${SHARED}/rosters/contoso-sis-flat/students.csv`, '--db', db);
  const code =
    'code={grade_level_code}.{domain_code}.{cluster_code}.{standard_counter}.{substandard_counter}';
  run(
    'import',
    'standards',
    `${SHARED}/standards/ccssm-k8.csv`,
    '--map',
    code,
    '--map',
    'parent={grade_level_code}.{domain_code}',
    '--framework',
    'ccssm',
    '--db',
    db,
  );
}

/** From Enter to the first question, at a terminal by `script`; needs util-linux. */
async function firstQuestion() {
  if (spawnSync('script', ['-qec', 'true', '/dev/null']).status !== 0) {
    console.log('\nno `script` here: the time to the first question is not measured');
    return;
  }
  const db = join(folder, 'demo.db');
  const questions = [
    ['pl record', 'record', 'Which student?'],
    ['pl record ana', 'record ana', 'show?'],
    ['pl record --round …', 'record --round --section 7A --competency rp.1', '1/24'],
  ];
  console.log('\n| from Enter to the question | median | against `node -e 0` |\n|---|---|---|');
  for (const [name, words, question] of questions) {
    const command = `'${process.execPath}' ${PL} ${words} --db '${db}'`;
    const { seconds: own, ratio } = await compareShown(command, question, NOTHING, 31, env);
    console.log(`| \`${name}\` | ${milliseconds(own)} | ${ratio.toFixed(2)} × (goal: ≤ 3 ×) |`);
  }
}

/** Our own work between two students of a round. */
async function betweenQuestions() {
  const db = join(folder, 'round.db');
  const { roster, standards, students, codes } = bigSchool(400, 500);
  const files = { roster, standards, evidence: evidenceCsv(students, codes, 40_000, 1) };
  run('init', '--db', db);
  for (const [kind, text] of Object.entries(files)) {
    writeFileSync(join(folder, `${kind}.csv`), text);
    run('import', kind, join(folder, `${kind}.csv`), '--db', db);
  }
  const { keys, median, slowest } = await bundled('round', db, 'S1');
  console.log(
    `\n| in a round, 400 students, 500 competencies, 40,000 pieces, ${keys} keys | ms |\n|---|---|`,
  );
  console.log(`| from a key to the next student, median | ${median.toFixed(1)} (goal: < 30) |`);
  console.log(`| the slowest | ${slowest.toFixed(1)} |`);
}

/** A policy rehearsed on a school, against judging the same school once and writing it down. */
function policyCompare() {
  const db = join(folder, 'rehearsal.db');
  const { roster, standards, students, codes } = bigSchool(2000, 40);
  const evidence = evidenceCsv(students, codes, 800_000, 1);
  run('init', '--db', db);
  for (const [kind, text] of Object.entries({ roster, standards, evidence })) {
    writeFileSync(join(folder, `${kind}.csv`), text);
    run('import', kind, join(folder, `${kind}.csv`), '--db', db);
  }
  const rollup = pl('rollup', '--full', '--db', db);
  console.log(
    '\n| 2,000 students, 40 competencies, 800,000 pieces | seconds | against `pl rollup --full` |\n|---|---|---|',
  );
  for (const words of ['method=decaying-average recent=all', 'method=power-law recent=all']) {
    const command = pl('policy', 'compare', ...words.split(' '), '--json', '--db', db);
    const { seconds: own, ratio } = compare(command, rollup, 3, env);
    console.log(
      `| \`pl policy compare ${words}\` | ${own.toFixed(2)} | ${ratio.toFixed(2)} × (goal: ≤ 2.2 ×) |`,
    );
  }
}

async function bundled(name, ...args) {
  const outfile = `dist/bench-${name}.cjs`;
  await build({
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    define: { 'import.meta.url': '__here' },
    banner: { js: "const __here = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  const report = execFileSync(process.execPath, [outfile, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  rmSync(outfile);
  return JSON.parse(report);
}

function milliseconds(value) {
  return `${(value * 1000).toFixed(0)} ms`;
}
