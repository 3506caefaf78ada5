/** Who is on the stages that are asked for: one student after the other, so that a district is not held at once. */
import type { Day, Id, Showing, Student } from '../core/model.js';
import { restingOn, type StageCount, stageCounts, withReasons } from '../core/readiness/ready.js';
import type { StageStatus } from '../output/words.js';
import type { Learning } from './learning.js';
import { type ReadyRow, shownStatus } from './ready-row.js';

/** What is asked for. */
export interface Asked {
  readonly learning: Pick<Learning, 'standards' | 'ways' | 'kept' | 'showing' | 'piecesOn'>;
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

/** The rows of one status. */
export interface Group {
  readonly rows: number;
  /** Each row as text, in order. */
  readonly texts: () => Iterable<string>;
}

/** Rows in groups of one status, for a page that says of each group first how many there are. */
export interface Grouped {
  /** All that are asked for, also those that are not listed. */
  readonly all: number;
  readonly groups: ReadonlyMap<StageStatus, Group>;
}

/** A group while it is counted: the texts of its first rows, and the students whose rows come after them. */
interface Counting {
  rows: number;
  readonly held: string[];
  readonly later: Set<Student>;
}

/**
 * Groups the rows. The texts of so many are held; in a longer list those that follow are counted alone,
 * and made when they are written.
 */
export function groupedRows(asked: Asked, textOf: (row: ReadyRow) => string, hold = HELD): Grouped {
  const found = new Map<StageStatus, Counting>();
  /** Counts a row, and gives its group. */
  const counted = (count: StageCount) => {
    const status = shownStatus(count);
    const own = found.get(status) ?? { rows: 0, held: [], later: new Set<Student>() };
    found.set(status, own);
    own.rows += 1;
    return own;
  };
  let all = 0;
  let holding = 0;
  for (const student of asked.students) {
    const decided = asked.decided(student.id);
    const counts = countsOf(asked, student, decided);
    all += counts.length;
    const listed = counts.filter(asked.isListed);
    if (listed.length === 0) continue;
    if (holding >= hold) for (const count of listed) counted(count).later.add(student);
    else
      for (const row of withAllReasons(asked, student, decided, listed)) {
        counted(row.readiness).held.push(textOf(row));
        holding += 1;
      }
  }
  const groups = [...found].map(([status, { rows, held, later }]) => {
    const rest = { ...asked, students: [...later], isListed: hasStatus(status) };
    return [status, { rows, texts: () => textsOf(held, rest, textOf) }] as const;
  });
  return { all, groups: new Map(groups) };
}

/** So many rows are some twenty megabytes of text. */
const HELD = 50_000;

function hasStatus(status: StageStatus): (count: StageCount) => boolean {
  return (count) => shownStatus(count) === status;
}

function* textsOf(
  held: readonly string[],
  rest: Asked,
  textOf: (row: ReadyRow) => string,
): Iterable<string> {
  yield* held;
  for (const row of readyRows(rest)) yield textOf(row);
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
