/** Erasing students within a transaction: their rows in every table, and their names in the words of the log. */
import type Database from 'better-sqlite3';
import {
  type EntryWords,
  isNameOf,
  isPeerNameOf,
  mentions,
  type Person,
  withoutWordsOf,
} from '../../core/forgetting.js';
import type { Id } from '../../core/model.js';
import { columnsOf } from '../columns.js';

/** Tables that speak of students otherwise: `entries` are cleaned, the others are made by forgetting. */
const APART = ['entries', 'forgotten', 'forgotten_ids'];

/** All that a gradebook has ever called a student. */
export function personOf(db: Database.Database, student: Id): Person {
  const facts = db
    .prepare('SELECT DISTINCT given, family, preferred, email FROM students WHERE id = ?')
    .all(student) as {
    readonly given: string;
    readonly family: string;
    readonly preferred: string | null;
    readonly email: string | null;
  }[];
  return {
    id: student,
    ids: db
      .prepare('SELECT DISTINCT type, value FROM student_ids WHERE student = ? ORDER BY place')
      .all(student) as Person['ids'],
    names: facts.flatMap(({ given, family, preferred }) => [
      { given, family },
      ...(preferred === null ? [] : [{ given: preferred, family }]),
    ]),
    emails: [...new Set(facts.flatMap(({ email }) => email ?? []))],
  };
}

/** Deletes all rows of them and takes them out of the words of the log. */
export function erase(db: Database.Database, people: readonly Person[]): void {
  const ids = JSON.stringify(people.map(({ id }) => id));
  for (const table of tablesAbout(db))
    db.prepare(`DELETE FROM ${table} WHERE student IN ${AMONG}`).run({ ids });
  db.prepare(`DELETE FROM students WHERE id IN ${AMONG}`).run({ ids });
  eraseBeside(db, ids);
  cleanEntries(db, ids, people);
  cleanCards(db, people);
  cleanNamesOfOthers(db, people);
}

/** Those whose ids are in the list of JSON that is bound as @ids. */
export const AMONG = '(SELECT value FROM json_each(@ids))';

/** The tables with a column that names a student, whichever this schema has. */
export function tablesAbout(db: Database.Database): string[] {
  const tables = db
    .prepare(
      `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.name = 'student' ORDER BY m.name`,
    )
    .pluck()
    .all() as string[];
  return tables.filter((table) => !APART.includes(table));
}

/** What others said of them beside. */
function eraseBeside(db: Database.Database, ids: string): void {
  if (!hasTable(db, 'beside')) return;
  db.prepare(
    `DELETE FROM beside WHERE json_extract(fact, '$.student') IN ${AMONG}
       OR (fact_of = 'students' AND json_extract(fact, '$.id') IN ${AMONG})`,
  ).run({ ids });
}

/** A copy of an older schema does not have all of them. */
export function hasTable(db: Database.Database, name: string): boolean {
  return columnsOf(db, name).length > 0;
}

/** That there was an entry stays, with its day and who made it: not what it was about. */
function cleanEntries(db: Database.Database, ids: string, people: readonly Person[]): void {
  const rows = db
    .prepare(
      `SELECT id, student, competency, about, file, who FROM entries
       WHERE coalesce(about, file, who) IS NOT NULL OR student IN ${AMONG}`,
    )
    .all({ ids }) as (EntryWords & { readonly id: Id })[];
  const clean = db.prepare(
    'UPDATE entries SET about = @about, file = @file, who = @who, competency = @competency WHERE id = @id',
  );
  const without = withoutWordsOf(people);
  for (const row of rows) {
    const now = without(row);
    if (WORDS.some((column) => now[column] !== row[column])) clean.run(now);
  }
}

const WORDS = ['about', 'file', 'who', 'competency'] as const;

