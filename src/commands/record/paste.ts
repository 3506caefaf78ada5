/** `pl record --paste`: lines of words or cells of a sheet, previewed, and written whole in one entry. */
import { type Known, partKnown, standingOnly } from '../../core/entering/known.js';
import { meaningOf, type Pasted } from '../../core/entering/meaning.js';
import { PASTE, type Paste, readPaste } from '../../core/entering/paste.js';
import { PlError, type Problem } from '../../core/errors.js';
import { isError } from '../../core/importing/skipping.js';
import { narrowStudents } from '../../core/scope.js';
import { type Text, textOf } from '../../formats/text.js';
import { Cancelled } from '../../io.js';
import { knownPieces } from '../../store/evidence-import.js';
import { loadRoster } from '../../store/roster.js';
import { findCompetency, narrowed } from '../finding.js';
import { loadLearning } from '../learning.js';
import { studentFilter } from '../options.js';
import type { Session } from '../session.js';
import { NOTHING_SENT, type Outcome, printOutcome } from './many-outcome.js';
import { type Desk, recordAll } from './many-written.js';
import type { PasteFlags } from './paste-flags.js';
import { printPreview } from './paste-preview.js';
import { type PieceFacts, trimmed } from './piece.js';

/**
 * Reads a paste and writes it whole. What cannot be read is said line by line, and then nothing is
 * written (exit code 3). At a terminal the preview is asked about.
 */
export async function recordPaste(
  session: Session,
  flags: PasteFlags,
  facts: PieceFacts,
): Promise<void> {
  const book = await session.book();
  const learning = loadLearning(book);
  const dryRun = flags.dryRun === true;
  const roster = loadRoster(book);
  const desk: Desk = { session, book, learning, students: roster.students };
  const students =
    flags.section === undefined
      ? roster.students
      : narrowed(narrowStudents(roster, studentFilter(flags), session.today)).students;
  const only =
    flags.competency === undefined
      ? null
      : await findCompetency(session, learning.standards, flags.competency);
  const sent = await pastedText(session, only !== null);
  if ('problem' in sent) return refuse(desk, [sent.problem]);
  if (sent.text.trim() === '') {
    session.say(`${NOTHING_SENT}: ${lineShape(only !== null)}, a line each`);
    return printOutcome(desk, { ...NOTHING, written: !dryRun, dryRun });
  }
  const paste = readPaste(sent.text, meaningOf(learning.standards, students, only));
  if (paste.problems.some(isError)) return refuse(desk, paste.problems);
  await writePaste(desk, paste, facts, dryRun);
}

const NOTHING: Outcome = {
  place: 'line',
  written: false,
  dryRun: false,
  recorded: [],
  known: [],
  problems: [],
};

async function refuse(desk: Desk, problems: readonly Problem[]): Promise<void> {
  desk.session.code = 3;
  await printOutcome(desk, { ...NOTHING, problems });
}

function lineShape(hasCompetency: boolean): string {
  return hasCompetency ? 'STUDENT LEVEL [NOTE…]' : 'STUDENT COMPETENCY LEVEL [NOTE…]';
}

/** At a terminal until an empty line; else all of standard input. */
async function pastedText(session: Session, hasCompetency: boolean): Promise<Text> {
  if (session.interactive) {
    const line = lineShape(hasCompetency);
    const invitation = `a line each: ${line}, or cells from a spreadsheet; an empty line ends it`;
    return { text: await session.io.readLines(invitation) };
  }
  // A terminal that must not be asked would be waited for without end.
  if (session.io.interactive)
    throw new PlError('usage', '--paste reads standard input: pipe the lines in');
  return textOf(await session.io.readStdin(), PASTE.file);
}

async function writePaste(
  desk: Desk,
  paste: Paste,
  facts: PieceFacts,
  dryRun: boolean,
): Promise<void> {
  const { session, book, learning } = desk;
  const placed = paste.scores.map((one, index) => ({
    at: one.line,
    index,
    piece: pieceOf(one, facts),
  }));
  const { problems } = paste;
  // Looked up anew each time: another pl may write while the question stands.
  const part = () => {
    const ledger = { standards: learning.standards, ...knownPieces(book) };
    return partKnown(placed, standingOnly(ledger), PASTE);
  };
  const planned = part();
  await printPreview(session, learning.standards, paste, planned);
  if (dryRun) return printOutcome(desk, { ...NOTHING, dryRun, known: planned.known, problems });
  if (planned.fresh.length > 0 && !(await agreed(session, planned.fresh.length)))
    throw new Cancelled();
  let known: readonly Known[] = [];
  const recorded = recordAll(desk, () => {
    const now = part();
    known = now.known;
    return now.fresh.map(({ piece }) => piece);
  });
  await printOutcome(desk, { ...NOTHING, written: true, recorded, known, problems });
}

function pieceOf({ student, competency, score, note }: Pasted, facts: PieceFacts) {
  return {
    student: student.id,
    competency: competency.id,
    score,
    possible: null,
    note: trimmed(note),
    externalId: null,
    ...facts,
  };
}

/** Enter alone is no answer: it may have been typed to end a paste that had ended by itself. */
async function agreed(session: Session, pieces: number): Promise<boolean> {
  if (!session.interactive) return true;
  const what = pieces === 1 ? 'this one' : `these ${pieces}`;
  for (;;) {
    const answer = await session.ask.text(`Write ${what}? (y/n)`);
    const [letter] = answer.trim().toLowerCase();
    if (letter === 'y') return true;
    if (letter === 'n') return false;
  }
}
