/**
 * Masteries as the last rollup left them, for the students whose ledger and rules have not moved
 * since: reading them is quicker than judging every piece again, and says the same.
 */
import { JUDGING_VERSION, type Mastery, UNASSESSED } from '../core/mastery/judge.js';
import type { Competency, Day, Id, Level, Showing, Status } from '../core/model.js';
import type { Standards } from '../core/standards.js';
import type { Gradebook } from './open.js';
import { NOW, type View } from './view.js';

/** The masteries of one student by competency. */
export interface Kept {
  readonly mastery: (competency: Competency) => Mastery;
  /** The competencies on which she has shown anything, or of which something was decided. */
  readonly shown: ReadonlyMap<Id, unknown>;
}

/** What is kept of one student; null where she has to be judged anew. */
export type KeptMasteries = (showing: Showing) => Kept | null;

/** Reads what the last rollup kept; for another day than now it kept nothing. */
export function keptMasteries(
  book: Gradebook,
  standards: Standards,
  view: View = NOW,
): KeptMasteries {
  if (view.asOf !== null || view.knownOn !== null || !isKept(book)) return () => null;
  const touched = book.db.prepare('SELECT 1 FROM touched WHERE student = ?').pluck();
  const packed = book.db.prepare(PACKED).pluck();
  const none = unassessedOnce();
  return (showing) => {
    if (touched.get(showing.student) !== undefined) return null;
    const rows = new Map<Id, KeptRow>();
    for (const row of JSON.parse(packed.get(showing.student) as string) as KeptRow[])
      rows.set(row[0], row);
    const mastery = (competency: Competency) => {
      const row = rows.get(competency.id);
      if (row === undefined) return none(competency);
      return masteryFrom(row, standards, showing, competency);
    };
    return { mastery, shown: rows };
  };
}

/**
 * All of a student as one text, which reads in less time than cell by cell. Where nobody has decided
 * anything, which is nearly everywhere, what the evidence says stands, and is not said a second time.
 */
const PACKED = `SELECT json_group_array(
    CASE WHEN level IS calculated_level AND status = calculated_status AND disputed = 0
    THEN json_array(competency, score, level, status, evidence_count, occasions, last_observed_on)
    ELSE json_array(competency, score, level, status, evidence_count, occasions, last_observed_on,
      disputed, calculated_level, calculated_status) END)
  FROM mastery WHERE student = ?`;

/**
 * Whether scales, policies, standards, links or pathways have moved since the last rollup, or a policy
 * has begun; where the clock was set back, one that had begun has not yet.
 */
function rulesMoved(book: Gradebook, since: Day): boolean {
  return (
    book.db
      .prepare(
        `SELECT 1 FROM rules_moved UNION ALL
         SELECT 1 FROM policies
         WHERE ended IS NULL AND (starts_on > @since) <> (starts_on > @today)`,
      )
      .get({ since, today: book.today }) !== undefined
  );
}

/** Whether the last rollup's results can be used: no rule has moved, and this pl judges as it did. */
export function isKept(book: Gradebook): boolean {
  const last = book.db.prepare('SELECT judging, day FROM rollups ORDER BY id DESC LIMIT 1').get() as
    | { judging: number; day: Day }
    | undefined;
  return last?.judging === JUDGING_VERSION && !rulesMoved(book, last.day);
}

type Calculated = Exclude<Status, 'excused'>;
type KeptRow = readonly [
  ...[Id, number | null, number | null, Status, number, number, Day | null],
  ...decided: [] | [number, number | null, Calculated],
];

function masteryFrom(
  row: KeptRow,
  standards: Standards,
  showing: Showing,
  competency: Competency,
): Mastery {
  const [, score, value, status, evidenceCount, occasions, lastObservedOn, disputed = 0] = row;
  const { levels } = standards.yardstick(competency).scale;
  const level = levelAt(levels, value);
  const [calculatedLevel, calculatedStatus] =
    row.length === 7 ? [level, status as Calculated] : [levelAt(levels, row[8]), row[9]];
  return {
    competency,
    score,
    level,
    status,
    calculated: {
      score,
      level: calculatedLevel,
      status: calculatedStatus,
      evidenceCount,
      occasions,
      lastObservedOn,
    },
    override: showing.overrides.get(competency.id) ?? null,
    excuse: showing.excuses.get(competency.id) ?? null,
    disputed: disputed === 1,
  };
}

function levelAt(levels: readonly Level[], value: number | null): Level | null {
  if (value === null) return null;
  return levels.find((level) => level.value === value) ?? null;
}

/** What has no evidence, no override and no excuse is not kept: it is the same of everybody. */
function unassessedOnce(): (competency: Competency) => Mastery {
  const known = new Map<Id, Mastery>();
  return (competency) => {
    const before = known.get(competency.id);
    if (before !== undefined) return before;
    const mastery = { ...UNASSESSED, competency };
    known.set(competency.id, mastery);
    return mastery;
  };
}
