/** What a roster says of names: who is renamed, and for whom a new student may have been mistaken. */
import { groupBy } from '../grouping.js';
import type { Student } from '../model.js';
import { folded } from '../names.js';
import { isOtherName, isRenamed, type WrittenName } from './name-agreement.js';
import type { RosterFaults } from './roster-faults.js';
import type { Known } from './roster-finding.js';
import { hasNoName, type Person } from './roster-people.js';

/** Tells of names against those of the students who stand. */
export interface NameTeller {
  /** Says of a name that is changed to `now`, and refuses one child's name over another's. */
  readonly tellName: (person: Person, student: Student, now: WrittenName) => 'same' | 'renamed';
  /** Says of a new student for whom she may have been mistaken. */
  readonly tellTwin: (person: Person) => void;
}

export function nameTeller(
  standing: readonly Student[],
  { byBare }: Known,
  mayRename: boolean,
  faults: RosterFaults,
): NameTeller {
  const named = groupBy(standing, nameOf);
  const isAnothers = (student: Student, now: WrittenName) =>
    named.get(nameOf(now))?.some(({ id }) => id !== student.id) === true;
  return {
    tellName: (person, student, now) => {
      if (hasNoName(person) || hasNoName(student) || !isRenamed(student, now)) return 'same';
      if (!mayRename && (isOtherName(student, now) || isAnothers(student, now))) {
        const message =
          'this id stands for a student of another name in the gradebook: --rename accepts the name';
        faults.error(person, 'name', 'other_name', message);
      } else {
        const message = 'the name of this student in the gradebook is another: it is changed';
        faults.warning(person, 'name', 'renamed', message);
      }
      return 'renamed';
    },
    tellTwin: (person) => {
      const near = byBare(person.key);
      if (near.some((student) => !isOtherName(student, person))) {
        faults.error(person, 'student_id', 'id_zeros', ZEROS_LOST);
      } else if (near.length > 0) {
        faults.warning(person, 'student_id', 'id_zeros', ZEROS_DIFFER);
      } else if (named.has(nameOf(person))) {
        const message = 'a student of this name is there under another id: one more is added';
        faults.warning(person, 'student_id', 'same_name', message);
      }
    },
  };
}

const ZEROS_LOST =
  'this student is there under the same id but for zeros in front or capitals: --zeros takes both for one and keeps the longer (or: pl student edit ID --id NEW)';

const ZEROS_DIFFER =
  'a student of another name has this id but for zeros in front or capitals: a second one is added';

function nameOf({ given, family }: Pick<Student, 'given' | 'family'>): string {
  return folded(`${given} ${family}`);
}
