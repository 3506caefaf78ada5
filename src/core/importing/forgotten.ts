/** A roster without the students who were forgotten: what is said of them is left out, and told by line. */
import type { Problem } from '../errors.js';
import { type ForgottenIds, NOBODY_FORGOTTEN } from '../forgetting.js';
import { rosterFaults } from './roster-faults.js';
import type { RosterSet, StudentRecord } from './roster-set.js';

export const FORGOTTEN =
  'a student with this id was forgotten: what the file says of her is left out (pl forget --allow ID lets her come back)';

/** The id of a native file has no type of its own, and stands for an id of any. */
const UNTYPED = 'student';

/** Leaves out records of students whose ids are among `forgotten`, with all that is about them. */
export function withoutForgotten(set: RosterSet, forgotten: ForgottenIds): RosterSet {
  if (forgotten === NOBODY_FORGOTTEN) return set;
  const isHers = ({ ids }: StudentRecord) => ids.some((id) => isForgotten(set, forgotten, id));
  const gone = set.students.filter(isHers);
  const unsaid = set.unsaid?.filter(({ student }) => isHers(student)) ?? [];
  const keys = new Set([...gone, ...unsaid.map(({ student }) => student)].map(keyOf));
  const chosen = set.idType ?? UNTYPED;
  const isKept = ({ student }: { readonly student: string }) =>
    !keys.has(student) && !isForgotten(set, forgotten, { type: chosen, value: student });
  const { without } = set;
  return {
    ...set,
    ...(without === undefined
      ? {}
      : { without: (isBad) => withoutForgotten(without(isBad), forgotten) }),
    faults: [...(set.faults ?? []), ...told(set, gone)],
    students: set.students.filter((one) => !isHers(one)),
    enrollments: set.enrollments.filter(isKept),
    ...(set.unsaid === undefined
      ? {}
      : { unsaid: set.unsaid.filter(({ student }) => !isHers(student)) }),
    ...(set.leaving === undefined ? {} : { leaving: set.leaving.filter(isKept) }),
  };
}

/** Where ids have types one of another type is another's, but for those that were given without one. */
function isForgotten(
  { idType }: RosterSet,
  forgotten: ForgottenIds,
  { type, value }: StudentRecord['ids'][number],
): boolean {
  if (value === '') return false;
  if (idType === null) return forgotten.has(value);
  return forgotten.has(value, type) || forgotten.has(value, UNTYPED);
}

function keyOf({ ids }: StudentRecord): string {
  return ids[0]?.value ?? '';
}

function told(set: RosterSet, gone: readonly StudentRecord[]): readonly Problem[] {
  const faults = rosterFaults(set.header);
  for (const record of gone) faults.warning(record, 'student_id', 'forgotten_student', FORGOTTEN);
  return faults.problems();
}
