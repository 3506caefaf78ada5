/** Several pieces of evidence in one entry: written whole, and what each of them changed. */
import type { Mastery } from '../../core/mastery/judge.js';
import type { Competency, Id, Student } from '../../core/model.js';
import type { NewPiece } from '../../core/new-piece.js';
import { addEvidence } from '../../store/evidence.js';
import type { Gradebook } from '../../store/open.js';
import { inTransaction, writeWithin } from '../../store/writing.js';
import { changeReport, masteryNow, type Picture, pictureOf } from '../change.js';
import type { Learning } from '../learning.js';
import type { Session } from '../session.js';

/** A piece that was written, and how its student stood on its competency before and after all of them. */
export interface Recorded {
  readonly uid: string;
  readonly student: Student;
  readonly competency: Competency;
  readonly kind: string;
  readonly before: Mastery;
  readonly after: Picture;
}

/** What recording many needs of the gradebook. */
export interface Desk {
  readonly session: Session;
  readonly book: Gradebook;
  readonly learning: Learning;
  readonly students: readonly Student[];
}

/**
 * Writes the pieces that `choose` gives as one entry; no piece makes no entry. It chooses inside the
 * transaction, so that what another `pl` writes at the same time is seen.
 */
export function recordAll(desk: Desk, choose: () => readonly NewPiece[]): Recorded[] {
  const { session, book, learning } = desk;
  const written = inTransaction(book, () => {
    const pieces = choose();
    const subjects = subjectsOf(desk, pieces);
    const before = perSubject(subjects, (one) => masteryNow(learning, one.student, one.competency));
    const facts = session.entry('record', {
      student: onlyId(pieces.map(({ student }) => student)),
      competency: onlyId(pieces.map(({ competency }) => competency)),
      about: pieces.length > 1 ? `${pieces.length} pieces` : null,
    });
    const { entry } = writeWithin(book, facts, (writer) => addEvidence(writer, pieces));
    return { subjects, before, entry: entry ?? 0 };
  });
  const after = perSubject(written.subjects, (one) =>
    pictureOf(learning, one.student, one.competency),
  );
  return written.subjects.map((subject, index) => ({
    ...subject,
    uid: learning.uid({ entry: written.entry, number: index + 1 }),
    before: written.before(subject),
    after: after(subject),
  }));
}

/** What one piece changed, in the shape in which `pl record` says it of a single one. */
export function changedBy(learning: Learning, one: Recorded) {
  const report = changeReport(learning, one.student, one.competency, one.before, one.after);
  return { ...report, json: { uid: one.uid, ...report.json } };
}

/** The rows of `--csv`, as of a single piece. */
export async function printChangesCsv(
  session: Session,
  learning: Learning,
  recorded: readonly Recorded[],
): Promise<void> {
  await session.print.csv(
    CSV_COLUMNS,
    recorded.map((one) => [one.uid, ...changedBy(learning, one).row.map(([, value]) => value)]),
  );
}

const CSV_COLUMNS = [
  'uid',
  'student_id',
  'competency',
  'score_before',
  'status_before',
  'score_after',
  'status_after',
];

/** The line that says how to take it back; there is at least one piece. */
export function takeBack(recorded: readonly Recorded[]): string {
  const [first] = recorded;
  if (recorded.length === 1) return `  (${first?.uid}; pl undo takes it back)`;
  const uids = `${first?.uid} to ${recorded.length}`;
  return `  (${recorded.length} pieces, ${uids}; pl undo takes all of them back)`;
}

interface Subject {
  readonly student: Student;
  readonly competency: Competency;
  readonly kind: string;
}

function subjectsOf({ learning, students }: Desk, pieces: readonly NewPiece[]): Subject[] {
  const byId = new Map(students.map((student) => [student.id, student]));
  return pieces.flatMap(({ student: who, competency: what, kind }) => {
    const student = byId.get(who);
    const competency = learning.standards.competencies.get(what);
    return student === undefined || competency === undefined ? [] : [{ student, competency, kind }];
  });
}

/** Something worked out once a student and competency, however many pieces there are. */
function perSubject<T>(subjects: readonly Subject[], work: (one: Subject) => T) {
  const key = ({ student, competency }: Subject) => `${student.id} ${competency.id}`;
  const done = new Map<string, T>();
  for (const one of subjects) if (!done.has(key(one))) done.set(key(one), work(one));
  return (one: Subject): T => done.get(key(one)) as T;
}

/** The id that all have; null where there are several. */
function onlyId(ids: readonly Id[]): Id | null {
  const [one, ...others] = new Set(ids);
  return one === undefined || others.length > 0 ? null : one;
}
