/**
 * What a roster changes: who is new, whose facts differ, who joins and who leaves. A roster speaks as
 * far as its scope says and for nothing else; a blank field says nothing.
 */
import type { Problem } from '../errors.js';
import type { Id, Section, Student } from '../model.js';
import type { Counts } from './records.js';
import { rosterFaults } from './roster-faults.js';
import { type ById, type Known, knownStudents } from './roster-finding.js';
import {
  missingStudents,
  movedStudents,
  tellMissing,
  tellUpheaval,
  withdrawn,
} from './roster-gone.js';
import { countsWithMoved, type Moves, planMoves, type StandingMoves } from './roster-moves.js';
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
import { type PlannedStudent, planStudents } from './roster-students.js';
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

const NOBODY: ReadonlySet<Id> = new Set();

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
  const schools = planSchools(set.schools, standing.schools);
  const terms = planTerms(set.terms, standing.terms, faults);
  const staff = planStaff(set.staff, standing.staff);
  const places = { schools, terms };
  const schoolsOf = whereabouts(set, standing, byId);
  const { isNewYear } = options;
  const sections = planSections(set, standing.sections, places, schoolsOf, faults, isNewYear);
  const { mayRename, takesZeros } = options;
  const asked = {
    mayRename,
    takesZeros,
    idType: set.idType,
    isOwnType: set.isOwnType ?? (() => false),
    isDelta: isDelta(set),
    mayReturn: set.scope.students === 'all' ? (standing.leftByRoster ?? NOBODY) : NOBODY,
  };
  const students = planStudents(people, known, asked, faults);
  const here = schoolsSpokenFor(set, schools, standing.schoolStudents);
  const spokenFor = sectionsSpokenFor(set, standing.sections, sections, here, options);
  const named = { students, sections, staff, schools };
  const enrollments = planMoves(set, people.people, standing, named, spokenFor, options, faults);
  const missing = isSilenceMeant(set, options)
    ? missingStudents(standing.students, students.found, here)
    : [];
  const leaving = options.withdrawMissing ? missing : [];
  const active = new Set(standing.students.filter((one) => one.active).map(({ id }) => id));
  tellMissing(set, missing.length, active.size, options, faults);
  const upheaval = {
    withdrawn: new Set([...students.withdrawn, ...leaving.map(({ id }) => id)]),
    renamed: students.renamed,
    moved: new Set(
      movedStudents(enrollments.moves, enrollments.ended, options).filter((id) => active.has(id)),
    ),
    back: students.back,
  };
  const { teaches, noLongerTeaches, attends, noLongerAttends } = enrollments.moves;
  const taught = [
    ...teaches.map(({ section }) => section),
    ...noLongerTeaches.map(({ section }) => ({ id: section })),
  ];
  const atSchool = [
    ...attends.map(({ student }) => student),
    ...noLongerAttends.map(({ student }) => ({ id: student })),
  ];
  const counted = countsWithMoved(students.counts, students.changed, students.found, atSchool);
  return {
    counts: {
      schools: schools.counts,
      terms: terms.counts,
      staff: staff.counts,
      sections: countsWithMoved(sections.counts, sections.changed, sections.standing, taught),
      students: { ...counted, update: counted.update + leaving.length },
      enrollments: enrollments.counts,
    },
    ended: {
      students: students.withdrawn.size + leaving.length,
      enrollments: enrollments.ended.length,
    },
    isTooMuch: tellUpheaval(set, upheaval, active.size, options, faults),
    problems: [...(set.faults ?? []), ...faults.problems()],
    schools: schools.changed,
    terms: terms.changed,
    staff: staff.changed,
    sections: sections.changed,
    students: [...students.changed, ...leaving.map(withdrawn)],
    missing,
    ...enrollments.moves,
  };
}

/** Where the ids of a set have a type an id of another type is another's. */
function idReader({ idType }: RosterSet, { byId, byValue }: Known): ById {
  return idType === null ? byValue : (value) => byId({ type: idType, value });
}
