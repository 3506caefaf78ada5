/** `pl reportcard check`: per teacher and section, what is decided and which marks are still owed. */
import type { Command } from 'commander';
import { countingPieces } from '../../core/mastery/counting.js';
import { fullCode } from '../../core/matching/competencies.js';
import { displayName, folded, shownId } from '../../core/names.js';
import { checkSections, type OwedMark, type SectionCheck } from '../../core/reportcard/check.js';
import { named } from '../../core/scope.js';
import { lastDay } from '../../core/terms.js';
import { lackingText, sectionLines } from '../../output/report-card-page.js';
import { visible } from '../../output/safe.js';
import { nameIn } from '../../store/roster.js';
import { termFlag } from '../exports/report-card-form.js';
import {
  type CompetencyFlags,
  type KnownFlags,
  readDays,
  type StudentFlags,
  withCompetencyFlags,
  withKnownFlag,
  withStudentFlags,
} from '../options.js';
import type { Session } from '../session.js';
import { cardNotes } from './notes.js';
import { type Scene, sceneOf } from './scene.js';

type CheckFlags = StudentFlags & CompetencyFlags & KnownFlags & { readonly term?: string };

export function defineCheck(command: Command, session: Session): void {
  withKnownFlag(withCompetencyFlags(withStudentFlags(command.command('check'))))
    .description('per teacher and section: the marks that are decided, and those still owed')
    .option('--term <term>', 'the term of the report cards')
    .addHelpText('after', EXAMPLES)
    .action((flags: CheckFlags) => check(session, flags));
}

const EXAMPLES = `
Examples:
  pl reportcard check --term T1
  pl reportcard check --term T1 --teacher "Ms Fair"
  pl reportcard check --term T1 --csv -o owed.csv`;

async function check(session: Session, flags: CheckFlags): Promise<void> {
  termFlag(flags);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const scene = sceneOf(session, book, viewOf(book), flags);
  const checks = sectionsChecked(scene, flags);
  if (session.format === 'json') session.print.json(json(session, scene, checks));
  else if (session.format === 'csv')
    await session.print.csv(COLUMNS, csvRows(session, scene, checks));
  else if (checks.length === 0) session.say('no students here: pl import roster FILE');
  else {
    session.print.text(page(session, scene, checks));
    for (const note of [...cardNotes(session, book, scene), ...untaughtNotes(scene)])
      session.say(note);
  }
}

/** Where nobody has listed what is taught, a section is asked for all that its students work in elsewhere. */
function untaughtNotes({ cards, term, view, learning: { standards } }: Scene): string[] {
  const several = cards.some(
    ({ marks, sections }) =>
      sections.length > 1 &&
      new Set(marks.map(({ competency }) => standards.frameworkName(competency))).size > 1,
  );
  if (view.term?.taught !== null || !several) return [];
  const { name, code } = term;
  return [
    visible(
      `no list says what is taught in ${name}, so each section is asked for all that its students work in: --framework NAME, or pl term set ${code} --competencies FILE`,
    ),
  ];
}

function sectionsChecked({ roster, cards }: Scene, flags: CheckFlags): SectionCheck[] {
  const wanted = flags.section === undefined ? null : named(roster.sections, flags.section);
  const teacher = flags.teacher === undefined ? null : named(roster.staff, flags.teacher);
  const teachers = new Set(teacher?.map(({ name }) => folded(name)));
  const isTaught = (name: string) => teacher === null || teachers.has(folded(name));
  const teachersOf = ({ id }: { readonly id: number }) =>
    roster.teaching
      .filter(({ section }) => section === id)
      .flatMap(({ staff }) => nameIn(roster.staff, staff) ?? [])
      .filter(isTaught);
  return checkSections(
    cards,
    teachersOf,
    (section) =>
      (wanted === null || wanted.some(({ id }) => id === section.id)) &&
      (teacher === null || teachersOf(section).length > 0),
  );
}

/** What is lacking, by the kinds of the pieces that count so far. */
function lackingReader(session: Session, { learning }: Scene): (owed: OwedMark) => string {
  const { standards } = learning;
  return ({ student, mastery }) => {
    const { competency } = mastery;
    const yardstick = standards.yardstick(competency);
    const about = [competency.id, ...standards.sameAs(competency.id)];
    const showing = {
      student: student.id,
      pieces: learning.piecesOn(student.id, about),
      overrides: new Map(),
      excuses: new Map(),
      advances: [],
    };
    const counted = countingPieces(standards, showing, competency, yardstick);
    const kinds = counted.pieces.map(({ kind }) => kind);
    return lackingText(mastery, yardstick, kinds, session.words);
  };
}

function page(session: Session, scene: Scene, checks: readonly SectionCheck[]): string {
  const { words } = session;
  const { standards } = scene.learning;
  const several = new Set(
    scene.cards.flatMap(({ marks }) => marks.map(({ competency }) => competency.framework)),
  );
  const last = lastDay(scene.term);
  const until = last === null ? '' : `, which ends on ${words.day(last)}`;
  const head = visible(`Report cards of ${scene.term.name}${until}, as of ${words.day(scene.day)}`);
  const about = {
    words,
    width: session.io.width,
    called: (student: Parameters<Scene['learning']['called']>[0]) =>
      scene.learning.called(student, session.idOf),
    lacking: lackingReader(session, scene),
    codeOf: ({ competency }: OwedMark['mastery']) =>
      several.size > 1 ? fullCode(standards, competency) : competency.code,
  };
  return [head, ...checks.map((one) => sectionLines(one, about).join('\n'))].join('\n\n');
}

function json(session: Session, scene: Scene, checks: readonly SectionCheck[]) {
  const lacking = lackingReader(session, scene);
  return {
    term: scene.term.code,
    as_of: scene.view.asOf,
    known_on: scene.view.knownOn,
    sections: checks.map((one) => ({
      teacher: one.teacher,
      section: one.section?.code ?? null,
      students: one.students,
      expected: one.expected,
      decided: one.decided,
      ...one.statuses,
      owed: one.owed.map((owed) => owedJson(scene, owed, lacking)),
      no_comment: one.noComment.map((student) => ({
        student_id: shownId(student),
        name: displayName(student),
      })),
    })),
  };
}

function owedJson(
  { learning: { standards } }: Scene,
  owed: OwedMark,
  lacking: (owed: OwedMark) => string,
) {
  const { student, mastery } = owed;
  return {
    student_id: shownId(student),
    name: displayName(student),
    framework: standards.frameworkName(mastery.competency),
    competency: mastery.competency.code,
    status: mastery.status,
    lacking: lacking(owed),
  };
}

const OWED = ['student_id', 'name', 'framework', 'competency', 'status', 'lacking'] as const;
const COLUMNS = ['teacher', 'section', ...OWED];

/** One row a mark that is owed. */
function csvRows(session: Session, scene: Scene, checks: readonly SectionCheck[]) {
  const lacking = lackingReader(session, scene);
  return checks.flatMap(({ teacher, section, owed }) =>
    owed.map((one) => {
      const facts = owedJson(scene, one, lacking);
      return [teacher, section?.code ?? null, ...OWED.map((key) => facts[key])];
    }),
  );
}
