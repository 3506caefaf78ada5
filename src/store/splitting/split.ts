/**
 * A part of a gradebook for a colleague: some students with all that was said of them, and all rules. It
 * is written into a fresh file row by row, so that nothing of any other student was ever in it. Origins
 * (entries and the numbers of things and pieces) stay as they are, so that both can be united again.
 */
import type { Id } from '../../core/model.js';
import { columnsOf } from '../columns.js';
import { readable } from '../faults.js';
import { createGradebook } from '../making.js';
import type { Gradebook } from '../open.js';
import { VERSIONED } from '../schema.js';
import { type EntryFacts, NEW_MARK } from '../writing.js';
import { besideInPart, goesAlong, isAllWords, OWNER, RULE_NOUNS, valueInPart } from './tables.js';
import { chooseTelling } from './telling.js';

/** Who and what goes along. */
export interface PartOf {
  readonly students: readonly Id[];
  /** Sections that go along besides those in which the students are or were. */
  readonly sections: readonly Id[];
  /** Whether words about students go along: notes, comments, reasons, report cards. */
  readonly withNotes: boolean;
}

/** How much a part holds of what stands. */
export interface PartCounts {
  readonly uid: string;
  readonly students: number;
  readonly sections: number;
  readonly evidence: number;
  readonly entries: number;
}

/**
 * Writes a part of a gradebook to `path`, where nothing may be yet; the gradebook itself is only read, in
 * one moment. `facts` say who makes the part: that is the part's own first entry, numbered after all that
 * it has. Whether all facts are about something that is there is for the caller to check. Throws `PlError` and
 * leaves an unfinished file where it cannot be written.
 */
export function writePart(
  book: Gradebook,
  path: string,
  part: PartOf,
  facts: EntryFacts,
): PartCounts {
  const made = createGradebook(path, facts.at, () => {});
  made.db.close();
  const { db } = book;
  try {
    // The names of those who stay behind are not written anywhere, not even for a moment.
    db.pragma('temp_store = MEMORY');
    // Facts come before what they are about: to look for them with each thing would take a scan of them all.
    db.pragma('foreign_keys = OFF');
    db.prepare('ATTACH ? AS part').run(path);
    db.exec('BEGIN');
    choose(book, part);
    chooseTelling(book);
    for (const table of VERSIONED) copyFacts(book, table, part.withNotes);
    copyNames(book);
    copyBeside(book, part.withNotes);
    copyEntries(book, part.withNotes);
    db.exec(AFTER);
    addOwnEntry(book, made.uid, facts);
    const counts = countsOf(book, made.uid);
    db.exec('COMMIT');
    return counts;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw readable(error, path);
  } finally {
    for (const table of ['going', 'called', 'telling', 'peers', 'entries_going'])
      db.exec(`DROP TABLE IF EXISTS temp.${table}`);
    if (db.prepare("SELECT 1 FROM pragma_database_list WHERE name = 'part'").get() !== undefined)
      db.exec('DETACH part');
    db.pragma('foreign_keys = ON');
  }
}

