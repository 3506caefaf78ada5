/** One piece of evidence: found, judged before and after, written, and what it changed. */
import { kindCounts } from '../../core/mastery/counting.js';
import type { Mastery } from '../../core/mastery/judge.js';
import type { Competency, Id, Student } from '../../core/model.js';
import type { NewPiece } from '../../core/new-piece.js';
import { visible } from '../../output/safe.js';
import { addEvidence } from '../../store/evidence.js';
import type { Gradebook } from '../../store/open.js';
import { write } from '../../store/writing.js';
import { changeReport, masteryNow, pictureOf, printChange } from '../change.js';
import { findCompetency } from '../finding.js';
import { type Learning, loadLearning } from '../learning.js';
import type { Session } from '../session.js';
import { studentMeant } from '../students-meant.js';
import { givenScore, type PieceFacts, trimmed } from './piece.js';

/** What was typed, whole. */
export interface Given {
  readonly student: string;
  readonly competency: string;
  readonly level: string;
  readonly note: string;
}

export async function recordOne(session: Session, given: Given, facts: PieceFacts): Promise<void> {
  const book = await session.book();
  const learning = loadLearning(book);
  const student = await studentMeant(session, book, given.student);
  const competency = await findCompetency(session, learning.standards, given.competency);
  const score = givenScore(learning.standards.yardstick(competency).scale, given.level);
  const note = trimmed(given.note);
  await enterOne(session, { book, learning }, { student, competency, score, note }, facts);
}

/** What was shown, with everything in it found. */
export interface Shown {
  readonly student: Student;
  readonly competency: Competency;
  /** On the competency's scale. */
  readonly score: number;
  readonly note: string | null;
}

/** Writes one piece, durable when it returns, and prints what it changed. Returns its entry. */
export async function enterOne(
  session: Session,
  { book, learning }: { readonly book: Gradebook; readonly learning: Learning },
  { student, competency, score, note }: Shown,
  facts: PieceFacts,
): Promise<Id> {
  const piece: NewPiece = {
    student: student.id,
    competency: competency.id,
    score,
    possible: null,
    note,
    externalId: null,
    ...facts,
  };
  const before = masteryNow(learning, student, competency);
  const { entry } = write(
    book,
    session.entry('record', { student: student.id, competency: competency.id }),
    (writer) => addEvidence(writer, [piece]),
  );
  const written = entry ?? 0;
  const uid = learning.uid({ entry: written, number: 1 });
  await show(session, { learning, student, competency, kind: piece.kind }, uid, before);
  return written;
}

async function show(
  session: Session,
  about: {
    readonly learning: Learning;
    readonly student: Student;
    readonly competency: Competency;
    readonly kind: string;
  },
  uid: string,
  before: Mastery,
): Promise<void> {
  const { learning, student, competency } = about;
  const after = pictureOf(learning, student, competency);
  const report = changeReport(learning, student, competency, before, after, session);
  await printChange(session, report, { uid }, [
    ...report.lines,
    ...kindLine(learning, competency, about.kind),
    `  (${uid}; pl undo takes it back)`,
  ]);
}

/** A score that does not count is said to be one, so that nobody wonders why nothing moved. */
export function kindLine(learning: Learning, competency: Competency, kind: string): string[] {
  const { policy } = learning.standards.yardstick(competency);
  return kindCounts(policy, kind)
    ? []
    : [
        visible(
          `  kept${viewOf(kind)}: evidence of kind ${kind} does not count towards mastery (pl policy show)`,
        ),
      ];
}

/** What is said before pieces of a kind that does not count are written. */
export function kindWarning(kind: string): string {
  return `evidence of kind ${kind} is kept${viewOf(kind)} and does not count towards mastery (pl policy show)`;
}

function viewOf(kind: string): string {
  if (kind === 'self') return " as the student's own view";
  return kind === 'peer' ? " as classmates' view" : '';
}
