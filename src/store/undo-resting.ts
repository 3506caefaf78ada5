/** What stands in the way of taking an entry back: later entries that changed what it said, or rest on it. */
import { PlError } from '../core/errors.js';
import type { Id } from '../core/model.js';
import { type Entry, entryName } from './entries.js';
import type { Gradebook } from './open.js';
import { VERSIONED, type VersionedTable } from './schema.js';
import type { Writer } from './writing.js';

/** What tells two facts of an entry apart, in the tables of which an entry can say older facts again. */
const SAME: Partial<Record<VersionedTable, string>> = {
  evidence: 'entry, number',
  overrides: 'student, competency, entry',
  policies: "coalesce(framework, 0), coalesce(competency, 0), key, coalesce(starts_on, ''), entry",
  requirements: 'stage, competency, entry',
};

/**
 * Facts of earlier entries that the target said again in other words (what it carried to another scale), as
 * an SQL condition.
 */
export function saidAgain(table: VersionedTable): string {
  const same = SAME[table];
  if (same === undefined) return 'FALSE';
  return `(made >= @target AND (${same}) IN (SELECT ${same} FROM ${table} WHERE ended = @target))`;
}

/** A fact that this entry said (again) and that a later entry, itself not taken back, has ended. */
export function refuseChangedSince(book: Gradebook, target: Entry): void {
  const later = VERSIONED.map(
    (table) =>
      `SELECT t.ended AS id FROM ${table} t
       WHERE t.ended > @target AND (t.entry = @target OR ${saidAgain(table)})`,
  ).join(' UNION ');
  const entries = book.db
    .prepare(
      `SELECT e.id FROM (${later}) l JOIN entries e ON e.id = l.id
       WHERE e.undoes IS NULL AND e.command <> 'undo'
         AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = e.id)
       ORDER BY e.id`,
    )
    .pluck()
    .all({ target: target.id }) as Id[];
  refuse(book, target, entries, (named, has) => `${named} ${has} since changed what it said`);
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
  ['school_students', ['student', 'school']],
  ['teaching', ['staff', 'section']],
  ['students', ['id']],
  ['sections', ['id', 'school', 'term']],
  ['staff', ['id']],
  ['schools', ['id']],
  ['competencies', ['id', 'framework', 'parent', 'scale']],
  ['frameworks', ['id', 'scale']],
  ['scales', ['id']],
  ['links', ['source', 'target']],
  ['policies', ['framework', 'competency']],
  ['pathways', ['id']],
  ['stages', ['id', 'pathway']],
  ['requirements', ['stage', 'competency']],
  ['terms', ['id', 'parent']],
  ['taught', ['term', 'competency']],
  ['outside_links', ['competency']],
  ['comments', ['student', 'term', 'framework']],
  ['report_cards', ['term']],
  ['report_card_marks', ['student']],
];

/** Something that the entry made and of which other entries have said something since. */
export function refuseRestedOn(book: Gradebook, target: Entry): void {
  for (const [table, columns] of RESTS) {
    const rests = columns.map((column) => `t.${column} IN (SELECT id FROM made_by_it)`);
    const entries = book.db
      .prepare(
        `WITH made_by_it AS MATERIALIZED (SELECT id FROM identities WHERE entry = @target)
         SELECT DISTINCT t.entry FROM ${table} t
         WHERE t.ended IS NULL AND t.entry <> @target AND (${rests.join(' OR ')}) ORDER BY t.entry`,
      )
      .pluck()
      .all({ target: target.id }) as Id[];
    refuse(
      book,
      target,
      entries,
      (named, has) => `${named} ${has} since built on what it made (${wordOf(table)})`,
    );
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

/** Whether two standing facts of a table could contradict each other. */
export function isOneEach(table: VersionedTable): boolean {
  return ONE_EACH.some(([one]) => one === table);
}

/**
 * Of what holds again, that of which a later entry has said something else: it stands beside it, or would,
 * had it not been ended since.
 */
export function refuseSaidTwice(book: Gradebook, writer: Writer, target: Entry): void {
  for (const [table, key] of ONE_EACH) {
    const same = key.split(', ').map((column) => `later.${column} IS again.${column}`);
    const entries = book.db
      .prepare(
        `SELECT DISTINCT later.entry FROM ${table} again JOIN ${table} later ON ${same.join(' AND ')}
         JOIN entries e ON e.id = later.entry
         WHERE again.made = @undo AND later.made > @target AND later.made <> @undo
           AND later.ended IS NOT @undo AND e.undoes IS NULL AND e.command <> 'undo'
           AND (later.ended IS NULL OR later.entry > @target)
           AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = e.id)
         ORDER BY later.entry`,
      )
      .pluck()
      .all({ undo: writer.entry, target: target.id }) as Id[];
    refuse(
      book,
      target,
      entries,
      (named, has) => `${named} ${has} since said something new about the same (${wordOf(table)})`,
    );
  }
}

/** So many entries are named. */
const NAMED = 3;

/** Throws `PlError('conflict')` naming the entries, where there are any; the last of them goes first. */
function refuse(
  book: Gradebook,
  target: Entry,
  entries: readonly Id[],
  why: (named: string, has: 'has' | 'have') => string,
): void {
  const last = entries.at(-1);
  if (last === undefined) return;
  const find = book.db.prepare('SELECT gradebook, number FROM entries WHERE id = ?');
  const nameOf = (id: Id) => entryName(book, find.get(id) as Entry);
  const named = entries.slice(0, NAMED).map(nameOf).join(', ');
  const more = entries.length > NAMED ? ` and ${entries.length - NAMED} more` : '';
  const told = entries.length === 1 ? `entry ${named}` : `entries ${named}${more}`;
  throw new PlError(
    'conflict',
    `entry ${entryName(book, target)} cannot be undone: ${why(told, entries.length === 1 ? 'has' : 'have')}`,
    `pl undo ${nameOf(last)}`,
  );
}

function wordOf(table: VersionedTable): string {
  return table.replaceAll('_', ' ');
}
