/**
 * A made-up district from a seed: 100,000 students in sections of 25 in schools of 1,000, 40 competencies,
 * ten million pieces, as one year of imports would leave them. Roster and standards come in by `pl import`;
 * the pieces are written straight into the table in the order of its key, which takes a minute where
 * importing takes many. `node test/bench/make-district.mjs FILE.db [PIECES_A_STUDENT [STUDENTS]]`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { seeded } from './make-evidence.mjs';

export const STUDENTS = 100_000;
export const PIECES_EACH = 100;
const COMPETENCIES = 40;
const SECTION = 25;
const SCHOOL = 1000;
/** An entry a school day: the import of that night. */
const DAYS = 180;
const TOGETHER = 100;

const GIVEN =
  'Ana Ben Chloe Dario Elif Farid Grace Hugo Ines Jonas Kaya Leo Mara Nils Oona Pia Quentin Rosa Sami Tara Uma Victor Wanda Xenia Yara Zoe';
const FAMILY =
  'Abara Bell Castro Diaz Ek Frost Garcia Haas Ito Jung Kovac Lind Mensah Novak Osei Petrov Quist Reyes Silva Tran Ueda Vargas Weiss Xu Yilmaz Zhou';
const GIVENS = GIVEN.split(' ');
const FAMILIES = FAMILY.split(' ');

/** Kinds as often as schools use them; the last two do not count by default. */
const KINDS = [
  ...Array(8).fill('test'),
  ...Array(4).fill('observation'),
  ...Array(4).fill('project'),
  ...Array(2).fill('portfolio'),
  'conference',
  'self',
];
const TASKS = [
  'Exit ticket',
  'Unit quiz',
  'Warm-up',
  'Problem set',
  'Number talk',
  'Group task',
  'Performance task',
  'Notebook check',
];
const NOTES = [
  'explained it to a classmate without being asked',
  'mixed up the two quantities at first, then corrected it',
  'used a double number line',
  'needed the first step shown',
];

