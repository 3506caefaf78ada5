/**
 * What a roster changes: who is new, whose facts differ, who joins and who leaves. A roster speaks as
 * far as its scope says and for nothing else; a blank field says nothing.
 */
import type { Problem } from '../errors.js';
import type { Id, Section, Student } from '../model.js';
import type { Counts } from './records.js';
import { type RosterFaults, rosterFaults } from './roster-faults.js';
import { type ById, type Known, knownStudents } from './roster-finding.js';
import {
  missingStudents,
  movedStudents,
  tellMissing,
  tellUpheaval,
  withdrawn,
} from './roster-gone.js';
import {
  countsWithMoved,
  type Moves,
  type Named,
  type Placed,
  planMoves,
  type StandingMoves,
} from './roster-moves.js';
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
import type { RosterOptions } from './roster-options.js';
import { mergeStudents } from './roster-people.js';
import {
  asAsked,
  isDelta,
  isSilenceMeant,
  schoolsSpokenFor,
  sectionsSpokenFor,
} from './roster-scope.js';
import { type PlannedSection, planSections } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';
import type { PlannedStudent } from './roster-student-facts.js';
import { planStudents, type StudentsAsked, type StudentsPlan } from './roster-students.js';
import { withKnownUsers } from './roster-unsaid.js';
import { whereabouts } from './roster-whereabouts.js';

/** The roster as it stands, as far as planning needs it. */
export interface StandingRoster extends StandingMoves {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  readonly schools: readonly NamedThing[];
  readonly terms: readonly TermThing[];
  readonly staff: readonly StaffThing[];
  /** The withdrawn whom a roster has withdrawn, and no person. */
  readonly leftByRoster?: ReadonlySet<Id>;
}

export interface RosterPlan extends Moves {
  readonly counts: Readonly<
    Record<'schools' | 'terms' | 'staff' | 'sections' | 'students' | 'enrollments', Counts>
  >;
  /** How many of the updates are an end: students who are withdrawn, enrollments that are over. */
  readonly ended: Readonly<Record<'students' | 'enrollments', number>>;
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

/** Plans a roster. Ids, codes and names are compared with what stands. */
export function planRosterSet(
  given: RosterSet,
  standing: StandingRoster,
  options: RosterOptions,
): RosterPlan {
  const faults = rosterFaults(given.header);
  const known = knownStudents(standing.students);
  const byId = idReader(given, known);
  const set = withKnownUsers(asAsked(given, options), byId, standing.staff, faults);
  const people = mergeStudents(set.students, faults);
  const places = planPlaces(set, standing, byId, options, faults);
  const students = planStudents(people, known, studentsAsked(set, standing, options), faults);
  const named = { ...places, students };
  const here = schoolsSpokenFor(set, places.schools, standing.schoolStudents);
  const spokenFor = sectionsSpokenFor(set, standing.sections, places.sections, here, options);
  const placed = planMoves(set, people.people, standing, named, spokenFor, options, faults);
  const missing = isSilenceMeant(set, options)
    ? missingStudents(standing.students, students.found, here)
    : [];
  const leaving = options.withdrawMissing ? missing : [];
  const change = { students, placed, missing, leaving };
  const isTooMuch = tellChange(set, standing, change, options, faults);
  const problems = [...(set.faults ?? []), ...faults.problems()];
  return { ...planOf(places, change), isTooMuch, problems };
}

/** What is written of the change, and how much that is. */
function planOf(
  places: Places,
  { students, placed, missing, leaving }: Change,
): Omit<RosterPlan, 'isTooMuch' | 'problems'> {
  return {
    counts: countsOf({ ...places, students }, placed, leaving.length),
    ended: {
      students: students.withdrawn.size + leaving.length,
      enrollments: placed.ended.length,
    },
    schools: places.schools.changed,
    terms: places.terms.changed,
    staff: places.staff.changed,
    sections: places.sections.changed,
    students: [...students.changed, ...leaving.map(withdrawn)],
    missing,
    ...placed.moves,
  };
}

/** Where the ids of a set have a type an id of another type is another's. */
function idReader({ idType }: RosterSet, { byId, byValue }: Known): ById {
  return idType === null ? byValue : (value) => byId({ type: idType, value });
}

type Places = ReturnType<typeof planPlaces>;

/** Plans all that is not a student. */
function planPlaces(
  set: RosterSet,
  standing: StandingRoster,
  byId: ById,
  { isNewYear }: RosterOptions,
  faults: RosterFaults,
) {
  const schools = planSchools(set.schools, standing.schools);
  const terms = planTerms(set.terms, standing.terms, faults);
  const staff = planStaff(set.staff, standing.staff);
  const schoolsOf = whereabouts(set, standing, byId);
  const within = { schools, terms };
  const sections = planSections(set, standing.sections, within, schoolsOf, faults, isNewYear);
  return { schools, terms, staff, sections };
}

const NOBODY: ReadonlySet<Id> = new Set();

function studentsAsked(
  set: RosterSet,
  { leftByRoster = NOBODY }: StandingRoster,
  { mayRename, takesZeros }: RosterOptions,
): StudentsAsked {
  return {
    mayRename,
    takesZeros,
    idType: set.idType,
    isOwnType: set.isOwnType ?? (() => false),
    isDelta: isDelta(set),
    mayReturn: set.scope.students === 'all' ? leftByRoster : NOBODY,
  };
}

/** What a roster changes of those who are there. */
interface Change {
  readonly students: StudentsPlan;
  readonly placed: Placed;
  readonly missing: readonly Student[];
  /** Those of the missing who are withdrawn. */
  readonly leaving: readonly Student[];
}

/** Says who is missing and how much would change; whether that is more than is allowed. */
function tellChange(
  set: RosterSet,
  standing: StandingRoster,
  { students, placed, missing, leaving }: Change,
  options: RosterOptions,
  faults: RosterFaults,
): boolean {
  const active = new Set(standing.students.filter((one) => one.active).map(({ id }) => id));
  const moved = movedStudents(placed.moves, placed.ended, options);
  const upheaval = {
    withdrawn: new Set([...students.withdrawn, ...leaving.map(({ id }) => id)]),
    renamed: students.renamed,
    moved: new Set(moved.filter((id) => active.has(id))),
    back: students.back,
  };
  tellMissing(set, missing.length, active.size, options, faults);
  return tellUpheaval(set, upheaval, active.size, options, faults);
}

/** The counts by kind; who is moved or withdrawn is updated too. */
function countsOf(
  { schools, terms, staff, sections, students }: Named & Places,
  { counts, moves }: Placed,
  leaving: number,
): RosterPlan['counts'] {
  const taught = [
    ...moves.teaches.map(({ section }) => section),
    ...moves.noLongerTeaches.map(({ section }) => ({ id: section })),
  ];
  const atSchool = [
    ...moves.attends.map(({ student }) => student),
    ...moves.noLongerAttends.map(({ student }) => ({ id: student })),
  ];
  const counted = countsWithMoved(students.counts, students.changed, students.found, atSchool);
  return {
    schools: schools.counts,
    terms: terms.counts,
    staff: staff.counts,
    sections: countsWithMoved(sections.counts, sections.changed, sections.standing, taught),
    students: { ...counted, update: counted.update + leaving },
    enrollments: counts,
  };
}
