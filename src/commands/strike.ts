/** `pl strike`: one piece of evidence no longer counts; that it was there stays known. */
import type { Command } from 'commander';
import { endPiece, pieceByUid } from '../store/evidence.js';
import { write } from '../store/writing.js';
import { changeReport, masteryNow, pictureOf, printChange } from './change.js';
import { reasonGiven } from './deciding.js';
import { loadLearning } from './learning.js';
import { subjectOfPiece } from './pieces.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description('take one piece of evidence out, with a reason; nothing is erased')
    .argument('<uid>', 'the piece, as "pl explain" and "pl record" name it')
    .option('--reason <reason>', 'why (required)')
    .addHelpText(
      'after',
      '\nExamples:\n  pl strike k3f9x2ab-12-1 --reason "scored the wrong child"',
    )
    .action((uid: string, flags: { reason?: string }) => strike(session, uid, flags.reason));
}

async function strike(session: Session, uid: string, given: string | undefined): Promise<void> {
  const reason = reasonGiven(given);
  const book = await session.book();
  const piece = pieceByUid(book, uid);
  const learning = loadLearning(book);
  const { student, competency } = subjectOfPiece(book, learning, piece);
  const before = masteryNow(learning, student, competency);
  write(
    book,
    session.entry('strike', {
      student: student.id,
      competency: competency.id,
      about: `${uid}: ${reason}`,
    }),
    (writer) => endPiece(writer, piece),
  );
  const after = pictureOf(learning, student, competency);
  const report = changeReport(learning, student, competency, before, after, session);
  await printChange(session, report, { uid }, [`struck ${uid}`, ...report.lines]);
}
