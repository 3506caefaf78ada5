/** What the list of who is ready is made of. */
import type { Day, Student } from '../core/model.js';
import { isUnassessed, type Readiness, type StageCount } from '../core/readiness/ready.js';
import type { StageStatus } from '../output/words.js';

/** A student on a stage, with the reasons. */
export interface ReadyRow {
  readonly student: Student;
  readonly readiness: Readiness;
  /** What is missing but not taught in the term that was asked for, which `missing` leaves out. */
  readonly notTaught: number;
  /** The day on which she is looked at. */
  readonly today: Day;
}

/** What was never assessed is not said to be not yet. */
export function shownStatus(count: StageCount): StageStatus {
  return isUnassessed(count) ? 'unassessed' : count.status;
}
