/** How much stands in a gradebook, and whether an import changed it as it reported. */
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { GRADEBOOK } from '../support/pl.js';

/** What came of an import. */
export interface Report {
  readonly written: boolean;
  readonly format: string;
  readonly counts: Readonly<Record<string, { add: number; update: number; unchanged: number }>>;
  readonly problems: readonly { readonly severity: string; readonly message: string }[];
}

export type Tally = Readonly<Record<string, number>>;

const TABLES = [
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'frameworks',
  'competencies',
  'scales',
  'pathways',
  'evidence',
];

/** How much stands in the gradebook, and its last entry. */
export function tally(): Tally {
  return withGradebook((one) => {
    const standing = TABLES.map((table) => [
      table,
      one(`SELECT count(*) FROM ${table} WHERE ended IS NULL`),
    ]);
    const places = one(
      "SELECT count(*) FROM enrollments WHERE ended IS NULL AND coalesce(ends_on, '9') > '2026-10-01'",
    );
    return { entry: one('SELECT max(id) FROM entries'), places, ...Object.fromEntries(standing) };
  });
}

function withGradebook<T>(read: (one: (sql: string) => number) => T): T {
  const db = new Database(GRADEBOOK, { readonly: true });
  try {
    return read((sql) => db.prepare(sql).pluck().get() as number);
  } finally {
    db.close();
  }
}

/** Fails, saying `what`, where the tables were changed otherwise than the counts say. */
export function changedAsReported(
  { counts }: Report,
  before: Tally,
  after: Tally,
  what: string,
): void {
  const isMoved = Object.values(counts).some(({ add, update }) => add + update > 0);
  expect(after.entry !== before.entry, what).toBe(isMoved);
  for (const [kind, { add, update }] of Object.entries(counts)) {
    // A piece under an external id that comes with another score stands beside the one it replaces.
    const more = kind === 'evidence' ? add + update : add;
    if (kind in after)
      expect((after[kind] ?? 0) - (before[kind] ?? 0), `${kind}: ${what}`).toBe(more);
  }
  const { enrollments } = counts;
  if (enrollments !== undefined) {
    const joined = (after.places ?? 0) - (before.places ?? 0);
    expect(joined, `places: ${what}`).toBeLessThanOrEqual(enrollments.add);
    expect(joined, `places: ${what}`).toBeGreaterThanOrEqual(-enrollments.update);
  }
  if (isMoved) rewrittenAsReported(counts, what);
}

/** What stands otherwise since the last entry is counted as updated. */
function rewrittenAsReported(counts: Report['counts'], what: string): void {
  withGradebook((one) => {
    for (const table of REWRITTEN.filter((name) => name in counts)) {
      const ended = one(
        `SELECT count(*) FROM ${table} WHERE ended = (SELECT max(id) FROM entries)`,
      );
      expect(ended, `${table}: ${what}`).toBeLessThanOrEqual(counts[table]?.update ?? 0);
    }
  });
}

const REWRITTEN = ['schools', 'terms', 'staff', 'sections', 'students', 'competencies', 'evidence'];
