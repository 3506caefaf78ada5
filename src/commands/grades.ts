/** `pl grades`: letters and averages, where the policy states how levels become them. */
import type { Command } from 'commander';
import { gradeOf } from '../core/grades/grade.js';
import {
  type Grading,
  gradingsOf,
  gradingsTaught,
  lettersOnOtherScales,
  type OtherScale,
} from '../core/grades/grading.js';
import type { Showing, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { shownIds } from '../core/progress.js';
import { judgedOnce } from '../core/readiness/ready.js';
import { frameworkNamed } from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import { loadRoster } from '../store/roster.js';
import type { View } from '../store/view.js';
import { findStudent, unknownName } from './finding.js';
import { CSV_COLUMNS, csvRows, gradeJson, type StudentGrades } from './grades-data.js';
import { studentsLeft } from './in-scope.js';
import { type Learning, loadLearning } from './learning.js';
import {
  type DayFlags,
  dayLine,
  readDays,
  type StudentFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';

type GradesFlags = StudentFlags & DayFlags & { readonly framework?: string };

export function define(command: Command, session: Session): void {
  withDayFlags(withStudentFlags(command))
    .description('letters and averages, each with its reason; the policy states them')
    .argument('[student]', 'an id or a part of the name: her page, with the working')
    .option('--framework <framework>', 'only of this framework')
    .addHelpText('after', EXAMPLES)
    .action((student: string | undefined, flags: GradesFlags) => run(session, student, flags));
}

const EXAMPLES = `
Examples:
  pl grades --section 7A
  pl grades ana
  pl grades --section 7A --csv -o letters.csv

The conversion is yours:
  pl policy set letters="A: mean 3.5; B: mean 3; C: mean 2; else F"

What does not have enough evidence is not counted: it lowers no average and fails no rule.`;

async function run(session: Session, typed: string | undefined, flags: GradesFlags): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const roster = loadRoster(book, view);
  const learning = loadLearning(book, view);
  const gradings = gradingsAsked(learning, flags.framework, view);
  const students =
    typed === undefined
      ? studentsLeft(session, roster, flags, view).students
      : [await findStudent(session, roster.students, typed, view)];
  const rows = gradesOf(learning, gradings, students);
  const elsewhere = lettersOnOtherScales(learning.standards).filter(
    ({ framework }) =>
      flags.framework === undefined ||
      framework === frameworkNamed(learning.standards, flags.framework),
  );
  for (const one of elsewhere) session.say(otherScaleText(one));
  if (gradings.length === 0 && elsewhere.length === 0)
    session.say(
      'no letters: no policy states how levels become letters\n  try: pl policy set letters="A: mean 3.5; B: mean 3; C: mean 2; else F"',
    );
  if (session.format === 'json') session.print.json(json(learning.standards, rows, view));
  else if (session.format === 'csv')
    await session.print.csv(CSV_COLUMNS, csvRows(learning.standards, rows));
  else if (gradings.length > 0) await print(session, learning, gradings, rows, { typed, view });
}

function otherScaleText({ framework, stated, scored }: OtherScale): string {
  return `no letters in ${framework.name}: those of the gradebook ask for levels of scale "${stated.name}", and ${framework.name} is scored on "${scored.name}"\n  try: pl policy set letters="…" --framework ${/\s/.test(framework.name) ? `"${framework.name}"` : framework.name}`;
}

/** The conversions that are stated, of one framework or of all, over what the view's term teaches. */
export function gradingsAsked(
  { standards, ways }: Learning,
  name: string | undefined,
  view: View,
): readonly Grading[] {
  const gradings = gradingsTaught(gradingsOf(standards, ways), view.term?.taught ?? null);
  if (name === undefined) return gradings;
  const framework = frameworkNamed(standards, name);
  const known = [...standards.frameworks.values()].map((one) => one.name);
  if (framework === null) throw unknownName({ noun: 'framework', name, known });
  return gradings.filter((one) => one.framework.id === framework.id);
}

/** The grades of each student in those frameworks in which something is known about her. */
export function gradesOf(
  { standards, showing }: Learning,
  gradings: readonly Grading[],
  students: readonly Student[],
): StudentGrades[] {
  return students.map((student) => {
    const shown = showing(student.id);
    const judge = judgedOnce(standards, shown);
    const touched = gradings.filter((grading) => touches(standards, grading, shown));
    return { student, grades: touched.map((one) => gradeOf(standards, one, shown, judge)) };
  });
}

function touches(standards: Standards, { competencies }: Grading, showing: Showing): boolean {
  const shown = shownIds(standards, showing);
  return competencies.some(({ id }) => shown.has(id));
}

function json(standards: Standards, rows: readonly StudentGrades[], view: View) {
  return {
    as_of: view.asOf,
    known_on: view.knownOn,
    students: rows.map(({ student, grades }) => ({
      student_id: shownId(student),
      name: displayName(student),
      grade: student.grade,
      grades: grades.map((grade) => gradeJson(standards, grade)),
    })),
  };
}

async function print(
  session: Session,
  learning: Learning,
  gradings: readonly Grading[],
  rows: readonly StudentGrades[],
  { typed, view }: { readonly typed: string | undefined; readonly view: View },
): Promise<void> {
  const { gradesPage, gradesTable } = await import('../output/grades-page.js');
  const { words } = session;
  const options = { width: session.io.width, colour: session.colour };
  const named = rows.map(({ student, grades }) => ({
    name: learning.called(student, session.idOf),
    grades,
  }));
  const [only] = named;
  if (!named.some(({ grades }) => grades.length > 0))
    return session.say('nothing has been recorded yet of what becomes a letter');
  const page =
    typed !== undefined && only !== undefined
      ? gradesPage(only, gradings, words, options)
      : gradesTable(named, words, options);
  session.print.text(dayLine(view, words) + (await page));
}
