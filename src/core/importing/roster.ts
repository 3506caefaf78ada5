/**
 * What a roster changes: who is new, whose facts differ, who joins and who leaves. A roster speaks as
 * far as its scope says and for nothing else; a blank field says nothing.
 */
import type { Problem } from '../errors.js';
import type { Id, Section, Student } from '../model.js';
import type { Counts, RosterRecord, Source } from './records.js';
import { type RosterFaults, rosterFaults } from './roster-faults.js';
import { setOfRows } from './roster-flat.js';
import { missingStudents, type Upheaval, upheavalSize, withdrawn } from './roster-gone.js';
import { type Moves, planMoves, type SpokenFor, type StandingMoves } from './roster-moves.js';
import {
  type NamedThing,
  type PlannedNamed,
  planSchools,
  planStaff,
  planTerms,
  type SchoolFacts,
  type StaffFacts,
  type StaffThing,
  type TermFacts,
  type TermThing,
} from './roster-named.js';
import { maxChangeText, type RosterOptions } from './roster-options.js';
import { mergeStudents } from './roster-people.js';
import { type PlannedSection, planSections, type SectionsPlan } from './roster-sections.js';
import type { Place, RosterSet } from './roster-set.js';
import { type PlannedStudent, planStudents } from './roster-students.js';

/** The roster as it stands, as far as planning needs it. */
export interface StandingRoster extends StandingMoves {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  readonly schools: readonly NamedThing[];
  readonly terms: readonly TermThing[];
  readonly staff: readonly StaffThing[];
}

export interface RosterPlan extends Moves {
  readonly counts: Readonly<
    Record<'schools' | 'terms' | 'staff' | 'sections' | 'students' | 'enrollments', Counts>
  >;
  readonly problems: readonly Problem[];
  readonly schools: readonly PlannedNamed<SchoolFacts>[];
  readonly terms: readonly PlannedNamed<TermFacts>[];
  readonly staff: readonly PlannedNamed<StaffFacts>[];
  readonly sections: readonly PlannedSection[];
  readonly students: readonly PlannedStudent[];
  /** Active students of whom a full roster is silent. */
  readonly missing: readonly Student[];
  /** More would change than is allowed: leaving records out does not help. */
  readonly isTooMuch: boolean;
}

/** Plans a flat roster: its rows speak for the sections that they name. */
export function planRoster(
  source: Source,
  records: readonly RosterRecord[],
  standing: StandingRoster,
  options: RosterOptions,
): RosterPlan {
  const faults = rosterFaults((_, field) => source.header(field));
  const set = setOfRows(source, records, faults);
  const isFull = options.withdrawMissing || options.isNewYear;
  const scope = isFull ? { ...set.scope, students: 'all' as const } : set.scope;
  return planWith({ ...set, scope }, standing, options, faults);
}

/** Plans a roster in parts. Ids, codes and names are compared with what stands. */
export function planRosterSet(
  set: RosterSet,
  standing: StandingRoster,
  options: RosterOptions,
): RosterPlan {
  return planWith(set, standing, options, rosterFaults(set.header));
}

function planWith(
  set: RosterSet,
  standing: StandingRoster,
  options: RosterOptions,
  faults: RosterFaults,
): RosterPlan {
  const people = mergeStudents(set.students, faults);
  const schools = planSchools(set.schools, standing.schools);
  const terms = planTerms(set.terms, standing.terms, faults);
  const staff = planStaff(set.staff, standing.staff);
  const places = { schools, terms };
  const sections = planSections(set.sections, standing.sections, places, faults, options.isNewYear);
  const asked = { mayRename: options.mayRename, isDelta: isDelta(set) };
  const students = planStudents(people, standing.students, asked, faults);
  const here = new Set(
    set.schools.flatMap(({ code }) => {
      const ref = schools.refOf(code);
      return ref !== null && 'id' in ref ? [ref.id] : [];
    }),
  );
  const spokenFor = sectionsSpokenFor(set, standing.sections, sections, here, options);
  const named = { students, sections, staff, schools };
  const enrollments = planMoves(set, people.people, standing, named, spokenFor, options, faults);
  const missing = isSilenceMeant(set, options)
    ? missingStudents(standing.students, students.found, here, standing.schoolStudents)
    : [];
  const leaving = options.withdrawMissing ? missing : [];
  const active = new Set(standing.students.filter((one) => one.active).map(({ id }) => id));
  tellMissing(set, missing.length, active.size, options, faults);
  const upheaval = {
    withdrawn: new Set([...students.withdrawn, ...leaving.map(({ id }) => id)]),
    renamed: students.renamed,
    moved: new Set(movedStudents(enrollments.moves, options).filter((id) => active.has(id))),
  };
  return {
    counts: {
      schools: schools.counts,
      terms: terms.counts,
      staff: staff.counts,
      sections: sections.counts,
      students: { ...students.counts, update: students.counts.update + leaving.length },
      enrollments: enrollments.counts,
    },
    isTooMuch: tellUpheaval(set, upheaval, active.size, options, faults),
    problems: faults.problems(),
    schools: schools.changed,
    terms: terms.changed,
    staff: staff.changed,
    sections: sections.changed,
    students: [...students.changed, ...leaving.map(withdrawn)],
    missing,
    ...enrollments.moves,
  };
}

/** It says what is new, what has changed and what is gone, and of all else nothing. */
function isDelta({ scope }: RosterSet): boolean {
  return scope.students === 'listed' && scope.enrollments === 'listed';
}

/** Whether a student of whom nothing is said is gone. No roster is so full that it has no students. */
function isSilenceMeant({ scope, students }: RosterSet, { isPartial }: RosterOptions): boolean {
  return !isPartial && scope.students === 'all' && students.length > 0;
}

/** Whose enrollments end where the roster does not say them. */
function sectionsSpokenFor(
  { scope, enrollments }: RosterSet,
  standing: readonly Section[],
  { standing: named }: SectionsPlan,
  schools: ReadonlySet<Id>,
  { isPartial, isNewYear }: RosterOptions,
): SpokenFor {
  if (isPartial || scope.enrollments === 'listed') return () => false;
  if (isNewYear) return () => true;
  if (scope.enrollments === 'sections') return (section) => named.has(section);
  if (enrollments.length === 0) return () => false;
  const schoolOf = new Map(standing.map(({ id, school }) => [id, school]));
  return (section) => named.has(section) || schools.has(schoolOf.get(section) ?? 0);
}

/** Who leaves a section or a school; that everybody leaves last year's is no move. */
function movedStudents({ leaves, noLongerAttends }: Moves, { isNewYear }: RosterOptions): Id[] {
  const left = isNewYear ? noLongerAttends : [...leaves, ...noLongerAttends];
  return left.map(({ student }) => student);
}

/** The place of what is said of the roster as a whole. */
function startOf({ students, enrollments, sections }: RosterSet): Place {
  const [first] = [...students.slice(0, 1), ...enrollments.slice(0, 1), ...sections.slice(0, 1)];
  return { file: first?.file ?? '', line: 1 };
}

function tellMissing(
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
    ? 'withdrawn, and kept with all they have shown'
    : 'left as they are; --withdraw-missing withdraws them, --missing FILE writes who they are';
  const message = `${missing} of ${active} active students ${missing === 1 ? 'is' : 'are'} not in this roster: ${what}`;
  faults.warning(startOf(set), null, 'missing_students', message);
}

function tellUpheaval(
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
