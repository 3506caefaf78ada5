/** `pl fix`: takes one piece of evidence out and enters it anew, in one entry. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { NewPiece } from '../core/new-piece.js';
import { addEvidence, endPiece, pieceByUid } from '../store/evidence.js';
import { write } from '../store/writing.js';
import { changeReport, masteryNow, pictureOf } from './change.js';
import { findCompetency } from './finding.js';
import { loadLearning } from './learning.js';
import { subjectOfPiece } from './pieces.js';
import {
  givenScore,
  type PieceFlags,
  pieceFacts,
  trimmed,
  withPieceFlags,
} from './record/piece.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

interface FixFlags extends PieceFlags {
  readonly level?: string;
  readonly student?: string;
  readonly competency?: string;
  readonly note?: string;
}

export function define(command: Command, session: Session): void {
  withPieceFlags(command)
    .description('take one piece of evidence out and enter it anew with what is said here changed')
    .argument('<uid>', 'the piece, as "pl explain" and "pl record" name it')
    .argument('[level]', "the right level: a number, or a level's name")
    .option('--student <student>', 'it was another student')
    .option('--competency <competency>', 'it was another competency')
    .option('--note <note>', 'the right note')
    .addHelpText(
      'after',
      '\nExamples:\n  pl fix k3f9x2ab-12-1 4\n  pl fix k3f9x2ab-12-1 --on yesterday --kind project',
    )
    .action((uid: string, level: string | undefined, flags: FixFlags) =>
      fix(session, uid, level, flags),
    );
}

async function fix(
  session: Session,
  uid: string,
  level: string | undefined,
  flags: FixFlags,
): Promise<void> {
  const said = pieceFacts(session, flags);
  if (level === undefined && Object.keys(flags).length === 0) {
    throw new PlError('usage', 'nothing to change: give a level, or one of the flags');
  }
  const book = await session.book();
  const learning = loadLearning(book);
  const old = pieceByUid(book, uid);
  const was = subjectOfPiece(book, learning, old);
  const student =
    flags.student === undefined ? was.student : await studentMeant(session, book, flags.student);
  const competency =
    flags.competency === undefined
      ? was.competency
      : await findCompetency(session, learning.standards, flags.competency);
  const { scale } = learning.standards.yardstick(competency);
  const { entry: _entry, number: _number, ...kept } = old;
  const piece: NewPiece = {
    ...kept,
    student: student.id,
    competency: competency.id,
    ...(level === undefined ? {} : { score: givenScore(scale, level), possible: null }),
    ...(flags.on === undefined ? {} : { observedOn: said.observedOn }),
    ...(flags.kind === undefined ? {} : { kind: said.kind }),
    ...(flags.title === undefined ? {} : { title: said.title }),
    ...(flags.by === undefined ? {} : { by: said.by }),
    ...(flags.link === undefined ? {} : { link: said.link }),
    ...(flags.support === undefined ? {} : { support: said.support }),
    ...(flags.tag === undefined ? {} : { tags: said.tags }),
    ...(flags.note === undefined ? {} : { note: trimmed(flags.note) }),
  };
  if (level === undefined && piece.score !== null && piece.possible === null)
    givenScore(scale, String(piece.score));
  const before = masteryNow(learning, student, competency);
  const { entry } = write(
    book,
    session.entry('fix', { student: student.id, competency: competency.id, about: uid }),
    (writer) => {
      endPiece(writer, old);
      addEvidence(writer, [piece]);
    },
  );
  const fresh = learning.uid({ entry: entry ?? 0, number: 1 });
  const report = changeReport(
    learning,
    student,
    competency,
    before,
    pictureOf(learning, student, competency),
    session,
  );
  if (session.format === 'json') session.print.json({ uid: fresh, replaces: uid, ...report.json });
  else if (session.format === 'csv')
    await session.print.csv(
      ['uid', 'replaces', ...report.row.map(([key]) => key)],
      [[fresh, uid, ...report.row.map(([, value]) => value)]],
    );
  else session.print.text([...report.lines, `  (${fresh} in place of ${uid})`].join('\n'));
}
