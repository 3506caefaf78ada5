/** What of each table belongs to a part of a gradebook, and what becomes of words that stay behind. */
import type { VersionedTable } from '../schema.js';

/**
 * The column that says whose a fact is: it goes along where that thing does. Null: the rules of the
 * gradebook, which go along whole.
 */
export const OWNER: Readonly<Record<VersionedTable, string | null>> = {
  schools: 'id',
  terms: null,
  staff: 'id',
  sections: 'id',
  students: 'id',
  student_ids: 'student',
  school_students: 'student',
  student_groups: 'student',
  enrollments: 'student',
  teaching: 'section',
  scales: null,
  frameworks: null,
  competencies: null,
  links: null,
  policies: null,
  pathways: null,
  stages: null,
  requirements: null,
  evidence: 'student',
  notes: 'student',
  overrides: 'student',
  excuses: 'student',
  advances: 'student',
  years: null,
  taught: null,
  outside_links: null,
  comments: 'student',
  report_cards: 'number',
  report_card_marks: 'student',
};

/** Things that the rules of the gradebook are about: all of them go along. */
export const RULE_NOUNS = ['term', 'scale', 'framework', 'competency', 'pathway', 'stage'];

/** Tables that are words about students; report cards repeat them. */
const WORDS: ReadonlySet<string> = new Set([
  'notes',
  'comments',
  'report_cards',
  'report_card_marks',
]);

/**
 * What stands where a reason was, in a part without notes: a decision has to have one. Like the empty text,
 * it comes before any words: where a part and the whole come together again, the words win.
 */
const NO_REASON = ' (left out)';

/** Columns with words about a student, and what a part without notes has in their place. */
const WITHOUT_WORDS: Readonly<Record<string, string>> = {
  'evidence.note': '',
  'overrides.reason': NO_REASON,
  'excuses.reason': NO_REASON,
  'advances.reason': '',
};

/** Whether facts of a table are words about a student and nothing else. */
export function isAllWords(table: string): boolean {
  return WORDS.has(table);
}

/**
 * The value of a column in the part, as SQL over the row `t` of the whole. A classmate who gave a piece
 * of the kind `peer` is named only where she is in the part too.
 */
export function valueInPart(table: string, column: string, withNotes: boolean): string {
  const words = withNotes ? undefined : WITHOUT_WORDS[`${table}.${column}`];
  if (words !== undefined) return `CASE WHEN t.${column} IS NOT NULL THEN '${words}' END`;
  if (table === 'evidence' && column === 'by')
    return `CASE WHEN t.kind = 'peer' AND t.by IN (SELECT name FROM peers) THEN '' ELSE t.by END`;
  if (table === 'report_cards' && column === 'form')
    return `CASE WHEN t.form ->> '$.manifest.file' IN (SELECT file FROM telling)
      THEN json_set(t.form, '$.manifest.file', NULL) ELSE t.form END`;
  return `t.${column}`;
}

/** The same for a row of the table that is kept beside as JSON: the column `fact`, as SQL. */
export function besideInPart(table: string, withNotes: boolean): string {
  const words = withNotes
    ? []
    : Object.entries(WITHOUT_WORDS).filter(([key]) => key.startsWith(`${table}.`));
  const changes = words.map(([key, text]) => {
    const path = `'$.${key.slice(table.length + 1)}'`;
    return `${path}, CASE WHEN fact ->> ${path} IS NOT NULL THEN '${text}' END`;
  });
  if (table === 'evidence')
    changes.push(
      `'$.by', CASE WHEN fact ->> '$.kind' = 'peer' AND fact ->> '$.by' IN (SELECT name FROM peers)
         THEN '' ELSE fact ->> '$.by' END`,
    );
  return changes.length === 0 ? 'fact' : `json_set(fact, ${changes.join(', ')})`;
}

/** Which rows `t` of a table of the whole go along, as an SQL condition. */
export function goesAlong(table: VersionedTable, withNotes: boolean): string {
  if (!withNotes && isAllWords(table)) return 'FALSE';
  if (table === 'report_cards')
    return `t.number IN (SELECT card FROM main.report_card_marks WHERE student IN (SELECT id FROM going))`;
  const column = OWNER[table];
  return column === null ? 'TRUE' : `t.${column} IN (SELECT id FROM going)`;
}
