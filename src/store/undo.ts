/** Taking back an entry: what it said ends, what it ended holds again. Nothing is erased. */
import { PlError } from '../core/errors.js';
import type { Id } from '../core/model.js';
import type { Entry } from './entries.js';
import type { Gradebook } from './open.js';
import { VERSIONED, type VersionedTable } from './schema.js';
import { refuseOldScores, refuseRescored, standardsUnder } from './undo-scales.js';
import { type EntryFacts, inTransaction, type Writer, writeWithin } from './writing.js';

/**
 * Takes back one entry. Throws `PlError('conflict')` when later entries changed what it said, or
 * when their facts rest on what it made.
 */
export function undoEntry(book: Gradebook, target: Entry, facts: EntryFacts): void {
  inTransaction(book, () => {
    refuseUndone(book, target);
    writeWithin(book, { ...facts, undoes: target.id }, (writer) => {
      refuseChangedSince(book, target);
      refuseRestedOn(book, target);
      const before = standardsUnder(book, target);
      for (const table of VERSIONED) takeBack(writer, table, target.id);
      refuseRescored(book, writer, target, before);
      refuseOldScores(book, writer, target);
      refuseSaidTwice(book, target);
      refuseOrphans(writer, target);
      touchStudents(writer);
    });
  });
}

function takeBack(writer: Writer, table: VersionedTable, target: Id): void {
  const ended = writer.db
    .prepare(
      `UPDATE ${table} SET ended = @entry
       WHERE ended IS NULL AND (entry = @target OR ${saidAgain(table)})`,
    )
    .run({ entry: writer.entry, target });
  const columns = columnsOf(writer, table);
  const kept = columns.filter((column) => column !== 'made' && column !== 'ended').join(', ');
  const made = writer.db
    .prepare(`INSERT INTO ${table} (${kept}, made) SELECT ${kept}, ? FROM ${table} WHERE ended = ?`)
    .run(writer.entry, target);
  if (ended.changes + made.changes > 0) writer.wrote(table);
}

/** What tells two facts of an entry apart, in the tables of which an entry can say older facts again. */
const SAME: Partial<Record<VersionedTable, string>> = {
  evidence: 'entry, number',
  overrides: 'student, competency, entry',
  policies: "coalesce(framework, 0), coalesce(competency, 0), key, coalesce(starts_on, ''), entry",
  requirements: 'stage, competency, entry',
};

/** Facts of earlier entries that the target said again in other words: what it carried to another scale. */
function saidAgain(table: VersionedTable): string {
  const same = SAME[table];
  if (same === undefined) return 'FALSE';
  return `(made >= @target AND (${same}) IN (SELECT ${same} FROM ${table} WHERE ended = @target))`;
}

function columnsOf(writer: Writer, table: VersionedTable): string[] {
  return writer.db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .pluck()
    .all() as string[];
}

/** Somebody may have taken it back a moment ago. */
function refuseUndone(book: Gradebook, target: Entry): void {
  const undone = book.db.prepare('SELECT 1 FROM entries WHERE undoes = ?').get(target.id);
  if (undone !== undefined) {
    throw new PlError(
      'conflict',
      `entry ${target.number} was taken back already`,
      'pl undo --list',
    );
  }
}

/** A fact that this entry said (again) and that a later entry, itself not taken back, has ended. */
function refuseChangedSince(book: Gradebook, target: Entry): void {
  const later = VERSIONED.map(
    (table) =>
      `SELECT t.ended AS id FROM ${table} t
       WHERE t.ended > @target AND (t.entry = @target OR ${saidAgain(table)})`,
  ).join(' UNION ');
  const row = book.db
    .prepare(
      `SELECT min(e.number) AS number FROM (${later}) l JOIN entries e ON e.id = l.id
       WHERE e.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = e.id)`,
    )
    .get({ target: target.id }) as { number: number | null };
  if (row.number !== null) {
    throw new PlError(
      'conflict',
      `entry ${target.number} cannot be undone: entry ${row.number} has since changed what it said`,
      `pl undo ${row.number}`,
    );
  }
}

