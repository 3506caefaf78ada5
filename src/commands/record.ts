/** `pl record`: evidence in one line or by questions, and what it changed. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { recordOne } from './record/one.js';
import { type PieceFlags, pieceFacts, withPieceFlags } from './record/piece.js';
import type { RoundFlags } from './record/round.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withPieceFlags(command)
    .description('record one piece of evidence, and see what it changed')
    .argument('[student]', 'an id or a part of the name')
    .argument('[competency]', 'a code such as rp.1 for 6.RP.A.1, or words of the label')
    .argument('[level]', "a number on the scale, or a level's name")
    .argument('[note...]', 'words about it')
    .option('--round', 'walk through a section at a terminal, one key a student')
    .option('--section <section>', 'with --round: the section (default: that of the last minutes)')
    .option('--competency <competency>', 'with --round: what is looked at')
    .option('--out-of <n>', 'with --round: keys count from 0 to N (1 to 9), such as fingers')
    .addHelpText('after', EXAMPLES)
    .action(
      (
        student: string | undefined,
        competency: string | undefined,
        level: string | undefined,
        note: string[],
        flags: PieceFlags & RoundFlags & { readonly round?: boolean },
      ) => record(session, { student, competency, level, note: note.join(' ') }, flags),
    );
}

const EXAMPLES = `
Examples:
  pl record ana rp.1 3
  pl record ana rp.1 3 --kind conference explained it with a drawing
  pl record "ana osei" rp.2 Proficient --kind project --title Bridge --on yesterday
  pl record
  pl record --round --section 7A --competency rp.1
  pl record --round --section 7A --competency rp.1 --kind self --out-of 5`;

interface Typed {
  readonly student: string | undefined;
  readonly competency: string | undefined;
  readonly level: string | undefined;
  readonly note: string;
}

async function record(
  session: Session,
  typed: Typed,
  flags: PieceFlags & RoundFlags & { readonly round?: boolean },
): Promise<void> {
  refuseMixed(typed, flags);
  const facts = pieceFacts(session, flags);
  if (flags.round === true) {
    const { recordRound } = await import('./record/round.js');
    return recordRound(session, flags, facts);
  }
  const { student, competency, level, note } = typed;
  if (student !== undefined && competency !== undefined && level !== undefined)
    return recordOne(session, { student, competency, level, note }, facts);
  if (!session.interactive) throw missing(typed);
  const { recordByAsking } = await import('./record/asking.js');
  await recordByAsking(session, typed, facts, flags.kind !== undefined);
}

/** A round names everybody by the section; its flags mean nothing to a single piece. */
function refuseMixed(typed: Typed, flags: RoundFlags & { readonly round?: boolean }): void {
  if (flags.round === true && typed.student !== undefined)
    throw new PlError(
      'usage',
      `"${typed.student}" has no place in a round: name --section and --competency`,
    );
  const flag =
    flags.section !== undefined
      ? '--section'
      : flags.competency !== undefined
        ? '--competency'
        : flags.outOf !== undefined
          ? '--out-of'
          : null;
  if (flags.round !== true && flag !== null)
    throw new PlError('usage', `${flag} belongs to a round`, 'pl record --round');
}

/** In a script, what is missing is wrong usage. */
function missing({ student, competency }: Typed): PlError {
  const name =
    student === undefined ? 'STUDENT' : competency === undefined ? 'COMPETENCY' : 'LEVEL';
  return new PlError('usage', `missing ${name}: pl record STUDENT COMPETENCY LEVEL [NOTE…]`);
}