/** Makes the gradebook; `run` runs `pl` with some words. */
export function makeDistrict(db, run, { students = STUDENTS, each = PIECES_EACH } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pl-district-'));
  try {
    run('init', '--db', db);
    for (const [kind, lines] of [
      ['roster', rosterLines(students)],
      ['standards', standardsLines()],
    ]) {
      const file = join(folder, `${kind}.csv`);
      writeFileSync(file, `${lines.join('\n')}\n`);
      run('import', kind, file, '--db', db);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  fillWithPieces(db, each);
}

export function studentId(n) {
  return `D${String(n + 1).padStart(6, '0')}`;
}

/** The section of the nth student. */
export function sectionCode(n) {
  const section = Math.floor(n / SECTION);
  return `M${6 + (section % 3)}-${section + 1}`;
}

function rosterLines(students) {
  const lines = ['student_id,state_id,first_name,last_name,grade,school,section,teacher'];
  for (let n = 0; n < students; n++) {
    const section = Math.floor(n / SECTION);
    const grade = 6 + (section % 3);
    lines.push(
      [
        studentId(n),
        String(9_000_000_000 + n * 7),
        GIVENS[(n * 7) % GIVENS.length] +
          (n % 3 === 0 ? ` ${GIVENS[(n * 11) % GIVENS.length]}` : ''),
        `${FAMILIES[(n * 5) % FAMILIES.length]}-${FAMILIES[Math.floor(n / 26) % FAMILIES.length]}`,
        grade,
        `School ${Math.floor(n / SCHOOL) + 1}`,
        sectionCode(n),
        teacherOf(section),
      ].join(','),
    );
  }
  return lines;
}

function teacherOf(section) {
  return `${GIVENS[section % GIVENS.length]} ${FAMILIES[Math.floor(section / 26) % FAMILIES.length]}`;
}

function standardsLines() {
  const lines = ['framework,code,statement,parent'];
  for (let n = 0; n < COMPETENCIES; n++) {
    const heading = `D${Math.floor(n / 8) + 1}`;
    if (n % 8 === 0) lines.push(`math,${heading},Domain ${heading},`);
    lines.push(
      `math,${heading}.${(n % 8) + 1},Can do what ${heading}.${(n % 8) + 1} asks,${heading}`,
    );
  }
  return lines;
}

function fillWithPieces(path, each) {
  const db = new Database(path);
  // A kill leaves a spoiled file, which nobody will use.
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  const codes = db
    .prepare('SELECT id FROM competencies WHERE parent IS NOT NULL ORDER BY id')
    .pluck()
    .all();
  const students = db.prepare('SELECT id FROM students ORDER BY id').pluck().all();
  db.exec('BEGIN');
  const first = makeEntries(db);
  const columns = 13;
  const row = `(${Array(columns).fill('?').join(', ')})`;
  const insert = db.prepare(
    `INSERT INTO evidence (student, competency, observed_on, entry, number, made, score, possible, kind,
       title, by, note, external_id) VALUES ${Array(TOGETHER).fill(row).join(', ')}`,
  );
  const random = seeded(1);
  const numbers = new Int32Array(DAYS);
  const touch = db.prepare('INSERT OR IGNORE INTO touched (student) VALUES (?)');
  let values = [];
  for (const [place, student] of students.entries()) {
    const teacher = teacherOf(Math.floor(place / SECTION));
    touch.run(student);
    for (const piece of piecesOf(random, codes, each)) {
      const entry = first + piece.day;
      const number = ++numbers[piece.day];
      values.push(student, piece.competency, DATES[piece.day], entry, number, entry);
      values.push(piece.score, piece.possible, piece.kind, piece.title, teacher, piece.note);
      values.push(piece.outside ? `q${entry}-${number}` : null);
      if (values.length < columns * TOGETHER) continue;
      insert.run(values);
      values = [];
    }
  }
  if (values.length > 0) throw new Error('the pieces are no multiple of a statement');
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const DATES = Array.from({ length: DAYS }, (_, n) =>
  new Date(Date.UTC(2025, 8, 1 + Math.floor(n * 1.4))).toISOString().slice(0, 10),
);

function makeEntries(db) {
  const uid = db.prepare('SELECT uid FROM gradebook').pluck().get();
  const last = db
    .prepare(
      'SELECT max(id) AS id, max(number) AS number, max(day) AS day, max(at) AS at FROM entries',
    )
    .get();
  const insert = db.prepare(
    `INSERT INTO entries (id, gradebook, number, at, day, who, command, file)
     VALUES (?, ?, ?, ?, ?, 'district', 'import evidence', ?)`,
  );
  for (let n = 0; n < DAYS; n++)
    insert.run(
      last.id + 1 + n,
      uid,
      last.number + 1 + n,
      last.at,
      last.day,
      `scores-${DATES[n]}.csv`,
    );
  return last.id + 1;
}

/** A student's pieces in the order of the table, mostly growing. */
function piecesOf(random, codes, each) {
  const ability = 1.3 + random() * 2;
  const pieces = [];
  for (let n = 0; n < each; n++) {
    const day = Math.floor(random() * DAYS);
    const competency = codes[Math.floor(random() * codes.length)];
    const score = Math.min(
      4,
      Math.max(1, Math.round((ability + day / 150 + random() - 0.5) * 2) / 2),
    );
    const kind = KINDS[Math.floor(random() * KINDS.length)];
    const task = TASKS[Math.floor(random() * TASKS.length)];
    const isQuiz = kind === 'test' && random() < 0.25;
    pieces.push({
      competency,
      day,
      score: isQuiz ? Math.round(score * 5) : score,
      possible: isQuiz ? 20 : null,
      kind,
      title: `${task} ${Math.floor(day / 9) + 1}`,
      note: random() < 0.05 ? NOTES[Math.floor(random() * NOTES.length)] : null,
      outside: isQuiz,
    });
  }
  return pieces.sort((a, b) => a.competency - b.competency || a.day - b.day);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, each, students] = process.argv.slice(2);
  const run = (...args) =>
    execFileSync(process.execPath, ['bin/pl.js', ...args], { stdio: 'inherit' });
  makeDistrict(path, run, {
    ...(each === undefined ? {} : { each: Number(each) }),
    ...(students === undefined ? {} : { students: Number(students) }),
  });
}
