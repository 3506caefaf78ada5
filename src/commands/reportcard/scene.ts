/** What the report cards of a term are made from: students, the marks of each, letters and comments. */

import type { Grade } from '../../core/grades/grade.js';
import { gradeOf } from '../../core/grades/grade.js';
import { groupBy } from '../../core/grouping.js';
import type { Mastery } from '../../core/mastery/judge.js';
import type { Competency, Id, Section, Student } from '../../core/model.js';
import { shownIds } from '../../core/progress.js';
import { judgedOnce } from '../../core/readiness/ready.js';
import { expectedMarks } from '../../core/reportcard/expected.js';
import { narrowStudents, type StudentScope } from '../../core/scope.js';
import type { Term } from '../../core/terms.js';
import { type Comment, loadComments } from '../../store/comments.js';
import type { Gradebook } from '../../store/open.js';
import { workedFrameworks } from '../../store/report-cards.js';
import { loadRoster, type Roster } from '../../store/roster.js';
import type { View } from '../../store/view.js';
import { narrowed } from '../finding.js';
import { gradingsAsked } from '../grades.js';
import { competenciesLeft } from '../in-scope.js';
import { type Learning, loadLearning } from '../learning.js';
import { type CompetencyFlags, dayOf, type StudentFlags, studentFilter } from '../options.js';
import type { Session } from '../session.js';

/** One student's card. */
export interface Card {
  readonly student: Student;
  readonly sections: readonly Section[];
  /** In the order of the standards. */
  readonly marks: readonly Mastery[];
  /** The same by competency. */
  readonly markOf: ReadonlyMap<Id, Mastery>;
  /** Of those frameworks whose policy states letters or an average. */
  readonly grades: readonly Grade[];
  readonly comments: readonly Comment[];
}

/** The term's cards, and what they were made from. */
export interface Scene {
  readonly view: View;
  readonly term: Term;
  readonly day: string;
  readonly roster: Roster;
  readonly learning: Learning;
  readonly cards: readonly Card[];
  /** Students who have no card as they have left, and who have evidence or a judgement in the term. */
  readonly withdrawn: readonly Student[];
}

/** Makes the cards of the students that the flags leave; `view` is one of a term. */
export function sceneOf(
  session: Session,
  book: Gradebook,
  view: View,
  flags: StudentFlags & CompetencyFlags,
): Scene {
  if (view.term === undefined) throw new Error('report cards are of a term');
  const { term, taught } = view.term;
  const day = dayOf(session, view);
  const roster = loadRoster(book, view);
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesLeft(learning, flags, view);
  const filter = studentFilter(flags);
  const { students, sectionsOf } = narrowed(narrowStudents(roster, filter, day));
  const withLeft = narrowed(narrowStudents(roster, { ...filter, withdrawn: true }, day)).students;
  const worked = workedFrameworks(book, term, view);
  const asked = { standards, taught, scope, worked, students: roster.students, sectionsOf };
  const cardOf = cardMaker(learning, {
    sectionsOf,
    expected: expectedMarks(asked),
    gradings: gradingsAsked(learning, flags.framework, view),
    comments: groupBy(loadComments(book, term.id, view), ({ student }) => student),
  });
  const withdrawn = filter.withdrawn
    ? []
    : withLeft.filter(({ id, active }) => !active && worked.has(id));
  return { view, term, day, roster, learning, cards: students.map(cardOf), withdrawn };
}

/** What stands on cards beside what was learned. */
interface OnCards {
  readonly sectionsOf: StudentScope['sectionsOf'];
  readonly expected: ReturnType<typeof expectedMarks>;
  readonly gradings: ReturnType<typeof gradingsAsked>;
  readonly comments: ReadonlyMap<Id, readonly Comment[]>;
}

function cardMaker(
  { standards, showing: showingOf }: Learning,
  { sectionsOf, expected, gradings, comments }: OnCards,
): (student: Student) => Card {
  return (student) => {
    const showing = showingOf(student.id);
    const judge = judgedOnce(standards, showing);
    const asked = expected(student.id);
    const shown = shownIds(standards, showing);
    const frameworks = new Set(asked.map(({ framework }) => framework));
    const given = gradings.filter(
      ({ framework, competencies }) =>
        frameworks.has(framework.id) && competencies.some(({ id }) => shown.has(id)),
    );
    const marks = asked.map(judge);
    return {
      student,
      sections: sectionsOf(student.id),
      marks,
      markOf: new Map(marks.map((one) => [one.competency.id, one])),
      grades: given.map((one) => gradeOf(standards, one, showing, judge)),
      comments: comments.get(student.id) ?? [],
    };
  };
}

/** Everything that is marked of anybody, in the order of the standards. */
export function markedOf({ cards, learning }: Scene): readonly Competency[] {
  const marked = new Set<Id>(
    cards.flatMap(({ marks }) => marks.map(({ competency }) => competency.id)),
  );
  return learning.standards.ordered.filter(({ id }) => marked.has(id));
}
