/** What an export of results is made of. */
import type { Mastery } from '../../core/mastery/judge.js';
import type { Section, Student } from '../../core/model.js';

/** A student with results, in those of her sections that are meant. */
export interface Standing {
  readonly student: Student;
  readonly sections: readonly Section[];
  readonly competencies: readonly Mastery[];
}
