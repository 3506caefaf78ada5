/** What imports did, counted from the facts that they made and ended. */
import type { Id } from '../core/model.js';
import type { Gradebook } from './open.js';
import { VERSIONED, type VersionedTable } from './schema.js';

/** Commands that bring in files. */
export const IMPORTS: readonly string[] = ['import', 'policy import', 'year start'];

/** How many facts of one kind an entry added, changed (ended and said anew), and ended for good. */
export interface FactCounts {
  readonly of: VersionedTable;
  readonly add: number;
  readonly update: number;
  readonly end: number;
}

/** What tells that a new fact is in the place of an old one, where it is not the thing's id. */
const PLACE: Partial<Record<VersionedTable, readonly string[]>> = {
  student_ids: ['student', 'type'],
  school_students: ['student', 'school'],
  student_groups: ['student', 'name'],
  enrollments: ['student', 'section'],
  teaching: ['staff', 'section'],
  links: ['source', 'target', 'kind', 'via'],
  policies: ['framework', 'competency', 'key', 'starts_on'],
  requirements: ['stage', 'competency'],
  evidence: ['student', 'competency', 'external_id'],
  notes: ['student', 'competency'],
  overrides: ['student', 'competency'],
  excuses: ['student', 'competency'],
  advances: ['student', 'pathway'],
  years: ['name'],
  taught: ['term', 'competency'],
  outside_links: ['competency', 'word', 'target', 'outward'],
  comments: ['student', 'term', 'framework'],
  report_cards: ['number'],
  report_card_marks: ['card', 'student'],
};

/** The counts of each entry, in the order of the tables; also of what was taken back since. */
export function factCounts(
  { db }: Gradebook,
  entries: readonly Id[],
): ReadonlyMap<Id, readonly FactCounts[]> {
  const found = new Map<Id, FactCounts[]>(entries.map((entry) => [entry, []]));
  const asked = JSON.stringify(entries);
  for (const of of VERSIONED) {
    const rows = db.prepare(countsOf(of)).all({ asked }) as (Omit<FactCounts, 'of'> & {
      entry: Id;
    })[];
    for (const { entry, ...counts } of rows) found.get(entry)?.push({ of, ...counts });
  }
  return found;
}

function countsOf(table: VersionedTable): string {
  const place = PLACE[table] ?? ['id'];
  const same = place.map((column) => `new.${column} IS old.${column}`).join(' AND ');
  return `
    WITH asked AS MATERIALIZED (SELECT value AS id FROM json_each(@asked)),
    made AS (SELECT made AS entry, count(*) AS n FROM ${table}
      WHERE made IN (SELECT id FROM asked) GROUP BY made),
    ended AS (SELECT ended AS entry, count(*) AS n,
        sum(EXISTS (SELECT 1 FROM ${table} new WHERE ${same} AND new.made = old.ended)) AS again
      FROM ${table} old WHERE ended IN (SELECT id FROM asked) GROUP BY ended)
    SELECT asked.id AS entry, coalesce(made.n, 0) - coalesce(ended.again, 0) AS "add",
      coalesce(ended.again, 0) AS "update", coalesce(ended.n - ended.again, 0) AS "end"
    FROM asked LEFT JOIN made ON made.entry = asked.id LEFT JOIN ended ON ended.entry = asked.id
    WHERE made.n > 0 OR ended.n > 0`;
}
