/** Of whom a full roster is silent, and how much of a school one import would change. */
import type { Id, Student } from '../model.js';
import type { RosterFaults } from './roster-faults.js';
import type { Moves } from './roster-moves.js';
import { maxChangeText, type RosterOptions } from './roster-options.js';
import { type Here, isDelta } from './roster-scope.js';
import type { Place, RosterSet } from './roster-set.js';
import type { PlannedStudent } from './roster-student-facts.js';

/** The active students of the schools of a roster of whom it does not speak. */
export function missingStudents(
  students: readonly Student[],
  found: ReadonlySet<Id>,
  here: Here,
): readonly Student[] {
  return students.filter((one) => one.active && !found.has(one.id) && here.hasStudent(one.id));
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
  /** Who leaves a section or a school, also by a day that is over. */
  readonly moved: ReadonlySet<Id>;
  /** Who had been withdrawn. */
  readonly back: ReadonlySet<Id>;
}

/** Who leaves a section or a school; that everybody leaves last year's is no move. */
export function movedStudents(
  { noLongerAttends }: Moves,
  ended: readonly Id[],
  { isNewYear }: RosterOptions,
): Id[] {
  const left = noLongerAttends.map(({ student }) => student);
  return isNewYear ? left : [...ended, ...left];
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
  const { withdrawn, renamed, moved, back } = upheaval;
  const returns = back.size === 0 ? '' : `, ${back.size} brought back`;
  const parts = `${size} of ${active} active students: ${withdrawn.size} withdrawn, ${renamed.size} renamed, ${moved.size} moved${returns}`;
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
function upheavalSize({ withdrawn, renamed, moved, back }: Upheaval): number {
  return new Set([...withdrawn, ...renamed, ...moved, ...back]).size;
}

/** The place of what is said of the roster as a whole. */
function startOf({ students, enrollments, sections }: RosterSet): Place {
  const [first] = [...students.slice(0, 1), ...enrollments.slice(0, 1), ...sections.slice(0, 1)];
  return { file: first?.file ?? '', line: 1 };
}
