/** Who has left longer ago than records are kept, and of whom there is nothing newer. */
import type { Day, Id } from '../core/model.js';
import type { Gradebook } from './open.js';

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
  const lasts = [
    ...SAID.map(
      (table) =>
        `(SELECT max(e.day) FROM ${table} t JOIN entries e ON e.id = t.entry WHERE t.student = s.id)`,
    ),
    ...DAYS.map(
      ([table, column]) => `(SELECT max(t.${column}) FROM ${table} t WHERE t.student = s.id)`,
    ),
    '(SELECT max(e.day) FROM students t JOIN entries e ON e.id = t.entry WHERE t.id = s.id)',
  ];
  return db
    .prepare(
      `WITH gone AS MATERIALIZED (
         SELECT s.id, (
           SELECT e.day FROM students o JOIN entries e ON e.id = o.made
           WHERE o.id = s.id AND o.active = 0 AND o.made > (
             SELECT coalesce(max(p.made), 0) FROM students p
             WHERE p.id = s.id AND p.active = 1 AND p.made <= s.made)
           ORDER BY o.made LIMIT 1) AS withdrawnOn
         FROM students s WHERE s.ended IS NULL AND s.active = 0),
       last AS MATERIALIZED (
         SELECT s.id AS student, s.withdrawnOn,
           max(s.withdrawnOn, ${lasts.map((last) => `coalesce(${last}, '')`).join(', ')}) AS lastOn
         FROM gone s WHERE s.withdrawnOn < @day)
       SELECT l.student, l.withdrawnOn, l.lastOn,
         (SELECT count(DISTINCT entry || ' ' || number) FROM evidence t WHERE t.student = l.student)
           AS evidence
       FROM last l WHERE l.lastOn < @day ORDER BY l.withdrawnOn, l.student`,
    )
    .all({ day }) as Leaver[];
}
