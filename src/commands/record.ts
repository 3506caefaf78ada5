/** `pl record`: evidence in one line or by questions, and what it changed. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { recordOne } from './record/one.js';
import { type PieceFlags, pieceFacts, withPieceFlags } from './record/piece.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withPieceFlags(command)
    .description('record one piece of evidence, and see what it changed')
    .argument('[student]', 'an id or a part of the name')
    .argument('[competency]', 'a code such as rp.1 for 6.RP.A.1, or words of the label')
    .argument('[level]', "a number on the scale, or a level's name")
    .argument('[note...]', 'words about it')
    .addHelpText('after', EXAMPLES)
    .action(
      (
        student: string | undefined,
        competency: string | undefined,
        level: string | undefined,
        note: string[],
        flags: PieceFlags,
      ) => record(session, { student, competency, level, note: note.join(' ') }, flags),
    );
}

const EXAMPLES = `
Examples:
  pl record ana rp.1 3
  pl record ana rp.1 3 --kind conference explained it with a drawing
  pl record "ana osei" rp.2 Proficient --kind project --title Bridge --on yesterday`;

interface Typed {
  readonly student: string | undefined;
  readonly competency: string | undefined;
  readonly level: string | undefined;
  readonly note: string;
}

async function record(session: Session, typed: Typed, flags: PieceFlags): Promise<void> {
  const facts = pieceFacts(session, flags);
  const { student, competency, level, note } = typed;
  if (student !== undefined && competency !== undefined && level !== undefined)
    return recordOne(session, { student, competency, level, note }, facts);
  if (!session.interactive) throw missing(typed);
  const { recordByAsking } = await import('./record/asking.js');
  await recordByAsking(session, typed, facts, flags.kind !== undefined);
}

/** In a script, what is missing is wrong usage. */
function missing({ student, competency }: Typed): PlError {
  const name =
    student === undefined ? 'STUDENT' : competency === undefined ? 'COMPETENCY' : 'LEVEL';
  return new PlError('usage', `missing ${name}: pl record STUDENT COMPETENCY LEVEL [NOTE…]`);
}
