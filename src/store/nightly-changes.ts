/** What has come into a gradebook since some moment, for a night that was ended before it could say so. */
import type { Id } from '../core/model.js';
import type { StepCounts } from '../core/nightly/report.js';
import { factCounts } from './imports.js';
import type { Gradebook } from './open.js';
import { lastRollup } from './rollup/report.js';

/** How far a gradebook had come. */
export interface Since {
  /** The number of the last entry of each gradebook that it knew of. */
  readonly entries: Readonly<Record<string, number>>;
  /** The last rollup; 0: there was none. */
  readonly rollup: Id;
}

export function reached(book: Gradebook): Since {
  const last = book.db
    .prepare('SELECT gradebook, max(number) AS number FROM entries GROUP BY gradebook')
    .all() as { gradebook: string; number: number }[];
  return {
    entries: Object.fromEntries(last.map(({ gradebook, number }) => [gradebook, number])),
    rollup: lastRollup(book)?.id ?? 0,
  };
}

/** The counts of imports, of what came from other gradebooks, and of who was forgotten. */
export function enteredSince(book: Gradebook, since: Since): StepCounts {
  const ids = entriesSince(book, since);
  const all = [...factCounts(book, ids).values()].flat();
  const sum = (of: string, what: 'add' | 'update') =>
    all.filter((one) => one.of === of).reduce((n, one) => n + one[what], 0);
  return {
    students: {
      add: sum('students', 'add'),
      update: sum('students', 'update'),
      withdrawn: withdrawnBy(book, ids),
      forgotten: forgottenSince(book, since),
    },
    evidence: { add: sum('evidence', 'add'), update: sum('evidence', 'update') },
  };
}

/** Imports, and entries of others; what was recorded here meanwhile is no part of a night. */
function entriesSince({ db, uid }: Gradebook, { entries }: Since): Id[] {
  return db
    .prepare(
      `SELECT id FROM entries e
       WHERE number > coalesce((SELECT value FROM json_each(@entries) WHERE key = e.gradebook), 0)
         AND (gradebook <> @uid OR command LIKE 'import %')`,
    )
    .pluck()
    .all({ entries: JSON.stringify(entries), uid }) as Id[];
}

function withdrawnBy({ db }: Gradebook, entries: readonly Id[]): number {
  return db
    .prepare(
      `SELECT count(*) FROM students new JOIN students old ON old.id = new.id AND old.ended = new.made
       WHERE new.active = 0 AND old.active = 1
         AND new.made IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .get(JSON.stringify(entries)) as number;
}

function forgottenSince({ db, uid }: Gradebook, { entries }: Since): number {
  return db
    .prepare(
      `SELECT count(*) FROM forgotten f JOIN entries e ON e.id = f.entry
       WHERE e.gradebook = ? AND e.number > ?`,
    )
    .pluck()
    .get(uid, entries[uid] ?? 0) as number;
}
