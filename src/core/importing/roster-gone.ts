/** Of whom a full roster is silent, and how much of a school one import would change. */
import type { Id, Student } from '../model.js';
import type { RosterFaults } from './roster-faults.js';
import type { Moves } from './roster-moves.js';
import { maxChangeText, type RosterOptions } from './roster-options.js';
import { isDelta } from './roster-scope.js';
import type { Place, RosterSet } from './roster-set.js';
import type { PlannedStudent } from './roster-students.js';

/**
 * The active students of whom the roster does not speak: those who attend one of its schools or, as
 * far as the gradebook knows, none. A roster that names no school speaks for all.
 */
export function missingStudents(
  students: readonly Student[],
  found: ReadonlySet<Id>,
  schools: ReadonlySet<Id>,
  attending: readonly { readonly student: Id; readonly school: Id }[],
): readonly Student[] {
  const elsewhere = new Set<Id>();
  const here = new Set<Id>();
  for (const { student, school } of attending) {
    (schools.has(school) ? here : elsewhere).add(student);
  }
  const isSpokenFor = ({ id }: Student) => schools.size === 0 || here.has(id) || !elsewhere.has(id);
  return students.filter((one) => one.active && !found.has(one.id) && isSpokenFor(one));
}

export function withdrawn(student: Student): PlannedStudent {
  const { id, given, family, preferred, grade, email } = student;
  const facts = { given, family, preferred, grade, email, active: false };
  return { ref: { id }, isNew: false, facts, ids: null };
}

/** The active students whom an import would change for the worse, were it a mistake. */
export interface Upheaval {
  readonly withdrawn: ReadonlySet<Id>;
  readonly renamed: ReadonlySet<Id>;
  readonly moved: ReadonlySet<Id>;
}

/** Who leaves a section or a school; that everybody leaves last year's is no move. */
export function movedStudents(
  { leaves, noLongerAttends }: Moves,
  { isNewYear }: RosterOptions,
): Id[] {
  const left = isNewYear ? noLongerAttends : [...leaves, ...noLongerAttends];
  return left.map(({ student }) => student);
}

/** Says how many are missing, and where that cannot be known. */
export function tellMissing(
  set: RosterSet,
  missing: number,
  active: number,
  { withdrawMissing }: RosterOptions,
  faults: RosterFaults,
): void {
  if (withdrawMissing && isDelta(set)) {
    const message = 'these files only say what has changed: nobody is missing from them';
    faults.warning(startOf(set), null, 'not_a_full_roster', message);
  }
  if (missing === 0) return;
  const what = withdrawMissing
    ? '--withdraw-missing withdraws them, and keeps all they have shown'
    : 'left as they are; --withdraw-missing withdraws them, --missing FILE writes who they are';
  const message = `${missing} of ${active} active students ${missing === 1 ? 'is' : 'are'} not in this roster: ${what}`;
  faults.warning(startOf(set), null, 'missing_students', message);
}

/** Whether more would change than is allowed, which is then an error. */
export function tellUpheaval(
  set: RosterSet,
  upheaval: Upheaval,
  active: number,
  { maxChange }: RosterOptions,
  faults: RosterFaults,
): boolean {
  const size = upheavalSize(upheaval);
  const { withdrawn, renamed, moved } = upheaval;
  const parts = `${size} of ${active} active students: ${withdrawn.size} withdrawn, ${renamed.size} renamed, ${moved.size} moved`;
  if (maxChange === null) {
    if (active >= 10 && withdrawn.size * 2 > active) {
      const message = `this changes ${parts}; --max-change 10% stops such an import`;
      faults.warning(startOf(set), null, 'many_withdrawn', message);
    }
    return false;
  }
  const most = maxChange.isPercent ? (maxChange.value * active) / 100 : maxChange.value;
  if (active === 0 || size <= most) return false;
  const message = `this would change ${parts}; that is more than --max-change ${maxChangeText(maxChange)}`;
  faults.error(startOf(set), null, 'too_many_changes', message);
  return true;
}

/** How many different students that are. */
function upheavalSize({ withdrawn, renamed, moved }: Upheaval): number {
  return new Set([...withdrawn, ...renamed, ...moved]).size;
}

/** The place of what is said of the roster as a whole. */
function startOf({ students, enrollments, sections }: RosterSet): Place {
  const [first] = [...students.slice(0, 1), ...enrollments.slice(0, 1), ...sections.slice(0, 1)];
  return { file: first?.file ?? '', line: 1 };
}
