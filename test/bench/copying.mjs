/**
 * The bench of copies: `pl backup` of a gradebook of five million pieces against `cp` of the same file, and
 * the check of every row beside it. Neither `cp` brings the copy to the disk nor does it look at it.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { compare, seconds } from './timing.mjs';

const STUDENTS = 50_000;
const EACH = 100;

export function copying(folder, pl, run, env) {
  const db = join(folder, 'copied.db');
  run('init', '--db', db);
  run('import', 'standards', 'fixtures/standards.csv', '--db', db);
  fill(db);
  const to = join(folder, 'copies');
  mkdirSync(to);
  const own = pl('backup', to, '--keep', '1', '--db', db);
  const { seconds: taken, reference, ratio } = compare(own, ['cp', db, join(to, 'cp.db')], 5, env);
  const full = seconds(pl('backup', to, '--full', '--db', db), env);
  const size = Math.round(statSync(db).size / 1e6);
  console.log(`\n| a gradebook of ${size} MB | seconds | to cp |\n|---|--:|--:|`);
  console.log(`| \`cp\` | ${reference.toFixed(2)} | 1 |`);
  console.log(`| \`pl backup\` | ${taken.toFixed(2)} | ${ratio.toFixed(2)} |`);
  console.log(
    `| \`pl backup --full\` (every row is read) | ${full.toFixed(2)} | ${(full / reference).toFixed(1)} |`,
  );
  rmSync(to, { recursive: true });
  rmSync(db);
}

/** Pieces of students who are all alike: only how many there are matters here. */
function fill(path) {
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  const entry = db.prepare('SELECT max(id) FROM entries').pluck().get();
  const competencies = db.prepare('SELECT id FROM competencies ORDER BY id').pluck().all();
  const identity = db.prepare(
    "INSERT INTO identities (noun, entry, number) VALUES ('student', ?, ?)",
  );
  const student = db.prepare(
    'INSERT INTO students (id, given, family, active, entry, made) VALUES (?, ?, ?, 1, ?, ?)',
  );
  const piece = db.prepare(
    `INSERT INTO evidence (student, competency, observed_on, entry, number, made, score, kind, title, by)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'test', ?, 'fair')`,
  );
  db.exec('BEGIN');
  for (let s = 0; s < STUDENTS; s++) {
    const id = Number(identity.run(entry, 100_000 + s).lastInsertRowid);
    student.run(id, `Given ${s % 97}`, `Family ${s}`, entry, entry);
    for (let n = 0; n < EACH; n++) {
      const competency = competencies[n % competencies.length];
      const day = `2026-09-${String(1 + (n % 28)).padStart(2, '0')}`;
      piece.run(id, competency, day, entry, s * EACH + n, entry, 1 + (n % 4), `Task ${n % 12}`);
    }
  }
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
