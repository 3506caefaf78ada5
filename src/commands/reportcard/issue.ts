/** `pl reportcard issue`: freezes what is sent, and writes the file. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import { writtenMark } from '../../core/reportcard/values.js';
import { putCard } from '../../store/report-cards.js';
import { lastEntry, write } from '../../store/writing.js';
import { type Staged, stageTogether } from '../../written-files.js';
import {
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
import { sceneOf } from './scene.js';

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
  if (!scene.cards.some(({ marks }) => marks.length > 0))
    throw new PlError(
      'invalid',
      `there is nothing to issue: no student here has a mark in ${scene.term.name}`,
      `pl reportcard check --term ${scene.term.code}`,
    );
  const content = await contentOfSheet(sheet, form);
  const manifest = await manifestOf(session, scene, form, sheet, content);
  const issued: IssuedForm = { form, asOf: view.asOf, headers: sheet.headers, manifest };
  const signs = signsOf(form, scene);
  const marks = scene.cards.map((card, place) => {
    const said: IssuedMarks = {
      place,
      rows: sheet.students[place]?.rows ?? [],
      marks: card.marks.map((one) => [one.competency.id, writtenMark(one, signs)]),
    };
    return { student: card.student.id, marks: JSON.stringify(said) };
  });
  const facts = session.entry('reportcard issue', { about: scene.term.code });
  // Where the files cannot be written, nothing is issued; where it cannot be issued, no file is left.
  const files = stageTogether(filesOf(session, content, manifest, flags.manifest));
  const number = orDrop(
    files,
    () =>
      write(book, facts, (writer) => {
        // What was computed is what stands: nothing was entered between.
        if (lastEntry(book) !== writer.entry || (last ?? 0) + 1 !== writer.entry)
          throw new PlError('conflict', 'somebody has just entered something: issue again');
        const card = { term: scene.term.id, on: facts.day, form: JSON.stringify(issued) };
        return putCard(writer, card, marks);
      }).result,
  );
  place(files, number);
  if (session.format === 'json' && session.options.output === undefined)
    return session.print.json({
      number,
      term: scene.term.code,
      on: facts.day,
      as_of: scene.day,
      students: manifest.students,
      rows: manifest.rows,
      sha256: manifest.sha256,
    });
  for (const note of cardNotes(session, book, scene)) session.say(note);
  const { words } = session;
  session.say(
    `issue ${number}: ${words.count(manifest.rows, 'row')} of ${words.count(manifest.students, 'student')}, ${scene.term.name} as of ${words.day(scene.day)}`,
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
