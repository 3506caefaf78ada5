/** `pl comment`: words for a student's report card. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Framework, Student } from '../core/model.js';
import { calledName, displayName, namesakes, shownId } from '../core/names.js';
import { commentFault, MOST_COMMENT, tidyComment } from '../core/reportcard/comment.js';
import type { Term } from '../core/terms.js';
import { textOf } from '../formats/text.js';
import { clearComment, putComment } from '../store/comments.js';
import { loadStandards } from '../store/standards.js';
import { loadStudents } from '../store/students.js';
import { loadTerms } from '../store/terms.js';
import { write } from '../store/writing.js';
import { type ListFlags, listComments } from './comment-list.js';
import { findFramework, findStudent } from './finding.js';
import { withStudentFlags } from './options.js';
import type { Session } from './session.js';
import { termMeant } from './term-asked.js';

interface CommentFlags extends ListFlags {
  readonly framework?: string;
  readonly by?: string;
  readonly clear?: boolean;
  readonly list?: boolean;
}

export function define(command: Command, session: Session): void {
  withStudentFlags(
    command
      .description(
        `write words for a report card, ${MOST_COMMENT} characters at most; asked for, or read from standard input, when left out`,
      )
      .argument('[student]', 'an id or a part of the name')
      .argument('[words...]', 'the comment')
      .option('--term <term>', 'the term (default: the one in which today lies)')
      .option('--framework <framework>', 'on this framework (default: on the whole)')
      .option('--by <name>', 'whose words, where they are not yours')
      .option('--clear', 'take the comment away')
      .option('--list', 'read the comments')
      .option('--missing', 'with --list: only who has none'),
  )
    .addHelpText('after', EXAMPLES)
    .action((student: string | undefined, words: string[], flags: CommentFlags) =>
      flags.list === true ? list(session, student, flags) : comment(session, student, words, flags),
    );
}

const EXAMPLES = `
Examples:
  pl comment ana
  pl comment ana --term T1 --framework math
  pl comment ana --clear
  pl comment --list --section 7A --missing

Without words the comment is asked for, or read from standard input, so that it
does not stand in the history of a shell. A second one takes the place of the first.`;

function list(session: Session, student: string | undefined, flags: CommentFlags): Promise<void> {
  if (flags.clear === true) throw new PlError('usage', '--list and --clear: choose one');
  return listComments(session, student, flags);
}

async function comment(
  session: Session,
  typed: string | undefined,
  words: readonly string[],
  flags: CommentFlags,
): Promise<void> {
  if (typed === undefined)
    throw new PlError('usage', 'missing STUDENT: pl comment STUDENT [TEXT…]');
  if (flags.missing === true) throw new PlError('usage', '--missing is for --list');
  if (flags.clear === true && words.length > 0)
    throw new PlError('usage', '--clear takes a comment away: no words go with it');
  const book = await session.book();
  const term = termMeant(session.today, loadTerms(book), flags.term);
  const framework = findFramework(loadStandards(book), flags.framework ?? null);
  const students = loadStudents(book);
  const student = await findStudent(session, students, typed);
  const place = { student: student.id, term: term.id, framework: framework?.id ?? null };
  const about = { student, name: called(students, student, session), term, framework };
  const facts = session.entry(flags.clear === true ? 'comment clear' : 'comment', {
    student: student.id,
    about: term.code,
  });
  if (flags.clear === true) {
    const { result } = write(book, facts, (writer) => clearComment(writer, place));
    if (!result) throw new PlError('not_found', 'there is no such comment', 'pl comment --list');
    return report(session, about, 'cleared');
  }
  const text = tidyComment(words.length > 0 ? words.join(' ') : await wordsOf(session));
  const fault = commentFault(text);
  if (fault !== null) throw new PlError('invalid', fault);
  const said = { text, by: flags.by ?? session.who };
  const { result } = write(book, facts, (writer) => putComment(writer, place, said));
  report(session, about, result);
}

function called(students: readonly Student[], student: Student, { idOf }: Session): string {
  return calledName(student, namesakes(students), idOf);
}

interface About {
  readonly student: Student;
  readonly name: string;
  readonly term: Term;
  readonly framework: Framework | null;
}

function report(session: Session, about: About, done: keyof typeof DONE): void {
  const { student, name, term, framework } = about;
  if (session.format !== 'json') {
    const on = framework === null ? '' : ` on ${framework.name}`;
    session.say(`${DONE[done]} for ${name}${on}, ${term.name}`);
    return;
  }
  session.print.json({
    student_id: shownId(student),
    name: displayName(student),
    term: term.code,
    framework: framework?.name ?? null,
    done,
  });
}

const DONE = {
  new: 'comment kept',
  replaced: 'comment kept in place of the one before',
  same: 'the same comment stands already',
  cleared: 'comment taken away',
};

async function wordsOf(session: Session): Promise<string> {
  if (session.interactive) return await session.ask.text('Comment?');
  // A terminal that must not be asked would be waited for without end.
  if (session.io.interactive)
    throw new PlError('usage', 'missing TEXT: pl comment STUDENT [TEXT…]');
  const sent = textOf(await session.io.readStdin(), '-');
  if ('problem' in sent)
    throw new PlError('invalid', `the comment was not kept: ${sent.problem.message}`);
  return sent.text;
}
