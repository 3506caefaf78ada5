/** `pl record`: evidence in one line, by questions, many pieces at once; and what it changed. */
import type { Command } from 'commander';
import { isAssignment } from '../core/entering/assignments.js';
import { PlError } from '../core/errors.js';
import { recordOne } from './record/one.js';
import { type PasteFlags, withPasteFlags } from './record/paste-flags.js';
import { type PieceFlags, pieceFacts, withPieceFlags } from './record/piece.js';
import type { RoundFlags } from './record/round.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withPasteFlags(withPieceFlags(command))
    .description('record evidence, one piece or many at once, and see what it changed')
    .argument('[student]', 'an id or a part of the name; with = also several: ana,ben')
    .argument(
      '[competency]',
      'a code such as rp.1 for 6.RP.A.1, or words of the label; rp.1=3 rp.2=2 for several',
    )
    .argument('[level]', "a number on the scale, or a level's name")
    .argument('[note...]', 'words about it')
    .option('--round', 'walk through a section at a terminal, one key a student')
    .option('--out-of <n>', 'with --round: keys count from 0 to N (1 to 9), such as fingers')
    .addHelpText('after', EXAMPLES)
    .action(
      (
        student: string | undefined,
        competency: string | undefined,
        level: string | undefined,
        note: string[],
        flags: RecordFlags,
      ) => record(session, { student, competency, level, note }, flags),
    );
}

const EXAMPLES = `
Examples:
  pl record ana rp.1 3
  pl record ana rp.1 3 --kind conference explained it with a drawing
  pl record "ana osei" rp.2 Proficient --kind project --title Bridge --on yesterday
  pl record
  pl record --round --section 7A --competency rp.1
  pl record --round --section 7A --competency rp.1 --kind self --out-of 5
  pl record ana rp.1=3 rp.2=2 --kind project --title Bridge    several competencies, one entry
  pl record "ana,zoe" rp.1=3 --kind project                    a group: the same for each
  pl record --paste                                            lines such as: ana rp.1 3 a note
  pl record --paste --competency rp.1 --section 7A             lines such as: ana 3
  pl record --json -                                           objects from another program

Words with an apostrophe, & or another sign of the shell: put the note in double quotes
("didn't need help"), or leave it out and be asked.

--paste and --json - read standard input (docs/many-at-once.md, beside the program, has all of it).`;

type RecordFlags = PieceFlags & PasteFlags & RoundFlags & { readonly round?: boolean };

interface Typed {
  readonly student: string | undefined;
  readonly competency: string | undefined;
  readonly level: string | undefined;
  readonly note: readonly string[];
}

/** Each way of recording is told by what was typed; all but the plainest are loaded when asked for. */
async function record(session: Session, typed: Typed, flags: RecordFlags): Promise<void> {
  const { student, competency, level } = typed;
  const note = typed.note.join(' ');
  refuseBlanks(typed);
  const sends = student === '-' && competency === undefined;
  refuseMixed(session, typed, flags, sends);
  const facts = pieceFacts(session, flags);
  if (flags.round === true) {
    const { recordRound } = await import('./record/round.js');
    return recordRound(session, flags, facts);
  }
  if (flags.paste === true) {
    const { recordPaste } = await import('./record/paste.js');
    return recordPaste(session, flags, facts);
  }
  if (sends) {
    const { recordJson } = await import('./record/json.js');
    return recordJson(session, flags, facts);
  }
  if (student !== undefined && competency !== undefined && isAssignment(competency)) {
    const { recordMany } = await import('./record/many.js');
    const words = [competency, ...(level === undefined ? [] : [level]), ...typed.note];
    return recordMany(session, { student, words }, facts);
  }
  if (student !== undefined && competency !== undefined && level !== undefined)
    return recordOne(session, { student, competency, level, note }, facts);
  if (!session.interactive) throw missing(typed);
  const { recordByAsking } = await import('./record/asking.js');
  await recordByAsking(session, { ...typed, note }, facts, flags.kind !== undefined);
}

/** `ana, omar rp.1=3`: with a blank after the comma the second name would stand for a competency. */
function refuseBlanks({ student, competency, level, note }: Typed): void {
  const words = [competency, level, ...note].filter((word) => word !== undefined);
  const names = words.slice(0, words.findIndex(isAssignment) + 1).slice(0, -1);
  if (student === undefined || names.length === 0) return;
  if (![student, ...names].slice(0, -1).every((name) => name.endsWith(','))) return;
  const group = [student, ...names].join('');
  throw new PlError('usage', `names of a group stand without blanks: "${group}"`);
}

/** What is for one way of recording is not passed over in silence by another. */
function refuseMixed(session: Session, typed: Typed, flags: RecordFlags, sends: boolean): void {
  const { round, paste, section, competency, dryRun, outOf } = flags;
  const isRound = round === true;
  const isPaste = paste === true;
  const refuse = (message: string, hint = 'pl help record') => {
    throw new PlError('usage', message, hint);
  };
  if (isRound && isPaste) refuse('--round and --paste: choose one');
  if (isRound && typed.student !== undefined)
    refuse(`"${typed.student}" has no place in a round: name --section and --competency`);
  if (isPaste && typed.student !== undefined)
    refuse('--paste reads all from standard input: no STUDENT beside it');
  if (sends && session.format !== 'json')
    refuse('pl record - reads JSON and answers in JSON: pl record --json -');
  if (!isRound && outOf !== undefined) refuse('--out-of goes with --round', 'pl record --round');
  if (!isPaste && !isRound && competency !== undefined)
    refuse('--competency goes with --round or --paste');
  if (!isPaste && !isRound && !sends && section !== undefined)
    refuse('--section goes with --round, --paste or --json -');
  if (!isPaste && !sends && dryRun === true) refuse('--dry-run goes with --paste or --json -');
}

/** In a script, what is missing is wrong usage. */
function missing({ student, competency }: Typed): PlError {
  const name =
    student === undefined ? 'STUDENT' : competency === undefined ? 'COMPETENCY' : 'LEVEL';
  return new PlError('usage', `missing ${name}: pl record STUDENT COMPETENCY LEVEL [NOTE…]`);
}
