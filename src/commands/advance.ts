/** `pl advance`: a teacher moves a student on; refused with what is missing unless she says why anyway. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Id, Stage, Student } from '../core/model.js';
import { displayName, folded, shownId } from '../core/names.js';
import { type Readiness, readiness } from '../core/readiness/ready.js';
import { needText, readyText } from '../output/sentences.js';
import { addAdvance } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { loadStudents } from '../store/roster.js';
import { showingReader } from '../store/showing.js';
import { write } from '../store/writing.js';
import { reasonGiven } from './deciding.js';
import { findStudent, unknownName } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import type { Session } from './session.js';

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

interface Move {
  readonly pathway: Id;
  readonly name: string;
  readonly from: Stage | null;
  readonly to: Stage | null;
  /** How she stands on the stage that she would leave; null when she is on none. */
  readonly readiness: Readiness | null;
}

async function advance(session: Session, typed: string, flags: AdvanceFlags): Promise<void> {
  const on = session.pastDay(flags.on, '--on');
  if (flags.anyway === true) reasonGiven(flags.reason);
  const book = await session.book();
  const learning = loadLearning(book);
  const student = await findStudent(session, loadStudents(book), typed);
  const seen = learning.showing(student.id).advances.length;
  const move = await chooseMove(session, learning, student, flags);
  if (flags.anyway !== true) refuseUnready(learning, student, move);
  save(session, book, student, move, seen, {
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
  flags: AdvanceFlags,
): Promise<Move> {
  const stages = readiness(learning.standards, learning.ways, learning.showing(student.id));
  if (flags.pathway === undefined)
    return moveFrom(await chooseStage(session, student, stages, flags), learning, flags);
  const wanted = folded(flags.pathway);
  const pathway = learning.pathways.find(({ name }) => folded(name) === wanted);
  const on = stages.filter(({ standing }) => folded(standing.pathwayName) === wanted);
  if (pathway !== undefined) {
    const [standing] = on;
    if (standing !== undefined) return moveFrom(standing, learning, flags);
    const to = flags.to === undefined ? pathway.stages[0] : stageNamed(pathway.stages, flags.to);
    return { pathway: pathway.id, name: pathway.name, from: null, to: to ?? null, readiness: null };
  }
  if (on.length === 0) {
    throw unknownName({
      noun: 'pathway',
      name: flags.pathway,
      known: [
        ...learning.pathways.map(({ name }) => name),
        ...learning.ways.defaults.map(({ name }) => name),
      ],
    });
  }
  return moveFrom(await chooseStage(session, student, on, flags), learning, flags);
}

/** The stage that is meant: the only one, the only one ready, the one named by `--to` of a framework, or asked. */
async function chooseStage(
  session: Session,
  student: Student,
  stages: readonly Readiness[],
  flags: AdvanceFlags,
): Promise<Readiness> {
  const open = stages.filter(({ status }) => status !== 'complete');
  const named =
    flags.to === undefined
      ? open
      : open.filter(
          ({ standing }) =>
            standing.next !== null ||
            [standing.stage?.name, standing.stage?.title].some(
              (name) => folded(name ?? '') === folded(flags.to ?? ''),
            ),
        );
  const ready = named.filter(({ status }) => status === 'ready');
  const [only] = named.length === 1 ? named : ready;
  if (only !== undefined && (named.length === 1 || ready.length === 1)) return only;
  const candidates = ready.length > 1 ? ready : named.length > 0 ? named : open;
  const first = candidates[0];
  if (first === undefined)
    throw new PlError(
      'not_found',
      `${displayName(student)} is on no pathway`,
      'pl advance STUDENT --pathway P',
    );
  const line = (one: Readiness) =>
    `${one.standing.pathwayName}: ${readyText(displayName(student), one)}`;
  if (session.interactive)
    return session.ask.choose(
      'On which way?',
      candidates.map((value) => ({ name: line(value), value })),
    );
  throw new PlError(
    'ambiguous',
    `${displayName(student)} is on more than one way:${candidates.map((one) => `\n  ${line(one)}`).join('')}`,
    `pl advance ${shownId(student)} --pathway "${first.standing.pathwayName}"${toFlag(first)}`,
  );
}

function moveFrom(readinessHere: Readiness, learning: Learning, flags: AdvanceFlags): Move {
  const { standing } = readinessHere;
  const pathway = learning.pathways.find(({ id }) => id === standing.pathway);
  const base = { pathway: standing.pathway, name: standing.pathwayName, readiness: readinessHere };
  if (pathway === undefined) return { ...base, from: standing.stage, to: null };
  const to = flags.to === undefined ? standing.next : stageNamed(pathway.stages, flags.to);
  if (standing.stage === null && flags.to === undefined) {
    throw new PlError(
      'conflict',
      `she has completed ${standing.pathwayName}`,
      'pl advance STUDENT --to STAGE',
    );
  }
  return { ...base, from: standing.stage, to };
}

function stageNamed(stages: readonly Stage[], typed: string): Stage {
  const wanted = folded(typed);
  const stage = stages.find(
    ({ name, title }) => folded(name) === wanted || folded(title ?? '') === wanted,
  );
  if (stage !== undefined) return stage;
  throw new PlError(
    'not_found',
    `there is no stage "${typed}": ${stages.map(({ name }) => name).join(', ')}`,
  );
}

/** Moving on takes a stage whose requirements are met; going back, or being placed first, does not. */
function refuseUnready(learning: Learning, student: Student, move: Move): void {
  const { readiness: here } = move;
  if (
    here === null ||
    here.status === 'ready' ||
    here.status === 'complete' ||
    !isForward(learning, move)
  )
    return;
  const missing = here.missing.map(
    (one) =>
      `\n  ${one.competency.code}: ${needText(one, learning.standards.yardstick(one.competency))}`,
  );
  throw new PlError(
    'conflict',
    `${readyText(displayName(student), here)}; still missing:${missing.join('')}`,
    `pl advance ${shownId(student)} --pathway "${move.name}"${toFlag(here)} --anyway --reason "…"`,
  );
}

/** Of several default stages of one framework, `--to` names the one that is left behind. */
function toFlag({ standing }: Readiness): string {
  return standing.byDefault && standing.stage !== null ? ` --to "${standing.stage.name}"` : '';
}

function isForward(learning: Learning, move: Move): boolean {
  const stages = learning.pathways.find(({ id }) => id === move.pathway)?.stages ?? [];
  if (move.to === null) return true;
  return (
    stages.findIndex(({ id }) => id === move.to?.id) >
    stages.findIndex(({ id }) => id === move.from?.id)
  );
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
  if (session.format === 'json') session.printJson(facts);
  else if (session.format === 'csv')
    await session.printCsv(Object.keys(facts), [Object.values(facts)]);
  else {
    const to =
      move.to === null
        ? `has completed ${move.from === null ? move.name : (move.from.title ?? move.from.name)}`
        : `is now in ${move.to.title ?? move.to.name}`;
    session.say(`${facts.name} ${to} (${move.name})`);
  }
}
