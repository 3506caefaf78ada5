/** Who joins a section and who leaves it, who teaches it, and who attends a school. */
import type { Id } from '../model.js';
import { type Counts, type RosterRecord, tally } from './records.js';
import { pairText, type Ref } from './refs.js';
import type { NamedPlan } from './roster-named.js';
import { readStatus, studentKey } from './roster-rows.js';
import type { SectionsPlan } from './roster-sections.js';
import type { StudentsPlan } from './roster-students.js';

/** Who is where as it stands. */
export interface StandingMoves {
  /** Undated or in force today. */
  readonly enrollments: readonly { readonly student: Id; readonly section: Id }[];
  readonly teaching: readonly { readonly staff: Id; readonly section: Id }[];
  readonly schoolStudents: readonly { readonly student: Id; readonly school: Id }[];
}

export interface Moves {
  readonly joins: readonly { readonly student: Ref; readonly section: Ref }[];
  readonly leaves: readonly { readonly student: Id; readonly section: Id }[];
  readonly teaches: readonly { readonly staff: Ref; readonly section: Ref }[];
  readonly attends: readonly { readonly student: Ref; readonly school: Ref }[];
}

/** What the rows name. */
interface Named {
  readonly students: StudentsPlan;
  readonly sections: SectionsPlan;
  readonly staff: NamedPlan;
  readonly schools: NamedPlan;
}

/** The moves, and the counts of enrollments; nobody leaves by a `partial` file. */
export function planMoves(
  rows: readonly RosterRecord[],
  standing: StandingMoves,
  named: Named,
  partial: boolean,
): { readonly counts: Counts; readonly moves: Moves } {
  const enrolled = pairs(standing.enrollments.map(({ student, section }) => [student, section]));
  const taught = pairs(standing.teaching.map(({ staff, section }) => [staff, section]));
  const attended = pairs(standing.schoolStudents.map(({ student, school }) => [student, school]));
  const counts = tally();
  const joins: Moves['joins'][number][] = [];
  const teaches: Moves['teaches'][number][] = [];
  const attends: Moves['attends'][number][] = [];
  for (const row of rows) {
    const student = named.students.refOf(studentKey(row));
    const section = named.sections.refOf(row);
    const staff = named.staff.refOf(row.teacher);
    const school = named.schools.refOf(row.school);
    if (student === null) continue;
    if (section !== null && readStatus(row.status) !== false) {
      const outcome = enrolled.say(student, section);
      if (outcome === 'new') joins.push({ student, section });
      if (outcome === 'stands') counts.unchanged++;
    }
    if (section !== null && staff !== null && taught.say(staff, section) === 'new') {
      teaches.push({ staff, section });
    }
    if (school !== null && attended.say(student, school) === 'new') {
      attends.push({ student, school });
    }
  }
  const leaves = partial ? [] : leaving(rows, standing, named.sections, enrolled);
  counts.add = joins.length;
  counts.update = leaves.length;
  return { counts, moves: { joins, leaves, teaches, attends } };
}

/** Pairs of things as a file says them, beside those that stand. */
interface Pairs {
  /** Says a pair. `again`: the file has said it before, which counts once. */
  readonly say: (a: Ref, b: Ref) => 'new' | 'stands' | 'again';
  readonly wasSaid: (a: Ref, b: Ref) => boolean;
}

function pairs(standing: readonly (readonly [Id, Id])[]): Pairs {
  const known = new Set(standing.map(([a, b]) => pairText({ id: a }, { id: b })));
  const said = new Set<string>();
  return {
    say: (a, b) => {
      const pair = pairText(a, b);
      if (said.has(pair)) return 'again';
      said.add(pair);
      return known.has(pair) ? 'stands' : 'new';
    },
    wasSaid: (a, b) => said.has(pairText(a, b)),
  };
}

/** Who is in a section that the file names, and not in the file's list of it. */
function leaving(
  rows: readonly RosterRecord[],
  standing: StandingMoves,
  sections: SectionsPlan,
  enrolled: Pairs,
): Moves['leaves'] {
  const spokenFor = new Set(
    rows.flatMap((row) => {
      const ref = sections.refOf(row);
      return ref !== null && 'id' in ref ? [ref.id] : [];
    }),
  );
  return standing.enrollments.filter(
    ({ student, section }) =>
      spokenFor.has(section) && !enrolled.wasSaid({ id: student }, { id: section }),
  );
}
