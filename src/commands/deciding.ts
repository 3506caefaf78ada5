/** What `override` and `excuse` share: one student, one competency, a reason, and what it changed. */
import { PlError } from '../core/errors.js';
import type { Competency, Student } from '../core/model.js';
import { clearDecision } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { type Writer, write } from '../store/writing.js';
import { changeReport, masteryNow, pictureOf, printChange } from './change.js';
import type { EntryCommand } from './entry-commands.js';
import { findCompetency } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

export interface Subject {
  readonly book: Gradebook;
  readonly learning: Learning;
  readonly student: Student;
  readonly competency: Competency;
}

export async function findSubject(
  session: Session,
  student: string,
  competency: string,
): Promise<Subject> {
  const book = await session.book();
  const learning = loadLearning(book);
  return {
    book,
    learning,
    student: await studentMeant(session, book, student),
    competency: await findCompetency(session, learning.standards, competency),
  };
}

/** A decision needs a reason, so that it can be defended later. */
export function reasonGiven(reason: string | undefined): string {
  const given = reason?.trim() ?? '';
  if (given === '') throw new PlError('usage', 'a decision needs a reason: --reason "…"');
  return given;
}

/** Writes a decision as one entry and prints what it changed. */
export async function decide(
  session: Session,
  command: EntryCommand,
  subject: Subject,
  about: string | null,
  act: (writer: Writer) => void,
): Promise<void> {
  const { book, learning, student, competency } = subject;
  const before = masteryNow(learning, student, competency);
  const facts = session.entry(command, { student: student.id, competency: competency.id, about });
  write(book, facts, act);
  const after = pictureOf(learning, student, competency);
  const report = changeReport(learning, student, competency, before, after, session);
  await printChange(session, report, {}, report.lines);
}

/** Takes a decision back; refused when there is none. */
export async function clear(
  session: Session,
  command: 'override' | 'excuse',
  subject: Subject,
): Promise<void> {
  const { student, competency } = subject;
  await decide(session, command, subject, 'clear', (writer) => {
    if (
      clearDecision(
        writer,
        command === 'override' ? 'overrides' : 'excuses',
        student.id,
        competency.id,
      )
    )
      return;
    throw new PlError('not_found', `there is no ${command} on ${competency.code} for this student`);
  });
}
