/** `pl record`: one piece of evidence in one line, and what it changed. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { kindCounts } from '../core/mastery/counting.js';
import type { Mastery } from '../core/mastery/judge.js';
import { type Competency, KINDS, type Scale, type Student, type Support } from '../core/model.js';
import { DEFAULT_KIND, likelyKind, type NewPiece } from '../core/new-piece.js';
import { allowedScores, readScore } from '../core/scale.js';
import { visible } from '../output/safe.js';
import { addEvidence } from '../store/evidence.js';
import { loadStudents } from '../store/roster.js';
import { write } from '../store/writing.js';
import { changeReport, masteryNow, pictureOf } from './change.js';
import { findCompetency, findStudent } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import type { Session } from './session.js';

export interface PieceFlags {
  readonly kind?: string;
  readonly on?: string;
  readonly by?: string;
  readonly title?: string;
  readonly link?: string;
  readonly support?: string;
  readonly tag?: readonly string[];
}

export function withPieceFlags(command: Command): Command {
  return command
    .option(
      '--kind <kind>',
      `how it was shown: ${KINDS.join(', ')} or any word (default: ${DEFAULT_KIND})`,
    )
    .option('--on <date>', 'the day on which it was shown (default: today)')
    .option('--by <name>', 'who saw it, where that is not you')
    .option('--title <title>', 'the piece of work')
    .option('--link <link>', 'where the work is')
    .option('--support <support>', 'independent, help or home')
    .option(
      '--tag <tag>',
      'a tag (more than one may be given)',
      (tag: string, before: readonly string[] = []) => [...before, tag],
    );
}

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

interface Given {
  readonly student: string | undefined;
  readonly competency: string | undefined;
  readonly level: string | undefined;
  readonly note: string;
}

async function record(session: Session, given: Given, flags: PieceFlags): Promise<void> {
  const facts = pieceFacts(session, flags);
  const asked = await complete(session, given);
  const book = await session.book();
  const learning = loadLearning(book);
  const student = await findStudent(session, loadStudents(book), asked.student);
  const competency = await findCompetency(session, learning.standards, asked.competency);
  const score = givenScore(learning.standards.yardstick(competency).scale, asked.level);
  const piece: NewPiece = {
    student: student.id,
    competency: competency.id,
    score,
    possible: null,
    note: trimmed(given.note),
    externalId: null,
    ...facts,
  };
  const before = masteryNow(learning, student, competency);
  const { entry } = write(
    book,
    session.entry('record', { student: student.id, competency: competency.id }),
    (writer) => addEvidence(writer, [piece]),
  );
  const uid = learning.uid({ entry: entry ?? 0, number: 1 });
  await show(session, { learning, student, competency, kind: piece.kind }, uid, before);
}

/** Asks at a terminal for what is missing; in a script that is wrong usage. */
async function complete(session: Session, given: Given) {
  const one = (value: string | undefined, name: string, question: string) => {
    if (value !== undefined) return Promise.resolve(value);
    if (session.interactive) return session.io.ask.text(question);
    throw new PlError('usage', `missing ${name}: pl record STUDENT COMPETENCY LEVEL [NOTE…]`);
  };
  return {
    student: await one(given.student, 'STUDENT', 'Which student?'),
    competency: await one(given.competency, 'COMPETENCY', 'Which competency?'),
    level: await one(given.level, 'LEVEL', 'Which level?'),
  };
}

/** What the flags say of a piece, checked before the gradebook is opened. */
export function pieceFacts(
  session: Session,
  flags: PieceFlags,
): Pick<NewPiece, 'observedOn' | 'kind' | 'title' | 'by' | 'link' | 'support' | 'tags'> {
  const support = flags.support?.toLowerCase() ?? null;
  if (support !== null && !isSupport(support)) {
    throw new PlError(
      'usage',
      `--support "${flags.support}" is not one of independent, help, home`,
    );
  }
  const kind = flags.kind?.trim().toLowerCase() || DEFAULT_KIND;
  const meant = likelyKind(kind);
  if (meant !== null) session.say(`kind "${kind}" is kept as it is; did you mean "${meant}"?`);
  return {
    observedOn: session.pastDay(flags.on, '--on'),
    kind,
    title: trimmed(flags.title),
    by: trimmed(flags.by),
    link: trimmed(flags.link),
    support,
    tags: trimmed(flags.tag?.join(';')),
  };
}

/** Without the blanks around it, which a file would lose; null when nothing is left. */
export function trimmed(text: string | undefined): string | null {
  return text?.trim() || null;
}

function isSupport(word: string): word is Support {
  return word === 'independent' || word === 'help' || word === 'home';
}

/** A score on the scale. Throws `PlError('invalid')` with what the scale allows. */
export function givenScore(scale: Scale, level: string): number {
  const score = readScore(scale, level);
  if (score !== null) return score;
  throw new PlError(
    'invalid',
    `"${level}" is not on scale "${scale.name}": ${allowedScores(scale)}`,
  );
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
  const report = changeReport(learning, student, competency, before, after);
  if (session.format === 'json') session.printJson({ uid, ...report.json });
  else if (session.format === 'csv')
    await session.printCsv(
      ['uid', ...report.row.map(([key]) => key)],
      [[uid, ...report.row.map(([, value]) => value)]],
    );
  else
    session.print(
      [
        ...report.lines,
        ...kindLine(learning, competency, about.kind),
        `  (${uid}; pl undo takes it back)`,
      ].join('\n'),
    );
}

/** A score that does not count is said to be one, so that nobody wonders why nothing moved. */
function kindLine(learning: Learning, competency: Competency, kind: string): string[] {
  const { policy } = learning.standards.yardstick(competency);
  return kindCounts(policy, kind)
    ? []
    : [visible(`  kept, but evidence of kind ${kind} does not count here`)];
}
