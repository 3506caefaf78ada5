/** `pl ready`: who is ready to move on and for what, who nearly is, and what each still needs. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Stage } from '../core/model.js';
import type { StageCount } from '../core/readiness/ready.js';
import { decisionsAbout } from '../store/showing.js';
import type { View } from '../store/view.js';
import { unknownName } from './finding.js';
import { type Learning, loadLearning } from './learning.js';
import {
  type DayFlags,
  dayOf,
  readDays,
  type StudentFlags,
  studentFilter,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import { printReadyCsv, readyJson } from './ready-data.js';
import { type Asked, readyRows } from './ready-list.js';
import { readyPage } from './ready-page.js';
import type { Session } from './session.js';
import { studentMeant, studentsInScope } from './students-meant.js';

type ReadyFlags = StudentFlags &
  DayFlags & {
    readonly pathway?: string;
    readonly framework?: string;
    readonly stage?: string;
    readonly all?: boolean;
    readonly nearly?: boolean;
  };

export function define(command: Command, session: Session): void {
  withDayFlags(withStudentFlags(command))
    .argument('[student]', 'an id or a part of the name')
    .option('--pathway <pathway>', 'only this pathway')
    .option('--framework <framework>', 'only the default stages of this framework')
    .option('--stage <stage>', 'only this stage')
    .option('--nearly', 'only who is ready or nearly so')
    .option('--all', 'everyone, also who is not nearly ready')
    .addHelpText(
      'after',
      '\nExamples:\n  pl ready\n  pl ready --section 7A --pathway ratios-unit\n  pl ready ana\n  pl ready --csv --nearly -o ready.csv',
    )
    .action((student: string | undefined, flags: ReadyFlags) => ready(session, student, flags));
}

async function ready(
  session: Session,
  typed: string | undefined,
  flags: ReadyFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  if (flags.all === true && flags.nearly === true)
    throw new PlError('usage', '--all and --nearly: choose one');
  const book = await session.reading();
  const view = viewOf(book);
  const learning = loadLearning(book, view);
  refuseUnknownWays(learning, flags);
  const students =
    typed === undefined
      ? studentsInScope(session, book, studentFilter(flags), view).students
      : [await studentMeant(session, book, typed, view)];
  if (students.length > MANY) await beThrifty();
  const everyone =
    session.format === 'people' ? flags.all === true || typed !== undefined : flags.nearly !== true;
  const asked: Asked = {
    learning,
    students,
    decided: decisionsAbout(book, students.length, view),
    isAsked: (count) => isAsked(learning, count, flags),
    isListed: ({ status }) => everyone || status === 'ready' || status === 'nearly',
    taught: view.term?.taught ?? null,
    today: dayOf(session, view),
  };
  await print(session, learning, asked, view);
}

async function print(
  session: Session,
  learning: Learning,
  asked: Asked,
  view: View,
): Promise<void> {
  function* objects() {
    for (const row of readyRows(asked)) yield readyJson(learning, row);
  }
  if (session.format === 'json') {
    session.print.longJson({ as_of: view.asOf, known_on: view.knownOn, students: objects });
  } else if (session.format === 'csv') await printReadyCsv(session, learning, readyRows(asked));
  else await readyPage(session, learning, asked, view);
}

/** Of more students than this, what is read of each and left behind would be most of the memory. */
const MANY = 5_000;

async function beThrifty(): Promise<void> {
  const { tidyEarly } = await import('../thrift.js');
  tidyEarly();
}

function refuseUnknownWays(learning: Learning, flags: ReadyFlags): void {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const pathways = [...learning.pathways, ...learning.ways.defaults].map(({ name }) => name);
  if (flags.pathway !== undefined && !pathways.some((name) => same(name, flags.pathway ?? ''))) {
    throw unknownName({ noun: 'pathway', name: flags.pathway, known: pathways });
  }
  const ways = [
    ...learning.pathways.map(({ stages }) => stages),
    ...learning.ways.defaults.map(({ stages }) => stages),
  ].flat();
  const isStage = ({ name, title }: Stage) =>
    same(name, flags.stage ?? '') || same(title ?? '', flags.stage ?? '');
  if (flags.stage !== undefined && !ways.some(isStage)) {
    throw unknownName({ noun: 'stage', name: flags.stage, known: ways.map(({ name }) => name) });
  }
  const frameworks = [...learning.standards.frameworks.values()].map(({ name }) => name);
  if (
    flags.framework !== undefined &&
    !frameworks.some((name) => same(name, flags.framework ?? ''))
  ) {
    throw unknownName({ noun: 'framework', name: flags.framework, known: frameworks });
  }
}

function isAsked(learning: Learning, { standing }: StageCount, flags: ReadyFlags): boolean {
  const same = (a: string | undefined, b: string | null | undefined) =>
    a === undefined || a.toLowerCase() === (b ?? '').toLowerCase();
  const stage = standing.stage ?? standing.completed;
  const isDefault = !learning.pathways.some(({ id }) => id === standing.pathway);
  if (flags.framework !== undefined && !(isDefault && same(flags.framework, standing.pathwayName)))
    return false;
  return (
    same(flags.pathway, standing.pathwayName) &&
    (same(flags.stage, stage?.name) || same(flags.stage, stage?.title))
  );
}