/** Columns by which facts rest on something that an entry made. */
const RESTS: readonly (readonly [VersionedTable, readonly string[]])[] = [
  ['evidence', ['student', 'competency']],
  ['notes', ['student', 'competency']],
  ['overrides', ['student', 'competency']],
  ['excuses', ['student', 'competency']],
  ['advances', ['student', 'pathway', 'from_stage', 'to_stage']],
  ['enrollments', ['student', 'section']],
  ['student_ids', ['student']],
  ['student_groups', ['student']],
  ['students', ['id']],
  ['sections', ['id', 'school', 'term']],
  ['competencies', ['id', 'framework', 'parent', 'scale']],
  ['frameworks', ['id', 'scale']],
  ['links', ['source', 'target']],
  ['policies', ['framework', 'competency']],
  ['requirements', ['stage', 'competency']],
  ['terms', ['parent']],
  ['taught', ['term', 'competency']],
  ['outside_links', ['competency']],
  ['comments', ['student', 'term', 'framework']],
  ['report_cards', ['term']],
  ['report_card_marks', ['student']],
];

function refuseRestedOn(book: Gradebook, target: Entry): void {
  for (const [table, columns] of RESTS) {
    for (const column of columns) {
      const row = book.db
        .prepare(
          `SELECT min(e.number) AS number, count(*) AS n
           FROM ${table} t JOIN entries e ON e.id = t.entry
           WHERE t.ended IS NULL AND t.entry <> @target
             AND t.${column} IN (SELECT id FROM identities WHERE entry = @target)`,
        )
        .get({ target: target.id }) as { number: number | null; n: number };
      if (row.number !== null) {
        throw new PlError(
          'conflict',
          `entry ${target.number} cannot be undone: ${table.replaceAll('_', ' ')} of later entries rest on what it made (entry ${row.number} and others, ${row.n} in all)`,
          `pl undo ${row.number}`,
        );
      }
    }
  }
}

/** What holds again must be about somebody who is still there. */
function refuseOrphans(writer: Writer, target: Entry): void {
  for (const table of ['evidence', 'notes', 'overrides', 'excuses', 'advances'] as const) {
    const orphan = writer.db
      .prepare(
        `SELECT 1 FROM ${table} WHERE made = ? AND ended IS NULL
           AND student NOT IN (SELECT id FROM students WHERE ended IS NULL)`,
      )
      .get(writer.entry);
    if (orphan !== undefined) {
      throw new PlError(
        'conflict',
        `entry ${target.number} cannot be undone: it would bring back ${table} of a student who is no longer in the gradebook`,
        'pl log',
      );
    }
  }
}

/** What makes two standing facts contradict each other. */
const ONE_EACH: readonly (readonly [VersionedTable, string])[] = [
  ['overrides', 'student, competency'],
  ['excuses', 'student, competency'],
  ['enrollments', 'student, section'],
  ['school_students', 'student, school'],
  ['teaching', 'staff, section'],
  ['links', 'source, target, kind, via'],
  ['student_groups', 'student, name'],
  ['policies', 'framework, competency, key, starts_on'],
  ['requirements', 'stage, competency'],
  ['taught', 'term, competency'],
  ['comments', 'student, term, framework'],
];

function refuseSaidTwice(book: Gradebook, target: Entry): void {
  for (const [table, key] of ONE_EACH) {
    const twice = book.db
      .prepare(`SELECT 1 FROM ${table} WHERE ended IS NULL GROUP BY ${key} HAVING count(*) > 1`)
      .get();
    if (twice !== undefined) {
      throw new PlError(
        'conflict',
        `entry ${target.number} cannot be undone: a later entry has said something new about the same ${table.replaceAll('_', ' ')}`,
        'pl undo --list',
      );
    }
  }
}

function touchStudents(writer: Writer): void {
  for (const table of ['evidence', 'overrides', 'excuses', 'advances'] as const) {
    writer.db
      .prepare(
        `INSERT OR IGNORE INTO touched (student)
         SELECT DISTINCT student FROM ${table} WHERE made = @entry OR ended = @entry`,
      )
      .run({ entry: writer.entry });
  }
}
