/** What a roster says of names: who is renamed, and for whom a new student may have been mistaken. */
import { groupBy } from '../grouping.js';
import type { Student } from '../model.js';
import { folded } from '../names.js';
import { isOtherName, isRenamed, type WrittenName } from './name-agreement.js';
import type { RosterFaults } from './roster-faults.js';
import { type Known, wholeId } from './roster-finding.js';
import { hasNoName, keyOf, type Person } from './roster-people.js';

/** Tells of names against those of the students who stand. */
export interface NameTeller {
  /** Says of a name that is changed to `now`, and refuses one child's name over another's. */
  readonly tellName: (person: Person, student: Student, now: WrittenName) => 'same' | 'renamed';
  /** Says of a new student for whom she may have been mistaken. */
  readonly tellTwin: (person: Person) => void;
}

export interface NamesAsked {
  readonly mayRename: boolean;
  /** The types of ids are sure. */
  readonly isTyped: boolean;
}

export function nameTeller(
  { students, byBare, byId }: Known,
  { mayRename, isTyped }: NamesAsked,
  faults: RosterFaults,
): NameTeller {
  // Only of who is new or renamed it is asked.
  let named: ReadonlyMap<string, readonly Student[]> | null = null;
  const namesakes = (name: WrittenName): readonly Student[] => {
    if (students.length === 0) return [];
    named ??= groupBy(students, nameOf);
    return named.get(nameOf(name)) ?? [];
  };
  const isAnothers = (student: Student, now: WrittenName) =>
    namesakes(now).some(({ id }) => id !== student.id);
  const isSure = ({ ids: [chosen] }: Person, { id }: Student) =>
    isTyped && chosen !== undefined && byId(chosen)?.id === id;
  return {
    tellName: (person, student, now) => {
      if (hasNoName(person) || hasNoName(student) || !isRenamed(student, now)) return 'same';
      const isShared = isAnothers(student, now);
      if (!mayRename && isOtherName(student, now)) {
        faults.error(person, 'name', 'other_name', OTHER_NAME);
      } else if (!mayRename && isShared && !isSure(person, student)) {
        faults.error(person, 'name', 'other_name', `${SHARED_NAME}: --rename accepts it`);
      } else {
        const message = isShared ? `${RENAMED}; ${SHARED_NAME}` : RENAMED;
        faults.warning(person, 'name', 'renamed', message);
      }
      return 'renamed';
    },
    tellTwin: (person) => {
      const near = byBare(keyOf(person));
      if (near.length > 0 && wholeId(keyOf(person)) !== keyOf(person)) {
        faults.error(person, 'student_id', 'id_changed', DECIMALS);
      } else if (near.some((student) => !isOtherName(student, person))) {
        faults.error(person, 'student_id', 'id_zeros', ZEROS_LOST);
      } else if (near.length > 0) {
        faults.warning(person, 'student_id', 'id_zeros', ZEROS_DIFFER);
      } else if (namesakes(person).length > 0) {
        const message = 'a student of this name is there under another id: one more is added';
        faults.warning(person, 'student_id', 'same_name', message);
      }
    },
  };
}

const OTHER_NAME =
  'this id stands for a student of another name in the gradebook: --rename accepts the name';

const RENAMED = 'the name of this student in the gradebook is another: it is changed';

const SHARED_NAME = 'the new name of this student is now also the name of another student';

const DECIMALS =
  'this id ends in .0, as a spreadsheet writes numbers, and a student is there under the id without it: export the file anew and keep the column as text (--zeros takes both for one where the names agree)';

const ZEROS_LOST =
  'this student is there under the same id but for zeros in front, capitals or .0 at its end: --zeros takes both for one and keeps the longer (or: pl student edit ID --id NEW)';

const ZEROS_DIFFER =
  'a student of another name has this id but for zeros in front, capitals or .0 at its end: a second one is added';

function nameOf({ given, family }: Pick<Student, 'given' | 'family'>): string {
  return folded(`${given} ${family}`);
}
