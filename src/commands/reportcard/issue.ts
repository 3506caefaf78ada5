/** `pl reportcard issue`: freezes what is sent, and writes the file. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import type { Day } from '../../core/model.js';
import { writtenMark } from '../../core/reportcard/values.js';
import type { Gradebook } from '../../store/open.js';
import { putCard } from '../../store/report-cards.js';
import { lastEntry, write } from '../../store/writing.js';
import { type Staged, stageTogether } from '../../written-files.js';
import {
  type CardSheet,
  contentOfSheet,
  filesOf,
  manifestOf,
  sheetOf,
  signsOf,
} from '../exports/report-card-file.js';
import {
  type Form,
  type FormFlags,
  readForm,
  termFlag,
  withFormFlags,
} from '../exports/report-card-form.js';
import {
  type CompetencyFlags,
  readDays,
  type StudentFlags,
  withCompetencyFlags,
  withStudentFlags,
} from '../options.js';
import type { Session } from '../session.js';
import type { IssuedForm, IssuedMarks } from './issued.js';
import { cardNotes } from './notes.js';
import { type Scene, sceneOf } from './scene.js';

type IssueFlags = FormFlags & StudentFlags & CompetencyFlags & { readonly term?: string };

export function defineIssue(command: Command, session: Session): void {
  withFormFlags(withCompetencyFlags(withStudentFlags(command.command('issue'))))
    .description('keep the report cards of a term as they are sent, and write the file (-o)')
    .option('--term <term>', 'the term of the report cards')
    .option('--format <format>', 'xlsx: a workbook; else CSV, or JSON with --json')
    .addHelpText('after', EXAMPLES)
    .action((flags: IssueFlags) => issue(session, flags));
}

const EXAMPLES = `
Examples:
  pl reportcard issue --term T1 -o T1.csv
  pl reportcard issue --term T1 --section 7A --value 4=E,thin=IE -o 7A.csv

"pl undo" takes an issue back; a second one of the same term has a number of its own.`;

async function issue(session: Session, flags: IssueFlags): Promise<void> {
  termFlag(flags);
  const viewOf = readDays(session, flags);
  const form = formOf(session, flags);
  const book = await session.book();
  const last = lastEntry(book);
  const view = viewOf(book);
  const scene = sceneOf(session, book, view, form.filter);
  const sheet = sheetOf(scene, form);
  refuseNothing(scene);
  const content = await contentOfSheet(sheet, form);
  const manifest = await manifestOf(session, scene, form, sheet, content);
  const issued: IssuedForm = { form, asOf: view.asOf, headers: sheet.headers, manifest };
  const marks = marksOf(scene, sheet, form);
  const facts = session.entry('reportcard issue', { about: scene.term.code });
  const keep = () =>
    write(book, facts, (writer) => {
      // What was computed is what stands: nothing was entered between.
      if (lastEntry(book) !== writer.entry || (last ?? 0) + 1 !== writer.entry)
        throw new PlError('conflict', 'somebody has just entered something: issue again');
      const card = { term: scene.term.id, on: facts.day, form: JSON.stringify(issued) };
      return putCard(writer, card, marks);
    }).result;
  // Where the files cannot be written, nothing is issued; where it cannot be issued, no file is left.
  const files = stageTogether(filesOf(session, content, manifest, flags.manifest));
  const number = orDrop(files, keep);
  place(files, number);
  tell(session, book, scene, manifest, { number, on: facts.day });
}

function refuseNothing({ cards, term }: Scene): void {
  if (cards.some(({ marks }) => marks.length > 0)) return;
  throw new PlError(
    'invalid',
    `there is nothing to issue: no student here has a mark in ${term.name}`,
    `pl reportcard check --term ${term.code}`,
  );
}

/** What is kept of each student, in the order of the sheet. */
function marksOf(scene: Scene, { students }: CardSheet, form: Form) {
  const signs = signsOf(form, scene);
  return scene.cards.map((card, place) => {
    const said: IssuedMarks = {
      place,
      rows: students[place]?.rows ?? [],
      marks: card.marks.map((one) => [one.competency.id, writtenMark(one, signs)]),
    };
    return { student: card.student.id, marks: JSON.stringify(said) };
  });
}

/** Says what was issued; without a file `--json` has it as data. */
function tell(
  session: Session,
  book: Gradebook,
  scene: Scene,
  { students, rows, sha256 }: Awaited<ReturnType<typeof manifestOf>>,
  { number, on }: { readonly number: number; readonly on: Day },
): void {
  const { term, day } = scene;
  if (session.format === 'json' && session.options.output === undefined) {
    session.print.json({ number, term: term.code, on, as_of: day, students, rows, sha256 });
    return;
  }
  for (const note of cardNotes(session, book, scene)) session.say(note);
  const { words } = session;
  session.say(
    `issue ${number}: ${words.count(rows, 'row')} of ${words.count(students, 'student')}, ${term.name} as of ${words.day(day)}`,
  );
}

function orDrop<T>(files: Staged, act: () => T): T {
  try {
    return act();
  } catch (error) {
    files.drop();
    throw error;
  }
}

/** What is kept is not lost where its file finds no place in the end. */
function place(files: Staged, number: number): void {
  try {
    files.place();
  } catch (error) {
    if (!(error instanceof PlError)) throw error;
    const kept = `issue ${number} is kept in the gradebook, but ${error.message}`;
    throw new PlError(error.code, kept, `pl reportcard show ${number} -o FILE`);
  }
}

/** Without a file `--json` is about what was done, and the cards are kept as CSV. */
function formOf(session: Session, flags: IssueFlags): Form {
  const form = readForm(session, flags);
  return session.options.output === undefined ? { ...form, format: 'csv' } : form;
}
