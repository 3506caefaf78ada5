/**
 * What a roster file changes: who is new, whose facts differ, who joins and who leaves. A file
 * speaks for the sections that it names and for nothing else; a blank cell says nothing.
 */
import type { Problem } from '../errors.js';
import type { Section, Student } from '../model.js';
import { type Counts, faultsOf, type RosterRecord, type Source } from './records.js';
import { type Moves, planMoves, type StandingMoves } from './roster-moves.js';
import { type NamedThing, planNamed } from './roster-named.js';
import { mergeRows } from './roster-people.js';
import { soundRows } from './roster-rows.js';
import { type PlannedSection, planSections } from './roster-sections.js';
import { type PlannedStudent, planStudents } from './roster-students.js';

/** The roster as it stands, as far as planning needs it. */
export interface StandingRoster extends StandingMoves {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  readonly schools: readonly NamedThing[];
  readonly terms: readonly NamedThing[];
  readonly staff: readonly NamedThing[];
}

export interface RosterPlan extends Moves {
  readonly counts: Readonly<
    Record<'schools' | 'terms' | 'staff' | 'sections' | 'students' | 'enrollments', Counts>
  >;
  readonly problems: readonly Problem[];
  /** Names of new schools; the key of each is its name in lower case. Terms and staff likewise. */
  readonly schools: readonly string[];
  readonly terms: readonly string[];
  readonly staff: readonly string[];
  readonly sections: readonly PlannedSection[];
  readonly students: readonly PlannedStudent[];
}

/**
 * Plans a roster. `partial` says that rows were left out: then nobody is taken to have left. Ids,
 * names and sections are compared with what stands; the newest row of a student decides.
 */
export function planRoster(
  source: Source,
  records: readonly RosterRecord[],
  standing: StandingRoster,
  partial = false,
): RosterPlan {
  const faults = faultsOf(source);
  const rows = soundRows(records, faults);
  const people = mergeRows(rows, faults);
  const schools = planNamed(rows, 'school', standing.schools);
  const terms = planNamed(rows, 'term', standing.terms);
  const staff = planNamed(rows, 'teacher', standing.staff);
  const sections = planSections(rows, standing.sections, schools, terms);
  const students = planStudents(people, standing.students, faults);
  const enrollments = planMoves(rows, standing, { students, sections, staff, schools }, partial);
  return {
    counts: {
      schools: schools.counts,
      terms: terms.counts,
      staff: staff.counts,
      sections: sections.counts,
      students: students.counts,
      enrollments: enrollments.counts,
    },
    problems: faults.problems,
    schools: schools.added,
    terms: terms.added,
    staff: staff.added,
    sections: sections.changed,
    students: students.changed,
    ...enrollments.moves,
  };
}
