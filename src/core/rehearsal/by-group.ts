/** Who would move, counted by the value of a group, so that no student's value can be worked out. */
import { shownCells, shownValues } from '../summary/suppression.js';
import type { StatusCounts } from '../summary/tally.js';

/** Students, judged or not, and those of them who move; null: left out. */
export interface MoveCounts {
  readonly students: number | null;
  readonly studentsMoved: number | null;
}

/** The counts of one value; null: students without one. */
export interface ValueMoves extends MoveCounts {
  readonly value: string | null;
}

export interface GroupMoves {
  readonly everyone: MoveCounts;
  /** In the order in which the values came. */
  readonly values: readonly ValueMoves[];
  /** Whether values are left out. */
  readonly someHidden: boolean;
}

export interface GroupTally {
  /** Counts a student, who has one value or none; each comes once. */
  readonly add: (value: string | null, moves: boolean) => void;
  /** What may be shown; `size`: the least count that is, 3 or more. */
  readonly shown: (size: number) => GroupMoves;
}

interface Part {
  readonly value: string | null;
  moved: number;
  stay: number;
}

/**
 * An empty tally. Students who are not judged are counted with those who do not move: the values shown
 * are then those of a summary of the same students, and cannot be taken from them.
 */
export function groupTally(): GroupTally {
  const parts = new Map<string | null, Part>();
  return {
    add: (value, moves) => {
      const part = parts.get(value) ?? { value, moved: 0, stay: 0 };
      parts.set(value, part);
      part[moves ? 'moved' : 'stay']++;
    },
    shown: (size) => shownMoves([...parts.values()], size),
  };
}

/** The table of values by whether a student moves, less what the rule of suppression leaves out. */
function shownMoves(parts: readonly Part[], size: number): GroupMoves {
  const students = parts.map(({ moved, stay }) => moved + stay);
  const allowed = shownValues(students, size);
  const cells = shownCells(parts.map(asStatuses), allowed, size);
  const all = students.reduce((sum, n) => sum + n, 0);
  const moved = parts.reduce((sum, part) => sum + part.moved, 0);
  return {
    everyone: {
      students: all < size ? null : all,
      studentsMoved: cells === null ? null : moved,
    },
    values: parts.flatMap((part, row) =>
      allowed.has(row)
        ? {
            value: part.value,
            students: part.moved + part.stay,
            studentsMoved: cells?.rows.has(row) === true ? part.moved : null,
          }
        : [],
    ),
    someHidden: allowed.size < parts.length,
  };
}

/** A table of two columns as one of five: what is not counted here is nobody's. */
function asStatuses({ moved, stay }: Part): StatusCounts {
  return { mastered: moved, below: stay, thin: 0, not_assessed: 0, excused: 0 };
}
