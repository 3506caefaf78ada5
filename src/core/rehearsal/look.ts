/** What lint looks at: one student's result with all that it was made of. */
import { considered, counting, type Gathered, gather } from '../mastery/counting.js';
import { type Judgement, judge, scoresOf } from '../mastery/judge.js';
import { calculate } from '../mastery/methods.js';
import type { Competency, Id, Showing } from '../model.js';
import { significant } from '../numbers.js';
import type { Standards, Yardstick } from '../standards.js';
import type { Extent } from './bites.js';

export interface Look {
  readonly student: Id;
  /** The schools that she goes to, where that is known. */
  readonly schools: readonly string[];
  readonly competency: Competency;
  readonly yardstick: Yardstick;
  /** Everything recorded, what counts of it, and what the method then looks at. */
  readonly gathered: Gathered;
  readonly counted: Gathered;
  readonly kept: Gathered;
  /** The score before it is rounded to the policy's places. */
  readonly raw: number | null;
  readonly judged: Judgement;
}

/** A student's result on a competency; null where nothing with a score was recorded. */
export function lookAt(
  standards: Standards,
  showing: Showing,
  competency: Competency,
  schools: readonly string[] = [],
): Look | null {
  const yardstick = standards.yardstick(competency);
  const gathered = gather(standards, showing, competency);
  if (gathered.scores.every(Number.isNaN)) return null;
  const counted = counting(gathered, yardstick.policy);
  const kept = considered(counted, yardstick.policy);
  const result =
    kept.scores.length === 0 ? null : calculate(yardstick.policy, scoresOf(kept, yardstick));
  return {
    student: showing.student,
    schools,
    competency,
    yardstick,
    gathered,
    counted,
    kept,
    raw: result === null ? null : significant(result),
    judged: judge(counted, yardstick),
  };
}

/** Counts results and their students; students come one after the other. */
export interface Counter {
  readonly add: (student: Id) => void;
  readonly extent: (of: number) => Extent;
}

export function counter(): Counter {
  let [count, students] = [0, 0];
  let last: Id | null = null;
  return {
    add: (student) => {
      count++;
      if (student !== last) students++;
      last = student;
    },
    extent: (of) => ({ count, of, students }),
  };
}

/** Gathers what it sees of one rule's results, and says what bites in the end. */
export interface Check<Bite> {
  readonly see: (look: Look) => void;
  readonly bites: () => readonly Bite[];
}
