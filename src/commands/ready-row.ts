/** What the list of who is ready is made of. */
import type { Day, Student } from '../core/model.js';
import type { Readiness } from '../core/readiness/ready.js';

/** A student on a stage, with the reasons. */
export interface ReadyRow {
  readonly student: Student;
  readonly readiness: Readiness;
  /** What is missing but not taught in the term that was asked for, which `missing` leaves out. */
  readonly notTaught: number;
  /** The day on which she is looked at. */
  readonly today: Day;
}
