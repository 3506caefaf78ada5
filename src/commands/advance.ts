/** `pl advance`: a teacher moves a student on; refused with what is missing unless she says why anyway. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Showing, Stage, Student } from '../core/model.js';
import { displayName, folded, shownId } from '../core/names.js';
import {
  type Chosen,
  type Move,
  moveFrom,
  stageNamed,
  wayMeant,
} from '../core/readiness/advancing.js';
import { type Readiness, readiness } from '../core/readiness/ready.js';
import { readyText } from '../output/sentences.js';
import { addAdvance } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { showingReader } from '../store/showing.js';
import { NOW, viewOn } from '../store/view.js';
import { write } from '../store/writing.js';
import { refuseOutOfOrder, refuseUnready, wayFlags } from './advance-refused.js';
import { reasonGiven } from './deciding.js';
import { unknownName } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

interface AdvanceFlags {
  readonly pathway?: string;
  readonly to?: string;
  readonly anyway?: boolean;
  readonly reason?: string;
  readonly on?: string;
  readonly by?: string;
}

export function define(command: Command, session: Session): void {
  command
    .description('move a student on to the next stage, or place her in one')
    .argument('<student>', 'an id or a part of the name')
    .option('--pathway <pathway>', 'on which pathway (or framework), where she is on several')
    .option(
      '--to <stage>',
      'into which stage (default: the next; for default stages: past this one)',
    )
    .option('--anyway', 'although something is missing; needs --reason')
    .option('--reason <reason>', 'why')
    .option('--on <date>', 'the day (default: today)')
    .option('--by <name>', 'who decides, where that is not you')
    .addHelpText(
      'after',
      '\nExamples:\n  pl advance ana --pathway ratios-unit\n  pl advance ana --pathway ratios-unit --to exploration --anyway --reason "showed it at her old school"',
    )
    .action((student: string, flags: AdvanceFlags) => advance(session, student, flags));
}

async function advance(session: Session, typed: string, flags: AdvanceFlags): Promise<void> {
  const on = session.pastDay(flags.on, '--on');
  if (flags.anyway === true) reasonGiven(flags.reason);
  const book = await session.book();
  // She is moved from where she stood on that day, by what she had shown then.
  const learning = loadLearning(book, flags.on === undefined ? NOW : viewOn(book, on, null));
  const student = await studentMeant(session, book, typed);
  const showing = learning.showing(student.id);
  const chosen = await chooseMove(session, learning, student, showing, flags);
  const everMoved = showingReader(book).read(student.id);
  refuseOutOfOrder(session, learning, student, everMoved, chosen, on);
  if (flags.anyway !== true) refuseUnready(learning, student, showing, chosen, flags.on);
  const { move } = chosen;
  save(session, book, student, move, everMoved.advances.length, {
    on,
    reason: flags.reason ?? null,
    by: flags.by ?? session.who,
  });
  await report(session, student, move);
}

async function chooseMove(
  session: Session,
  learning: Learning,
  student: Student,
  showing: Showing,
  flags: AdvanceFlags,
): Promise<Chosen> {
  const stages = readiness(learning.standards, learning.ways, showing);
  const { pathway: wanted } = flags;
  if (wanted === undefined)
    return leaving(await chooseStage(session, learning, student, stages, flags), learning, flags);
  const isWanted = (name: string) => folded(name) === folded(wanted);
  const pathway = learning.pathways.find(({ name }) => isWanted(name));
  const on = stages.filter(({ standing }) => isWanted(standing.pathwayName));
  if (pathway === undefined) {
    if (on.length === 0) refuseUnknown(learning, wanted);
    return leaving(await chooseStage(session, learning, student, on, flags), learning, flags);
  }
  const [here] = on;
  if (here !== undefined) return leaving(here, learning, flags);
  const to = stageMeant(pathway.stages, flags.to) ?? pathway.stages[0] ?? null;
  return { move: { pathway: pathway.id, name: pathway.name, from: null, to }, here: null };
}

function refuseUnknown({ pathways, ways }: Learning, name: string): never {
  const known = [...pathways, ...ways.defaults].map((one) => one.name);
  throw unknownName({ noun: 'pathway', name, known });
}

/** The stage that is meant, or asked where it could be several. */
async function chooseStage(
  session: Session,
  learning: Learning,
  student: Student,
  stages: readonly Readiness[],
  flags: AdvanceFlags,
): Promise<Readiness> {
  const name = displayName(student);
  const meant = wayMeant(learning.pathways, stages, flags.to ?? null);
  if (meant.kind === 'one') return meant.here;
  if (meant.kind === 'none')
    throw new PlError('not_found', `${name} is on no pathway`, 'pl advance STUDENT --pathway P');
  const { among } = meant;
  const line = (one: Readiness) => `${one.standing.pathwayName}: ${readyText(name, one)}`;
  if (session.interactive)
    return session.ask.choose(
      'On which way?',
      among.map((value) => ({ name: line(value), value })),
    );
  const hint = among[0] === undefined ? '' : ` ${wayFlags(among[0])}`;
  throw new PlError(
    'ambiguous',
    `${name} is on more than one way:${among.map((one) => `\n  ${line(one)}`).join('')}`,
    `pl advance ${shownId(student)}${hint}`,
  );
}

function leaving(here: Readiness, learning: Learning, flags: AdvanceFlags): Chosen {
  const { standing } = here;
  const pathway = learning.pathways.find(({ id }) => id === standing.pathway);
  const to = pathway === undefined ? null : stageMeant(pathway.stages, flags.to);
  if (standing.stage === null && to === null) {
    throw new PlError(
      'conflict',
      `she has completed ${standing.pathwayName}`,
      'pl advance STUDENT --to STAGE',
    );
  }
  return { move: moveFrom(standing, to), here };
}

/** The stage that `--to` names; null without it. */
function stageMeant(stages: readonly Stage[], typed: string | undefined): Stage | null {
  if (typed === undefined) return null;
  const stage = stageNamed(stages, typed);
  if (stage !== null) return stage;
  const known = stages.map(({ name }) => name).join(', ');
  throw new PlError('not_found', `there is no stage "${typed}": ${known}`);
}

function save(
  session: Session,
  book: Gradebook,
  student: Student,
  move: Move,
  seen: number,
  said: { readonly on: string; readonly reason: string | null; readonly by: string | null },
): void {
  const about = `${move.name}: ${move.from?.name ?? 'start'} → ${move.to?.name ?? 'complete'}`;
  write(book, session.entry('advance', { student: student.id, about }), (writer) => {
    // Somebody may have moved her on while this one was deciding.
    if (showingReader(book).read(student.id).advances.length !== seen) {
      throw new PlError('conflict', `${displayName(student)} was moved on just now`, 'pl log');
    }
    addAdvance(writer, {
      student: student.id,
      pathway: move.pathway,
      from: move.from?.id ?? null,
      to: move.to?.id ?? null,
      ...said,
    });
  });
}

async function report(session: Session, student: Student, move: Move): Promise<void> {
  const facts = {
    student_id: shownId(student),
    name: displayName(student),
    pathway: move.name,
    from: move.from?.name ?? null,
    to: move.to?.name ?? null,
  };
  if (session.format === 'json') session.print.json(facts);
  else if (session.format === 'csv')
    await session.print.csv(Object.keys(facts), [Object.values(facts)]);
  else {
    const to =
      move.to === null
        ? `has completed ${move.from === null ? move.name : (move.from.title ?? move.from.name)}`
        : `is now in ${move.to.title ?? move.to.name}`;
    session.say(`${facts.name} ${to} (${move.name})`);
  }
}
