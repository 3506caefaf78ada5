/** How much a gradebook holds. */
import type { Day } from '../core/model.js';
import type { Gradebook } from './open.js';
import { SCHEMA_VERSION } from './version.js';

/** Counts of what stands on a day, in the order in which `pl status` prints them. */
export interface GradebookCounts {
  readonly schema: number;
  readonly schools: number;
  readonly students: number;
  readonly active_students: number;
  readonly teachers: number;
  readonly sections: number;
  /** Active students in sections, today. */
  readonly enrollments: number;
  readonly frameworks: number;
  readonly competencies: number;
  readonly assessable: number;
  /** Every link of any kind. */
  readonly links: number;
  readonly pathways: number;
  /** Pieces that stand. */
  readonly evidence: number;
  readonly struck: number;
  readonly overrides: number;
}

/** The condition of an index: only few were ever taken out. */
const OUT = 'ended IS NOT NULL';

export function counts(book: Gradebook, today: Day): GradebookCounts {
  const n = (sql: string, ...params: string[]) =>
    book.db
      .prepare(sql)
      .pluck()
      .get(...params) as number;
  const standing = (table: string) => n(`SELECT count(*) FROM ${table} WHERE ended IS NULL`);
  return {
    schema: SCHEMA_VERSION,
    schools: standing('schools'),
    students: standing('students'),
    active_students: n('SELECT count(*) FROM students WHERE ended IS NULL AND active = 1'),
    teachers: standing('staff'),
    sections: standing('sections'),
    enrollments: n(
      `SELECT count(*) FROM enrollments e
       JOIN students s ON s.id = e.student AND s.ended IS NULL AND s.active = 1
       WHERE e.ended IS NULL AND coalesce(e.starts_on, '') <= ? AND coalesce(e.ends_on, '9999') > ?`,
      today,
      today,
    ),
    frameworks: standing('frameworks'),
    competencies: standing('competencies'),
    assessable: n(
      `SELECT count(*) FROM competencies c WHERE c.ended IS NULL AND coalesce(c.assessable,
         c.id NOT IN (SELECT parent FROM competencies WHERE ended IS NULL AND parent IS NOT NULL))`,
    ),
    links: standing('links'),
    pathways: standing('pathways'),
    // Counting all and those that were taken out is quicker than looking at each of ten million.
    evidence: n('SELECT count(*) FROM evidence') - n(`SELECT count(*) FROM evidence WHERE ${OUT}`),
    struck: n(
      `SELECT count(*) FROM (
         SELECT DISTINCT e.student, e.competency, e.observed_on, e.entry, e.number
         FROM evidence e JOIN entries x ON x.id = e.ended
         WHERE e.${OUT} AND x.command IN ('strike', 'fix') AND NOT EXISTS (
           SELECT 1 FROM evidence again WHERE again.student = e.student
             AND again.competency = e.competency AND again.observed_on = e.observed_on
             AND again.entry = e.entry AND again.number = e.number AND again.made > e.made))`,
    ),
    overrides: standing('overrides'),
  };
}
