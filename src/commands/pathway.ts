/** `pl pathway`: which pathways there are, what their stages ask for, and who is how far on them. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Pathway, Student } from '../core/model.js';
import { folded } from '../core/names.js';
import { judgedOnce } from '../core/readiness/ready.js';
import { type PathwayTally, tallyWays } from '../core/readiness/tally.js';
import { type StudentWay, studentWay } from '../core/readiness/way.js';
import { pathwayPage, wayPage } from '../output/pathway-page.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster } from '../store/roster.js';
import { allDecisions } from '../store/showing.js';
import type { View } from '../store/view.js';
import { unknownName } from './finding.js';
import { studentsLeft } from './in-scope.js';
import { type Learning, loadLearning } from './learning.js';
import { printList } from './lists.js';
import {
  type DayFlags,
  dayLine,
  dayOf,
  readDays,
  type StudentFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import { flat, nested, TALLY_COLUMNS, tallyFacts, WAY_COLUMNS, wayFacts } from './pathway-facts.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

type PathwayFlags = StudentFlags & DayFlags;

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  withDayFlags(withStudentFlags(command.command('list')))
    .description('the pathways, with how many students are on each')
    .action((flags: PathwayFlags) => list(session, flags));
  withDayFlags(withStudentFlags(command.command('show')))
    .description(
      'what each stage asks for and how many students meet it, or the way of one student',
    )
    .argument('[pathway]', 'its name (default: all)')
    .argument('[student]', 'an id or a part of the name: her way through it')
    .action((pathway: string | undefined, student: string | undefined, flags: PathwayFlags) =>
      show(session, pathway, student, flags),
    );
}

const EXAMPLES = `
Examples:
  pl pathway list
  pl pathway show ratios-unit --section 7A
  pl pathway show ratios-unit ana`;

/** The gradebook in the state that is asked for. */
interface Scene {
  readonly session: Session;
  readonly book: Gradebook;
  readonly view: View;
  readonly learning: Learning;
  readonly flags: PathwayFlags;
}

async function scene(session: Session, flags: PathwayFlags): Promise<Scene> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  return { session, book, view, learning: loadLearning(book, view), flags };
}

async function list(session: Session, flags: PathwayFlags): Promise<void> {
  const here = await scene(session, flags);
  const tallies = tallied(here, here.learning.pathways);
  await printList(
    session,
    tallies,
    [
      { key: 'pathway', title: 'Pathway', value: ({ pathway }) => pathway.name },
      { key: 'stages', title: 'Stages', align: 'right', value: ({ stages }) => stages.length },
      {
        key: 'requirements',
        title: 'Requirements',
        align: 'right',
        value: ({ stages }) => stages.reduce((sum, stage) => sum + stage.requirements.length, 0),
      },
      { key: 'students', title: 'Students', align: 'right', value: ({ students }) => students },
      { key: 'complete', title: 'Complete', align: 'right', value: ({ complete }) => complete },
    ],
    NONE,
  );
}

const NONE = 'no pathways: pl import pathways FILE';

async function show(
  session: Session,
  name: string | undefined,
  typed: string | undefined,
  flags: PathwayFlags,
): Promise<void> {
  const here = await scene(session, flags);
  const pathways = pathwaysNamed(here.learning.pathways, name);
  if (typed !== undefined) return showWays(here, pathways, typed);
  const { view, learning } = here;
  const tallies = tallied(here, pathways);
  const facts = tallies.map((tally) => tallyFacts(learning.standards, tally));
  if (session.format === 'json')
    session.print.json({
      as_of: view.asOf,
      known_on: view.knownOn,
      pathways: facts.map(nested),
    });
  else if (session.format === 'csv')
    await session.print.csv(TALLY_COLUMNS, flat(facts, TALLY_COLUMNS));
  else if (tallies.length === 0) session.say(NONE);
  else {
    const options = { width: session.io.width, colour: session.colour };
    const pages: string[] = [];
    for (const tally of tallies)
      pages.push(await pathwayPage(learning.standards, tally, session.words, options));
    session.print.text(dayLine(view, session.words) + pages.join('\n\n'));
  }
}

async function showWays(
  { session, book, view, learning }: Scene,
  pathways: readonly Pathway[],
  typed: string,
): Promise<void> {
  const student = await studentMeant(session, book, typed, view);
  const today = dayOf(session, view);
  const decided = allDecisions(book, view);
  const ways = pathways.map((pathway) => wayOn(learning, decided, student, pathway));
  const facts = ways.map((way) => wayFacts(learning.standards, student, way, today));
  if (session.format === 'json')
    return session.print.json({
      as_of: view.asOf,
      known_on: view.knownOn,
      pathways: facts.map(nested),
    });
  if (session.format === 'csv') return session.print.csv(WAY_COLUMNS, flat(facts, WAY_COLUMNS));
  const name = learning.called(student, session.idOf);
  const pages: string[] = [];
  for (const way of ways)
    pages.push(await wayPage(learning.standards, name, way, today, session.words, session.colour));
  session.print.text(dayLine(view, session.words) + pages.join('\n\n'));
}

function pathwaysNamed(pathways: readonly Pathway[], name: string | undefined): readonly Pathway[] {
  if (name === undefined) return pathways;
  const found = pathways.filter((one) => folded(one.name) === folded(name));
  if (found.length > 0) return found;
  const known = pathways.map((one) => one.name);
  if (known.length === 0)
    throw new PlError('not_found', 'there are no pathways', 'pl import pathways FILE');
  throw unknownName({ noun: 'pathway', name, known });
}

/** The pathways counted over the students that the flags leave. */
function tallied(here: Scene, pathways: readonly Pathway[]): PathwayTally[] {
  const { session, book, view, learning, flags } = here;
  const roster = loadRoster(book, view);
  const { students } = studentsLeft(session, roster, flags, view);
  const decided = allDecisions(book, view);
  return pathways.map((pathway) =>
    tallyWays(pathway, waysThrough(learning, decided, students, pathway)),
  );
}

/** One way after the other, so that a district's do not have to be held at once. */
function* waysThrough(
  learning: Learning,
  decided: Decided,
  students: readonly Student[],
  pathway: Pathway,
): Iterable<StudentWay> {
  for (const student of students) yield wayOn(learning, decided, student, pathway);
}

type Decided = ReturnType<typeof allDecisions>;

/** A student's way, from the last rollup where nothing has moved since. */
function wayOn(
  learning: Learning,
  decided: Decided,
  student: Student,
  pathway: Pathway,
): StudentWay {
  const { standards } = learning;
  const own = decided(student.id);
  const kept = learning.kept(own);
  if (kept !== null) return studentWay(standards, pathway, own, kept.mastery);
  const showing = learning.showing(student.id);
  return studentWay(standards, pathway, showing, judgedOnce(standards, showing));
}
