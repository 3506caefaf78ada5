/** Who is on the stages that are asked for: one student after the other, so that a district is not held at once. */
import type { Day, Id, Showing, Student } from '../core/model.js';
import { restingOn, type StageCount, stageCounts, withReasons } from '../core/readiness/ready.js';
import type { StageStatus } from '../output/words.js';
import type { Learning } from './learning.js';
import { type ReadyRow, shownStatus } from './ready-row.js';

/** What is asked for. */
export interface Asked {
  readonly learning: Learning;
  readonly students: readonly Student[];
  readonly decided: (student: Id) => Showing;
  /** Whether a stage is asked for, whatever its status. */
  readonly isAsked: (count: StageCount) => boolean;
  /** Whether it is listed, and not only counted. */
  readonly isListed: (count: StageCount) => boolean;
  /** What is taught in the term that is asked for; null: everything. */
  readonly taught: ReadonlySet<Id> | null;
  readonly today: Day;
}

/** Students on stages, before they are listed: how many rows there are of each status, and of whom. */
export interface Tally {
  /** All that are asked for, also those that are not listed. */
  readonly all: number;
  readonly listed: ReadonlyMap<StageStatus, { readonly rows: number; readonly of: Asked }>;
}

/** Counts the rows of each status, which are made when they are written. */
export function tallyOf(asked: Asked): Tally {
  let all = 0;
  const found = new Map<StageStatus, { rows: number; students: Set<Student> }>();
  for (const student of asked.students) {
    for (const count of countsOf(asked, student, asked.decided(student.id))) {
      all += 1;
      if (!asked.isListed(count)) continue;
      const status = shownStatus(count);
      const own = found.get(status) ?? { rows: 0, students: new Set() };
      own.students.add(student);
      own.rows += 1;
      found.set(status, own);
    }
  }
  const listed = [...found].map(([status, { rows, students }]) => {
    const isListed = (count: StageCount) => shownStatus(count) === status;
    return [status, { rows, of: { ...asked, students: [...students], isListed } }] as const;
  });
  return { all, listed: new Map(listed) };
}

/** The rows that are listed, with all the reasons, made one after the other. */
export function* readyRows(asked: Asked): Iterable<ReadyRow> {
  for (const student of asked.students) {
    const decided = asked.decided(student.id);
    const listed = countsOf(asked, student, decided).filter(asked.isListed);
    if (listed.length > 0) yield* withAllReasons(asked, student, decided, listed);
  }
}

/** Where she stands, from the last rollup where nothing has moved since. */
function countsOf({ learning, isAsked }: Asked, student: Student, decided: Showing): StageCount[] {
  const { standards, ways } = learning;
  const kept = learning.kept(decided);
  const counts =
    kept === null
      ? stageCounts(standards, ways, learning.showing(student.id))
      : stageCounts(standards, ways, decided, null, kept.mastery);
  return counts.filter(isAsked);
}

/** The reasons rest on the pieces of some competencies; a student's are read together where these are many. */
function withAllReasons(
  { learning, taught, today }: Asked,
  student: Student,
  decided: Showing,
  listed: readonly StageCount[],
): ReadyRow[] {
  const { standards } = learning;
  const asked = new Set(listed.flatMap((count) => restingOn(standards, count)));
  const pieces =
    asked.size > FEW ? learning.showing(student.id).pieces : learning.piecesOn(student.id, asked);
  return listed.map((count) => {
    const all = withReasons(standards, { ...decided, pieces }, count);
    const missing = all.missing.filter(
      ({ competency }) => taught === null || taught.has(competency.id),
    );
    const notTaught = all.missing.length - missing.length;
    return { student, readiness: { ...all, missing }, notTaught, today };
  });
}

/** So many competencies are read one by one in less time than all that a student has shown. */
const FEW = 12;
