/** Counting for a summary: which students and competencies, by what, and how each student stands. */
import { PlError } from '../core/errors.js';
import { masteryOf, UNASSESSED } from '../core/mastery/judge.js';
import type { Competency, Day, Student } from '../core/model.js';
import { folded } from '../core/names.js';
import { shownIds } from '../core/progress.js';
import { type Block, counter, type StandingOf } from '../core/summary/tally.js';
import {
  type By,
  compareValues,
  oneValue,
  type ValuesOf,
  valuesBy,
} from '../core/summary/values.js';
import { groupNames, valuesOfGroup } from '../store/groups.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster, type Roster } from '../store/roster.js';
import { allDecisions } from '../store/showing.js';
import { type View, viewOn } from '../store/view.js';
import { unknownName } from './finding.js';
import { competenciesLeft, studentsLeft } from './in-scope.js';
import { type Learning, loadLearning } from './learning.js';
import type { CompetencyFlags, StudentFlags } from './options.js';
import type { Session } from './session.js';

/** What is asked of a summary, read from its flags. */
export interface Asked {
  readonly filter: StudentFlags & CompetencyFlags;
  readonly all: boolean;
  readonly since: Day | null;
  readonly by: By | null;
  /** The group of `--by group`. */
  readonly group: string | null;
  /** The least count that is shown; null: all are. */
  readonly size: number | null;
}

/** What was counted. */
export interface Count {
  readonly learning: Learning;
  readonly competencies: readonly Competency[];
  /** Headings over them; none where counts are left out, as they would be a second table. */
  readonly headings: readonly Competency[];
  readonly everyone: Block;
  /** In the order of their names, students without a value last. */
  readonly values: readonly Block[];
}

/** Counts the students one by one. Throws `PlError('not_found')` for a group that there is not. */
export function countStudents(session: Session, book: Gradebook, view: View, asked: Asked): Count {
  const roster = loadRoster(book, view);
  const students = studentsLeft(session, roster, asked.filter, view);
  const valuesOf = partsBy(book, view, roster, students, asked);
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesLeft(learning, asked.filter, view);
  const inScope = standards.ordered.filter(({ id }) => scope === null || scope.has(id));
  const competencies = inScope.filter(standards.assessable);
  const headings = asked.size === null ? inScope.filter(standards.isHeading) : [];
  const counting = counter(standards, competencies, headings);
  const now = standingReader(book, view, learning);
  const before = asked.since === null ? null : earlierReader(book, view, asked.since);
  for (const student of students.students)
    counting.add(valuesOf(student), now(student), before?.(student) ?? null);
  const { everyone } = counting;
  const isListed = scope === null && !asked.all ? inUse(competencies, everyone) : () => true;
  return {
    learning,
    competencies: competencies.filter(isListed),
    headings: headings.filter(isListed),
    everyone,
    values: [...counting.values()].sort((a, b) => compareValues(a.value, b.value)),
  };
}

/** The values of each student; where counts are left out she must be in one part alone. */
function partsBy(
  book: Gradebook,
  view: View,
  roster: Roster,
  students: Parameters<typeof valuesBy>[2],
  { by, group, size }: Asked,
): ValuesOf {
  if (by === null) return () => [];
  const values =
    group === null ? new Map() : valuesOfGroup(book, groupNamed(book, view, group), view);
  const valuesOf = valuesBy(by, roster, students, values);
  return size === null ? valuesOf : oneValue(valuesOf);
}

/** The group of that name, as it was imported. Throws `PlError('not_found')` with what there is. */
export function groupNamed(book: Gradebook, view: View, typed: string): string {
  const known = groupNames(book, view);
  const found = known.find((name) => folded(name) === folded(typed));
  if (found !== undefined) return found;
  if (known.length === 0)
    throw new PlError(
      'not_found',
      'there are no groups to count by: they come by an import',
      'pl import groups FILE',
    );
  throw unknownName({ noun: 'group', name: typed, known });
}

/** How a student stands: from the last rollup where nothing has moved since, else judged anew. */
function standingReader(book: Gradebook, view: View, learning: Learning) {
  const decided = allDecisions(book, view);
  return (student: Student): StandingOf => {
    const kept = learning.kept(decided(student.id));
    if (kept !== null) return kept.mastery;
    const { standards } = learning;
    const showing = learning.showing(student.id);
    const shown = shownIds(standards, showing);
    return (competency) =>
      shown.has(competency.id) ? masteryOf(standards, showing, competency) : UNASSESSED;
  };
}

/** How the students stood on an earlier day, as far as it is known in this view. */
function earlierReader(book: Gradebook, { knownOn }: View, since: Day) {
  const then = viewOn(book, since, knownOn);
  return standingReader(book, then, loadLearning(book, then));
}

/** Whether anything has been recorded or decided in the framework. */
function inUse(competencies: readonly Competency[], everyone: Block) {
  const used = competencies.filter(({ id }) => {
    const statuses = everyone.competencies.get(id)?.statuses;
    return statuses !== undefined && statuses.not_assessed < everyone.students;
  });
  const frameworks = new Set(used.map(({ framework }) => framework));
  return ({ framework }: Competency) => frameworks.has(framework);
}
