/**
 * What a roster changes: who is new, whose facts differ, who joins and who leaves. A roster speaks as
 * far as its scope says and for nothing else; a blank field says nothing.
 */
import type { Problem } from '../errors.js';
import type { Id, Section, Student } from '../model.js';
import type { Counts, RosterRecord, Source } from './records.js';
import { type RosterFaults, rosterFaults } from './roster-faults.js';
import { setOfRows } from './roster-flat.js';
import {
  missingStudents,
  movedStudents,
  tellMissing,
  tellUpheaval,
  withdrawn,
} from './roster-gone.js';
import { countsWithMoved, type Moves, planMoves, type StandingMoves } from './roster-moves.js';
import {
  type NamedPlan,
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
import { isDelta, isSilenceMeant, sectionsSpokenFor } from './roster-scope.js';
import { type PlannedSection, planSections } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';
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
  const asked = {
    mayRename: options.mayRename,
    takesZeros: options.takesZeros,
    idType: set.idType,
    isDelta: isDelta(set),
  };
  const students = planStudents(people, standing.students, asked, faults);
  const here = standingSchools(set, schools);
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

/** The schools of the set that stand already. */
function standingSchools(set: RosterSet, { refOf }: NamedPlan<SchoolFacts>): ReadonlySet<Id> {
  return new Set(
    set.schools.flatMap(({ code }) => {
      const ref = refOf(code);
      return ref !== null && 'id' in ref ? [ref.id] : [];
    }),
  );
}