/** An issue of report cards keeps the name of its file, which may be that of a student. */
function cleanCards(db: Database.Database, people: readonly Person[]): void {
  const isMentioned = mentions(people);
  for (const { select, update } of cards(db)) {
    const clean = db.prepare(update);
    const files = db.prepare(select).pluck().all() as (string | null)[];
    for (const file of files) if (file !== null && isMentioned(file)) clean.run(file);
  }
}

/** Where issues are, how the names of their files are found, and how they are taken out. */
function cards(db: Database.Database): { readonly select: string; readonly update: string }[] {
  const file = (form: string) => `${form} ->> '$.manifest.file'`;
  const without = (form: string) => `json_set(${form}, '$.manifest.file', NULL)`;
  const [form, kept] = ['form', "(fact ->> '$.form')"];
  return [
    {
      table: 'report_cards',
      select: `SELECT DISTINCT ${file(form)} FROM report_cards`,
      update: `UPDATE report_cards SET form = ${without(form)} WHERE ${file(form)} = ?`,
    },
    {
      table: 'beside',
      select: `SELECT DISTINCT ${file(kept)} FROM beside WHERE fact_of = 'report_cards'`,
      // Made a text again: the form is kept as one, and not as a part of the fact.
      update: `UPDATE beside SET fact = json_set(fact, '$.form', ${without(kept)} || '')
        WHERE fact_of = 'report_cards' AND ${file(kept)} = ?`,
    },
  ].filter(({ table }) => hasTable(db, table));
}

/** Where they have judged others, such as in a peer's review, the judgement stays and their names go. */
function cleanNamesOfOthers(db: Database.Database, people: readonly Person[]): void {
  const isTheirs = namingThem(db, people);
  for (const { select, update } of namings(db)) {
    const clean = db.prepare(update);
    const named = db.prepare(select).all() as Naming[];
    for (const naming of named.filter(isTheirs)) clean.run(naming);
  }
}

/** As whose a fact is said to be. */
interface Naming {
  readonly by: string;
  readonly isPeer: 0 | 1;
}

/** Whose reviews are a peer's may be named by a part of a name; no teacher is meant by it. */
function namingThem(db: Database.Database, people: readonly Person[]): (naming: Naming) => boolean {
  const all = (sql: string) => db.prepare(sql).pluck().all() as string[];
  const staff = new Set(all('SELECT DISTINCT name FROM staff'));
  const others = all(
    `SELECT given FROM students UNION SELECT family FROM students
     UNION SELECT preferred FROM students WHERE preferred IS NOT NULL`,
  );
  const [isName, isPeerName] = [isNameOf(people), isPeerNameOf(people, others)];
  return ({ by, isPeer }) => !staff.has(by) && (isName(by) || (isPeer === 1 && isPeerName(by)));
}

/** Where facts have names as whose they are, how these are found, and how they are taken out. */
function namings(db: Database.Database): { readonly select: string; readonly update: string }[] {
  const tables = tablesAbout(db).flatMap((table) => {
    const columns = columnsOf(db, table);
    if (!columns.includes('by')) return [];
    const isPeer = columns.includes('kind') ? "kind = 'peer'" : '0';
    return {
      select: `SELECT DISTINCT "by", ${isPeer} AS isPeer FROM ${table} WHERE "by" IS NOT NULL`,
      update: `UPDATE ${table} SET "by" = NULL WHERE "by" = @by AND (${isPeer}) = @isPeer`,
    };
  });
  if (!hasTable(db, 'beside')) return tables;
  const [by, isPeer] = ["fact ->> '$.by'", "coalesce(fact ->> '$.kind' = 'peer', 0)"];
  const beside = {
    select: `SELECT DISTINCT ${by} AS "by", ${isPeer} AS isPeer FROM beside
      WHERE fact_of <> 'entries' AND ${by} IS NOT NULL`,
    update: `UPDATE beside SET fact = json_set(fact, '$.by', NULL)
      WHERE fact_of <> 'entries' AND ${by} = @by AND ${isPeer} = @isPeer`,
  };
  return [...tables, beside];
}
