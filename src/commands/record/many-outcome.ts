/** What came of a paste, or of what another program sent: written or not, there already, and the problems. */
import type { Known } from '../../core/entering/known.js';
import type { Problem } from '../../core/errors.js';
import type { Id } from '../../core/model.js';
import { displayName, shownId } from '../../core/names.js';
import { standingText } from '../../output/sentences.js';
import { tableText } from '../../output/table.js';
import { english } from '../../output/words.js';
import type { Learning } from '../learning.js';
import { changedBy, type Desk, printChangesCsv, type Recorded, takeBack } from './many-written.js';

export interface Outcome {
  /** How a place is called: a line from 1 on, or the index of an object from 0 on. */
  readonly place: 'line' | 'index';
  /** False after a dry run, and where something is wrong. */
  readonly written: boolean;
  readonly dryRun: boolean;
  readonly recorded: readonly Recorded[];
  /** What the gradebook held already. */
  readonly known: readonly Known[];
  readonly problems: readonly Problem[];
}

/** Said of an empty input, which is an empty list: all of it is done. */
export const NOTHING_SENT = 'nothing was sent';

/** Data to standard output, problems to standard error as well. */
export async function printOutcome(desk: Desk, outcome: Outcome): Promise<void> {
  const { session, learning } = desk;
  if (session.format === 'json') session.print.json(outcomeJson(desk, outcome));
  else if (session.format === 'csv') await printChangesCsv(session, learning, outcome.recorded);
  else if (outcome.recorded.length > 0)
    session.print.text(await changesText(desk, outcome.recorded));
  for (const line of messages(outcome)) session.say(line);
}

/** The answer to a program: the same keys whatever came of it. */
function outcomeJson({ learning, students }: Desk, outcome: Outcome) {
  const ids = new Map(students.map((student) => [student.id, shownId(student)]));
  return {
    written: outcome.written,
    dry_run: outcome.dryRun,
    recorded: outcome.recorded.map((one) => changedBy(learning, one).json),
    already_there: outcome.known.map(({ at, piece, isStruck }) => ({
      [outcome.place]: at,
      student_id: ids.get(piece.student) ?? null,
      competency: codeOf(learning, piece.competency),
      external_id: piece.externalId,
      struck: isStruck,
    })),
    problems: outcome.problems.map((problem) => problemJson(outcome.place, problem)),
  };
}

/** One problem as a program reads it; `line` of a problem is its place. */
export function problemJson(place: Outcome['place'], problem: Omit<Problem, 'file'>) {
  const { line, field, code, severity, message } = problem;
  return { [place]: line, field, code, severity, message };
}

function codeOf(learning: Learning, competency: Id): string | null {
  return learning.standards.competencies.get(competency)?.code ?? null;
}

/** A row for each student and competency, what was before last as a terminal cuts it, and how to take all of it back. */
export async function changesText(
  { session }: Desk,
  recorded: readonly Recorded[],
): Promise<string> {
  const seen = new Set<string>();
  const rows = recorded.flatMap(({ student, competency, before, after }) => {
    const key = `${student.id} ${competency.id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const [was, is] = [standingText(before), standingText(after.mastery)];
    return [[displayName(student), competency.code, is, was]];
  });
  const columns = ['Student', 'Competency', 'Now', 'Before'].map((title) => ({ title }));
  const { io, colour } = session;
  const width = io.outIsTerminal ? io.width : Number.POSITIVE_INFINITY;
  return `${await tableText(columns, rows, { width, colour })}${takeBack(recorded)}`;
}

/** More than so many problems are counted, not shown. */
const SHOWN = 50;

function messages({ place, written, dryRun, recorded, known, problems }: Outcome): string[] {
  const wrong = problems.some(({ severity }) => severity === 'error');
  // The preview of a paste has said its warnings.
  const unsaid = place === 'line' && !wrong ? [] : problems;
  const shown = unsaid
    .slice(0, SHOWN)
    .map(({ line, severity, message }) => `${place} ${line}: ${severity}: ${message}`);
  const more = unsaid.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`… and ${english.count(more, 'more problem')}; --json lists all`] : []),
    ...knownTexts(known),
    ...(wrong ? ['nothing was written'] : []),
    ...(dryRun && !wrong ? ['a dry run: nothing was written'] : []),
    ...(written && recorded.length === 0 ? ['nothing new: nothing was written'] : []),
  ];
}

/** What stands is one thing, what a person took out another. */
function knownTexts(known: readonly Known[]): string[] {
  const struck = known.filter(({ isStruck }) => isStruck).length;
  const there = known.length - struck;
  return [
    ...(there > 0 ? [`${there} ${there === 1 ? 'is' : 'are'} there already, left out`] : []),
    ...(struck > 0 ? [`${struck} ${struck === 1 ? 'was' : 'were'} struck, left out`] : []),
  ];
}
