/** Who has left longer ago than records are kept, and of whom there is nothing newer. */
import type { Day, Id } from '../../core/model.js';
import type { Gradebook } from '../open.js';

/** A withdrawn student with nothing newer than a day. */
export interface Leaver {
  readonly student: Id;
  /** The day on which it was entered that she has left. */
  readonly withdrawnOn: Day;
  /** The last day of anything about her: shown, decided, noted or first entered. */
  readonly lastOn: Day;
  /** Pieces of evidence, struck ones too. */
  readonly evidence: number;
}

/** What is said of a student; what is said again in other words (another scale) is not newer for it. */
const SAID = [
  ...['student_ids', 'school_students', 'student_groups', 'enrollments', 'evidence', 'notes'],
  ...['overrides', 'excuses', 'advances', 'comments', 'report_card_marks'],
];

/** The days that are said of her beside that of the entry. */
const DAYS: readonly (readonly [string, string])[] = [
  ['evidence', 'observed_on'],
  ['notes', 'on_day'],
  ['overrides', 'on_day'],
  ['excuses', 'on_day'],
  ['advances', 'on_day'],
];

/** By the day on which they left. Active students are never among them. */
export function leaversBefore({ db }: Gradebook, day: Day): Leaver[] {
  const said = SAID.map((table) => entered(table, 'student'));
  const shown = DAYS.map(
    ([table, column]) =>
      `SELECT t.student, t.${column} FROM ${table} t WHERE t.student IN (SELECT id FROM gone)`,
  );
  return db
    .prepare(
      `WITH withdrawn AS (
         SELECT s.id, (
           SELECT e.day FROM students o JOIN entries e ON e.id = o.made
           WHERE o.id = s.id AND o.active = 0 AND o.made > (
             SELECT coalesce(max(p.made), 0) FROM students p
             WHERE p.id = s.id AND p.active = 1 AND p.made <= s.made)
           ORDER BY o.made LIMIT 1) AS day
         FROM students s WHERE s.ended IS NULL AND s.active = 0),
       gone AS MATERIALIZED (SELECT id, day FROM withdrawn WHERE day < @day),
       days (student, day) AS (${[...said, ...shown, entered('students', 'id')].join(' UNION ALL ')}),
       lasts AS MATERIALIZED (SELECT student, max(day) AS day FROM days GROUP BY student)
       SELECT g.id AS student, g.day AS withdrawnOn, max(g.day, l.day) AS lastOn,
         (SELECT count(DISTINCT t.entry || ' ' || t.number) FROM evidence t WHERE t.student = g.id)
           AS evidence
       FROM gone g JOIN lasts l ON l.student = g.id WHERE l.day < @day
       ORDER BY g.day, g.id`,
    )
    .all({ day }) as Leaver[];
}

/** The days on which rows of a table were first entered; each table is gone through once at most. */
function entered(table: string, column: string): string {
  return `SELECT t.${column}, e.day FROM ${table} t JOIN entries e ON e.id = t.entry
    WHERE t.${column} IN (SELECT id FROM gone)`;
}
