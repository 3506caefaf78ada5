/** The figures of a summary: what is said of one competency and some students. Null: left out. */
import type { Competency, Level, Status } from '../model.js';
import { round } from '../numbers.js';
import type { Yardstick } from '../standards.js';
import { STATUSES, type Tally } from './tally.js';

export interface Figures {
  readonly competency: Competency;
  readonly students: number | null;
  readonly statuses: Readonly<Record<Status, number | null>>;
  /** Every level of the scale, ascending, with the students who met it or not yet. */
  readonly levels: readonly LevelFigure[];
  /** Of the scores behind met and not yet, 2 decimals. */
  readonly mean: number | null;
  readonly median: number | null;
  /** Null where no earlier day is compared. */
  readonly moves: readonly Move[] | null;
}

export interface LevelFigure {
  readonly level: Level;
  readonly students: number | null;
}

/** So many students whose status was one and is another. */
export interface Move {
  readonly from: Status;
  readonly to: Status;
  readonly students: number;
}

/** All that a tally says, nothing left out. */
export function figuresOf(
  competency: Competency,
  { scale }: Pick<Yardstick, 'scale'>,
  students: number,
  tally: Tally,
  compared: boolean,
): Figures {
  return {
    competency,
    students,
    statuses: tally.statuses,
    levels: scale.levels.map((level) => ({ level, students: tally.levels.get(level.value) ?? 0 })),
    mean: meanOf(tally.scores),
    median: medianOf(tally.scores),
    moves: compared ? movesOf(tally.moves) : null,
  };
}

/** Shares of students who met, 0 to 1 with 4 decimals; null where a count is left out or nobody is there. */
export interface Shares {
  /** Of all who are counted, excused ones too. */
  readonly ofStudents: number | null;
  /** Of those who are asked: not excused. */
  readonly ofAsked: number | null;
  /** Of those who are asked and assessed: met, not yet, or more evidence needed. */
  readonly ofAssessed: number | null;
}

export function sharesOf({ students, statuses }: Figures): Shares {
  const { mastered, excused, not_assessed } = statuses;
  const asked = less(students, excused);
  return {
    ofStudents: share(mastered, students),
    ofAsked: share(mastered, asked),
    ofAssessed: share(mastered, less(asked, not_assessed)),
  };
}

function less(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function share(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : round(part / whole, 4);
}

function movesOf(moves: ReadonlyMap<string, number>): Move[] {
  return STATUSES.flatMap((from) =>
    STATUSES.flatMap((to) => {
      const students = moves.get(`${from} ${to}`) ?? 0;
      return students === 0 ? [] : [{ from, to, students }];
    }),
  );
}

/** How many students met it who had not, and the other way round. */
export function metMoves(moves: readonly Move[]): { newlyMet: number; noLongerMet: number } {
  const sum = (some: readonly Move[]) => some.reduce((all, { students }) => all + students, 0);
  return {
    newlyMet: sum(moves.filter(({ to }) => to === 'mastered')),
    noLongerMet: sum(moves.filter(({ from }) => from === 'mastered')),
  };
}

function meanOf(scores: ReadonlyMap<number, number>): number | null {
  let [count, sum] = [0, 0];
  for (const [score, students] of [...scores].sort(([a], [b]) => a - b)) {
    count += students;
    sum += score * students;
  }
  return count === 0 ? null : round(sum / count, 2);
}

/** The middle score, or halfway between the two in the middle. */
function medianOf(scores: ReadonlyMap<number, number>): number | null {
  const sorted = [...scores].sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, students]) => sum + students, 0);
  if (count === 0) return null;
  const at = (place: number) => {
    let seen = 0;
    for (const [score, students] of sorted) {
      seen += students;
      if (seen > place) return score;
    }
    return 0;
  };
  return round((at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2, 2);
}
