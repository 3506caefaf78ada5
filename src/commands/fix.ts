/** `pl fix`: takes one piece of evidence out and enters it anew, in one entry. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Scale } from '../core/model.js';
import type { NewPiece } from '../core/new-piece.js';
import { addEvidence, endPiece, pieceByUid, type WholePiece } from '../store/evidence.js';
import { write } from '../store/writing.js';
import { changeReport, masteryNow, pictureOf, printChange } from './change.js';
import { findCompetency } from './finding.js';
import { loadLearning } from './learning.js';
import { subjectOfPiece } from './pieces.js';
import {
  givenScore,
  type PieceFacts,
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
  const right = { ...corrected(old, flags, said), student: student.id, competency: competency.id };
  const { scale } = learning.standards.yardstick(competency);
  const piece = level === undefined ? right : { ...right, ...levelled(scale, level) };
  if (level === undefined) refuseOffScale(scale, piece);
  const before = masteryNow(learning, student, competency);
  const about = { student: student.id, competency: competency.id, about: uid };
  const { entry } = write(book, session.entry('fix', about), (writer) => {
    endPiece(writer, old);
    addEvidence(writer, [piece]);
  });
  const after = pictureOf(learning, student, competency);
  const report = changeReport(learning, student, competency, before, after, session);
  const fresh = learning.uid({ entry: entry ?? 0, number: 1 });
  const lines = [...report.lines, `  (${fresh} in place of ${uid})`];
  await printChange(session, report, { uid: fresh, replaces: uid }, lines);
}

/** The piece with what the flags say in place of what it said. */
function corrected(
  { entry: _entry, number: _number, ...kept }: WholePiece,
  flags: FixFlags,
  said: PieceFacts,
): NewPiece {
  return {
    ...kept,
    ...(flags.on === undefined ? {} : { observedOn: said.observedOn }),
    ...(flags.kind === undefined ? {} : { kind: said.kind }),
    ...(flags.title === undefined ? {} : { title: said.title }),
    ...(flags.by === undefined ? {} : { by: said.by }),
    ...(flags.link === undefined ? {} : { link: said.link }),
    ...(flags.support === undefined ? {} : { support: said.support }),
    ...(flags.tag === undefined ? {} : { tags: said.tags }),
    ...(flags.note === undefined ? {} : { note: trimmed(flags.note) }),
  };
}

function levelled(scale: Scale, level: string): Pick<NewPiece, 'score' | 'possible'> {
  return { score: givenScore(scale, level), possible: null };
}

/** A score that stays has to be on the scale of the competency, which may be another now. */
function refuseOffScale(scale: Scale, { score, possible }: NewPiece): void {
  if (score !== null && possible === null) givenScore(scale, String(score));
}
