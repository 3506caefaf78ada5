/**
 * Writes a gradebook of each schema but the newest as SQL into test/fixtures, where it is not there yet: the
 * tables as that schema has them, and what a small school had entered. Tests bring them up to date.
 * Run it before a new schema is begun: `npm run build && node scripts/make-old-gradebooks.mjs`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'pl-old-'));
const launcher = resolve('bin/pl.js');
const book = join(folder, 'gradebook.db');

const ROSTER = `student_id,first_name,last_name,grade,section,course,teacher,school,term
ada,Ada,Brook,6,6A,Maths 6,Ms Fair,Hill School,Autumn
ben,Ben,Cole,6,6A,Maths 6,Ms Fair,Hill School,Autumn
cleo,Cleo,Dahl,6,6B,Maths 6,Mr Stone,Hill School,Autumn
`;
const STANDARDS = `framework,code,statement,parent,requires
math,6.RP,Ratios,,
math,6.RP.1,Understand a ratio,6.RP,
math,6.RP.2,Understand a unit rate,6.RP,6.RP.1
math,6.RP.3,Find a percent,6.RP,
`;
const PATHWAYS = `pathway,stage,competency,requirement,group
unit,first,6.RP.1,,
unit,second,6.RP.2,choose 1,more
unit,second,6.RP.3,choose 1,more
`;
const EVIDENCE = ['ada', 'ben', 'cleo']
  .flatMap((student, s) =>
    ['6.RP.1', '6.RP.2', '6.RP.3'].flatMap((code, c) =>
      [1, 2, 3].map(
        (n) => `${student},${code},${1 + ((s + c + n) % 4)},2026-09-0${n + c},Task ${n}`,
      ),
    ),
  )
  .join('\n');

const DONE = [
  [['init', '--by', 'Ms Fair']],
  [['import', 'roster', '-'], ROSTER],
  [['import', 'standards', '-'], STANDARDS],
  [['import', 'pathways', '-'], PATHWAYS],
  [['import', 'evidence', '-'], `student_id,competency,score,date,title\n${EVIDENCE}\n`],
  [['rollup']],
  [['policy', 'set', 'method=mean', '--competency', '6.RP.3']],
  [['override', 'ada', '6.RP.2', '4', '--reason', 'explained it to others']],
  [['excuse', 'ben', '6.RP.3', '--reason', 'was away']],
  [['note', 'cleo', '6.RP.1'], 'counts on her fingers'],
  [['record', 'cleo', '6.RP.1', '4', 'without help']],
  [['undo']],
  [['student', 'withdraw', 'ben']],
];

function run(words, input = '') {
  const env = { ...process.env, PL_DB: book, PL_NOW: '2026-10-01T09:00:00', PL_USER: 'fair' };
  execFileSync(process.execPath, [launcher, ...words], {
    env,
    input,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

async function migrations() {
  const outfile = join(folder, 'schema.mjs');
  await build({ entryPoints: ['src/store/schema.ts'], bundle: true, format: 'esm', outfile });
  return (await import(outfile)).MIGRATIONS;
}

const columnsOf = (db, table) =>
  db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table);

/** The rows of the gradebook in the tables and columns that an older schema has. */
function* statements(full, old) {
  const tables = old
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    .all();
  for (const { sql } of tables) yield `${sql};`;
  for (const { name } of tables) {
    const columns = columnsOf(old, name)
      .map((column) => `"${column}"`)
      .join(', ');
    const quoted = columnsOf(old, name)
      .map((column) => `quote("${column}")`)
      .join(" || ', ' || ");
    for (const row of full.prepare(`SELECT ${quoted} FROM "${name}"`).pluck().all())
      yield `INSERT INTO ${name} (${columns}) VALUES (${row});`;
  }
}

for (const [words, input] of DONE) run(words, input);
const full = new Database(book, { readonly: true });
const { uid } = full.prepare('SELECT uid FROM gradebook').get();
const steps = await migrations();
mkdirSync('test/fixtures', { recursive: true });
for (let version = 1; version < steps.length; version++) {
  const path = `test/fixtures/schema-${version}.sql`;
  if (existsSync(path)) continue;
  const old = new Database(':memory:');
  for (const step of steps.slice(0, version)) old.exec(step);
  const numbers = ['PRAGMA application_id = 1886152546;', `PRAGMA user_version = ${version};`];
  const text = [...numbers, 'BEGIN;', ...statements(full, old), 'COMMIT;', ''].join('\n');
  writeFileSync(path, text.replaceAll(uid, 'abcd2345'));
}
full.close();
rmSync(folder, { recursive: true });