/** The things that go along: students, where they are or were, who teaches there, and all rules. */
function choose({ db }: Gradebook, part: PartOf): void {
  db.exec(`
    CREATE TEMP TABLE going (id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE called (name TEXT, stays INTEGER, PRIMARY KEY (name, stays)) WITHOUT ROWID;
    CREATE TEMP TABLE telling (file TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE peers (name TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE entries_going (id INTEGER PRIMARY KEY);`);
  const ids = db.prepare('INSERT OR IGNORE INTO going SELECT value FROM json_each(?)');
  ids.run(JSON.stringify(part.students));
  db.exec(`
    INSERT OR IGNORE INTO called
    WITH people (id, given, family, preferred, email) AS (
      SELECT id, given, family, preferred, email FROM main.students
      UNION SELECT fact ->> '$.id', fact ->> '$.given', fact ->> '$.family', fact ->> '$.preferred',
        fact ->> '$.email' FROM main.beside WHERE fact_of = 'students'),
    names (id, name) AS (
      SELECT id, given || ' ' || family FROM people
      UNION ALL SELECT id, preferred || ' ' || family FROM people
      UNION ALL SELECT id, given FROM people
      UNION ALL SELECT id, preferred FROM people
      UNION ALL SELECT id, family FROM people
      UNION ALL SELECT id, email FROM people
      UNION ALL SELECT student, value FROM main.student_ids
      UNION ALL SELECT fact ->> '$.student', fact ->> '$.value' FROM main.beside
        WHERE fact_of = 'student_ids')
    SELECT name, id NOT IN (SELECT id FROM going) FROM names WHERE name IS NOT NULL;
    INSERT OR IGNORE INTO going
    SELECT section FROM main.enrollments WHERE student IN (SELECT id FROM going)`);
  ids.run(JSON.stringify(part.sections));
  db.exec(`
    INSERT OR IGNORE INTO going
    SELECT staff FROM main.teaching WHERE section IN (SELECT id FROM going);
    INSERT OR IGNORE INTO going
    SELECT school FROM main.sections WHERE school IS NOT NULL AND id IN (SELECT id FROM going)
    UNION
    SELECT school FROM main.school_students WHERE student IN (SELECT id FROM going)
    UNION
    SELECT fact ->> '$.school' FROM main.beside
    WHERE fact_of = 'sections' AND fact ->> '$.school' IS NOT NULL
      AND fact ->> '$.id' IN (SELECT id FROM going)`);
  db.prepare(
    `INSERT OR IGNORE INTO going
     SELECT id FROM main.identities WHERE noun IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(RULE_NOUNS));
}

function copyFacts({ db }: Gradebook, table: (typeof VERSIONED)[number], withNotes: boolean): void {
  const columns = columnsOf(db, table, 'part');
  const values = columns.map((column) => valueInPart(table, column, withNotes));
  db.exec(
    `INSERT INTO part.${table} (${columns.join(', ')})
     SELECT ${values.join(', ')} FROM main.${table} t WHERE ${goesAlong(table, withNotes)};
     INSERT OR IGNORE INTO entries_going
     SELECT entry FROM part.${table} UNION SELECT made FROM part.${table}
     UNION SELECT ended FROM part.${table} WHERE ended IS NOT NULL`,
  );
}

/** The names of things: their own, those that they have besides, and hashes of who was forgotten. */
function copyNames({ db }: Gradebook): void {
  db.exec(`
    INSERT INTO part.identities (id, noun, entry, number)
    SELECT id, noun, entry, number FROM main.identities
    WHERE id IN (SELECT id FROM going) OR id IN (SELECT student FROM main.forgotten);
    INSERT INTO part.aliases (entry, number, identity)
    SELECT entry, number, identity FROM main.aliases WHERE identity IN (SELECT id FROM going);
    INSERT INTO part.forgotten (student, entry, reason)
    SELECT student, entry, '' FROM main.forgotten;
    INSERT INTO part.forgotten_ids (student, salt, hash)
    SELECT student, salt, hash FROM main.forgotten_ids;
    INSERT OR IGNORE INTO entries_going
    SELECT entry FROM part.identities UNION SELECT entry FROM part.aliases
    UNION SELECT entry FROM part.forgotten WHERE entry IS NOT NULL`);
}

/**
 * What was said of the same in another gradebook, whole or not at all. How far its author knew is told by
 * entries that go along: those of others are not there to be compared with.
 */
function copyBeside({ db }: Gradebook, withNotes: boolean): void {
  for (const table of VERSIONED) {
    if (table === 'report_cards' || (!withNotes && isAllWords(table))) continue;
    const column = OWNER[table];
    const goes =
      column === null ? 'TRUE' : `json_extract(fact, '$.${column}') IN (SELECT id FROM going)`;
    const from = `FROM main.beside WHERE fact_of = '${table}' AND ${goes}`;
    db.exec(`
      INSERT OR IGNORE INTO entries_going
      SELECT said.value FROM (SELECT fact ${from}) kept, json_each(kept.fact) said
      WHERE said.key IN ('entry', 'made', 'ended') AND said.value IS NOT NULL;
      INSERT INTO part.beside (id, fact_of, fact, upto)
      SELECT id, fact_of, ${besideInPart(table, withNotes)},
        (SELECT max(id) FROM entries_going WHERE id <= upto)
      ${from}`);
  }
}

/**
 * The entries of all that goes along, and what took them back or was taken back by them. What an entry
 * says of itself stays where it tells of somebody else.
 */
function copyEntries({ db }: Gradebook, withNotes: boolean): void {
  const wordy = withNotes ? 'FALSE' : "e.command IN ('strike', 'advance', 'override', 'excuse')";
  db.exec(`
    INSERT OR IGNORE INTO entries_going
    SELECT id FROM main.entries WHERE undoes IN (SELECT id FROM entries_going)
    UNION
    SELECT undoes FROM main.entries
    WHERE undoes IS NOT NULL AND id IN (SELECT id FROM entries_going)`);
  db.exec(
    `INSERT INTO part.entries (id, gradebook, number, at, day, who, command, about, file, student,
       competency, undoes, clock_set, mark)
     SELECT e.id, e.gradebook, e.number, e.at, e.day, e.who, e.command,
       CASE WHEN (e.student IS NULL OR g.id IS NOT NULL) AND NOT (${wordy})
         AND e.id NOT IN (SELECT entry FROM main.forgotten WHERE entry IS NOT NULL) THEN e.about
         WHEN e.about IS NOT NULL THEN '' END,
       CASE WHEN e.file IN (SELECT file FROM telling) THEN '' ELSE e.file END,
       g.id, e.competency, e.undoes, e.clock_set, e.mark
     FROM main.entries e LEFT JOIN going g ON g.id = e.student
     WHERE e.id IN (SELECT id FROM entries_going)`,
  );
}

/** Nothing of it was ever judged: the first rollup does. */
const AFTER = `
  INSERT INTO part.touched (student) SELECT id FROM part.identities WHERE noun = 'student'
    AND id IN (SELECT id FROM going);
  INSERT INTO part.rules_moved (one) VALUES (1)`;

function addOwnEntry({ db, uid }: Gradebook, own: string, facts: EntryFacts): void {
  db.prepare(
    `INSERT INTO part.entries (gradebook, number, at, day, who, command, about, clock_set, mark)
     SELECT @own, max(number) + 1, max(max(at), @at), max(max(day), @day), @who, @command, @about,
       @clock, ${NEW_MARK}
     FROM part.entries`,
  ).run({
    own,
    at: facts.at,
    day: facts.day,
    who: facts.who,
    command: facts.command,
    about: `from ${uid}`,
    clock: facts.clockSet ? 1 : 0,
  });
}

function countsOf({ db }: Gradebook, uid: string): PartCounts {
  const n = (table: string, where: string) =>
    db.prepare(`SELECT count(*) FROM part.${table} WHERE ${where}`).pluck().get() as number;
  return {
    uid,
    students: n('students', 'ended IS NULL'),
    sections: n('sections', 'ended IS NULL'),
    evidence: n('evidence', 'ended IS NULL'),
    entries: n('entries', 'TRUE'),
  };
}
