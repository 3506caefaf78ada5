/** What `pl overrides` and `pl excuses` share: whose decisions are meant, and how they are printed. */
import { type Decision, excusesOf, overridesOf } from '../core/decisions.js';
import type { Excuse, Id, Override, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import type { Standards } from '../core/standards.js';
import type { Value } from '../output/csv.js';
import { loadRoster } from '../store/roster.js';
import { allDecisions } from '../store/showing.js';
import type { View } from '../store/view.js';
import { competenciesLeft, studentsLeft } from './in-scope.js';
import { type Learning, loadLearning } from './learning.js';
import {
  type CompetencyFlags,
  type DayFlags,
  dayLine,
  readDays,
  type StudentFlags,
} from './options.js';
import type { Session } from './session.js';

export type DecisionFlags = StudentFlags & CompetencyFlags & DayFlags;

/** One line of a list: whose decision it is, and about what. */
export interface Row<Kind extends Override | Excuse> extends Decision<Kind> {
  readonly student: Student;
}

/** The decisions that the flags leave, by student and framework order, as they stood in the view. */
export interface Decisions<Kind extends Override | Excuse> {
  readonly learning: Learning;
  readonly rows: readonly Row<Kind>[];
  readonly view: View;
}

/** The overrides that are meant. */
export const overrideRows = (session: Session, flags: DecisionFlags) =>
  decisionRows<Override>(session, flags, 'overrides', overridesOf);

/** The excuses that are meant. */
export const excuseRows = (session: Session, flags: DecisionFlags) =>
  decisionRows<Excuse>(session, flags, 'excuses', excusesOf);

/** Reads pieces only of students with a decision, and only on what was decided about. */
async function decisionRows<Kind extends Override | Excuse>(
  session: Session,
  flags: DecisionFlags,
  table: 'overrides' | 'excuses',
  decisionsOf: (standards: Standards, showing: ReturnType<Learning['showing']>) => Decision<Kind>[],
): Promise<Decisions<Kind>> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesLeft(learning, flags, view);
  const { students } = studentsLeft(session, loadRoster(book, view), flags, view);
  const decided = allDecisions(book, view);
  const rows = students.flatMap((student) => {
    const own = decided(student.id);
    const about = [...own[table].keys()].filter((id) => scope === null || scope.has(id));
    if (about.length === 0) return [];
    const bearing = new Set<Id>(about.flatMap((id) => [id, ...standards.sameAs(id)]));
    const showing = { ...own, pieces: learning.piecesOn(student.id, bearing) };
    return decisionsOf(standards, showing)
      .filter(({ mastery }) => about.includes(mastery.competency.id))
      .map((decision) => ({ ...decision, student }));
  });
  return { learning, rows, view };
}

/** Whom a decision is about, and on what: the first cells of JSON and CSV. */
export function subjectFacts<Kind extends Override | Excuse>(
  { learning }: Decisions<Kind>,
  { student, mastery: { competency } }: Row<Kind>,
) {
  return {
    student_id: shownId(student),
    name: displayName(student),
    framework: learning.standards.frameworkName(competency),
    competency: competency.code,
    statement: competency.statement,
  };
}

/** What the evidence alone says, why it was decided otherwise, by whom and when. */
export function reasonFacts<Kind extends Override | Excuse>({
  decided,
  mastery: { calculated },
}: Row<Kind>) {
  return {
    calculated_score: calculated.score,
    calculated_level: calculated.level?.value ?? null,
    calculated_status: calculated.status,
    reason: decided.reason,
    by: decided.by,
    on: decided.on,
  };
}

/** A list in the format that is asked for; `columns` are the keys of the facts, in order. */
export async function printDecisions(
  session: Session,
  view: View,
  name: 'overrides' | 'excuses',
  columns: readonly string[],
  facts: readonly Readonly<Record<string, Value | readonly object[]>>[],
  page: readonly string[],
): Promise<void> {
  if (session.format === 'json')
    session.print.json({ as_of: view.asOf, known_on: view.knownOn, [name]: facts });
  else if (session.format === 'csv')
    await session.print.csv(
      columns,
      facts.map((row) => columns.map((column) => (row[column] ?? null) as Value)),
    );
  else if (page.length === 0) session.say(`no ${name} here`);
  else session.print.text(dayLine(view, session.words) + page.join('\n'));
}
