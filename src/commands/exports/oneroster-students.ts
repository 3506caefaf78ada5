/** Students by the ids of the system to which an export goes. */
import { PlError } from '../../core/errors.js';
import { groupBy } from '../../core/grouping.js';
import type { Student } from '../../core/model.js';
import { idOfType, isOfType } from '../../core/names.js';

const TYPE = 'sourcedid';

/** Throws `PlError('invalid')` where two students come to one id. */
export function sourcedIds(students: readonly Student[]): (student: Student) => string {
  const idOf = (student: Student) => idOfType(student, TYPE);
  const shared = [...groupBy(students, (student) => idOf(student).toLowerCase()).values()];
  const two = shared.find(({ length }) => length > 1)?.[0];
  if (two === undefined) return idOf;
  throw new PlError(
    'invalid',
    `two students would be "${idOf(two)}" there: the sourcedid of one is the id of another, who has no sourcedid`,
    'pl import roster FILE',
  );
}

/** Whether she goes by another id, as she has none of that system. */
export function isWithoutSourcedId({ ids }: Student): boolean {
  return !ids.some((id) => isOfType(id, TYPE));
}
