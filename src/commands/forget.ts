/** `pl forget`: erases a student on the law's demand. It is the one thing that cannot be taken back. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Id } from '../core/model.js';
import { Cancelled } from '../io.js';
import { personOf } from '../store/forgetting/erasing.js';
import { forget, holdingsOf, onceKnownBy, withFormer } from '../store/forgetting/forget.js';
import { allForgotten, allowBack } from '../store/forgetting/forgotten.js';
import type { Gradebook } from '../store/open.js';
import { loadStudents } from '../store/students.js';
import { write } from '../store/writing.js';
import { findStudent, studentLine } from './finding.js';
import { holdingsText, refuseNaming, report } from './forgetting.js';
import { printList } from './lists.js';
import type { Session } from './session.js';

interface ForgetFlags {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly inCopies?: boolean;
  readonly list?: boolean;
  readonly allow?: string;
  readonly finish?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .description(
      'erase a student for good: all that was ever said of her goes out of the gradebook and its journal, and she does not come back with the next roster',
    )
    .argument('[student]', 'an id or a part of the name')
    .option('--reason <reason>', 'why, without her name: it is kept, and shown by --list')
    .option('--yes', 'do not ask')
    .option('--in-copies', 'erase all who were forgotten in the backups that pl knows of, too')
    .option('--list', 'who was forgotten when, by whom and why; never who she was')
    .option('--allow <id>', 'let a student with this id come back')
    .option('--finish', 'rewrite the file, where another program kept pl from it')
    .addHelpText('after', EXAMPLES)
    .action((student: string | undefined, flags: ForgetFlags) => run(session, student, flags));
}

const EXAMPLES = `
Examples:
  pl forget s042 --reason "the family asked, letter of 3 May" --yes
  pl forget s042 --reason "court order 12/26" --yes --in-copies
  pl forget --list
  pl forget --allow s042

It cannot be taken back, by pl undo or otherwise. Files that were exported, copies made by other
programs and colleagues' gradebooks are not known: docs/privacy.md says what is left to do.`;

async function run(
  session: Session,
  student: string | undefined,
  flags: ForgetFlags,
): Promise<void> {
  const ways = [
    student !== undefined,
    flags.list === true,
    flags.allow !== undefined,
    flags.finish === true,
  ].filter(Boolean).length;
  if (ways > 1) throw new PlError('usage', 'STUDENT, --list, --allow and --finish: choose one');
  if (student !== undefined) return await forgetOne(session, student, flags);
  if (flags.reason !== undefined) throw new PlError('usage', 'forget whom? give a student');
  if (flags.list === true) return await list(session);
  if (flags.allow !== undefined) return await allow(session, flags.allow);
  if (flags.finish === true || flags.inCopies === true)
    return await report(session, await session.book(), 0, flags.inCopies === true);
  throw new PlError('usage', 'forget whom? give a student, or --list', 'pl forget --help');
}

async function forgetOne(session: Session, typed: string, flags: ForgetFlags): Promise<void> {
  const reason = flags.reason?.trim() ?? '';
  if (reason === '')
    throw new PlError(
      'usage',
      '--reason is missing: it is all that remains',
      'pl forget STUDENT --reason "the family asked"',
    );
  if (flags.yes !== true && !session.interactive)
    throw new PlError('usage', 'a script says --yes: what is forgotten does not come back');
  const book = await session.book();
  const { students, line } = await meant(session, book, typed);
  for (const student of students) refuseNaming(reason, personOf(book.db, student));
  if (flags.yes !== true) await confirm(session, book, line, students);
  const facts = session.entry('forget', { about: `a student was forgotten: ${reason}` });
  forget(book, students, facts, reason);
  await report(session, book, 1, flags.inCopies === true);
}

/** She, and whoever stands no longer and had her ids. */
async function meant(
  session: Session,
  book: Gradebook,
  typed: string,
): Promise<{ readonly students: readonly Id[]; readonly line: string }> {
  try {
    const student = await findStudent(session, loadStudents(book), typed);
    return { students: withFormer(book, [student.id]), line: studentLine(student, []) };
  } catch (error) {
    const former =
      error instanceof PlError && error.code === 'not_found' ? onceKnownBy(book, typed.trim()) : [];
    if (former.length === 0) throw error;
    return { students: withFormer(book, former), line: 'a student whose import was taken back' };
  }
}

async function confirm(
  session: Session,
  book: Gradebook,
  line: string,
  students: readonly Id[],
): Promise<void> {
  session.say(`${line}: ${holdingsText(holdingsOf(book, students))}`);
  const isMeant = await session.ask.choose('Erase all of it for good? It cannot be taken back', [
    { name: 'no, keep it', value: false },
    { name: 'yes, erase it', value: true },
  ]);
  if (!isMeant) throw new Cancelled('nothing was erased');
}

async function list(session: Session): Promise<void> {
  const rows = allForgotten(await session.reading());
  await printList(
    session,
    rows,
    [
      { key: 'day', title: 'Day', value: ({ day }) => day },
      { key: 'who', title: 'By', value: ({ who }) => who },
      { key: 'reason', title: 'Reason', value: ({ reason }) => reason },
      { key: 'kept_out', title: 'Kept out', value: ({ keptOut }) => keptOut },
    ],
    'nobody was forgotten',
  );
}

async function allow(session: Session, id: string): Promise<void> {
  const book = await session.book();
  const { result } = write(
    book,
    session.entry('forget --allow', { about: 'one may come back' }),
    (writer) => {
      const count = allowBack(book, id);
      if (count > 0) writer.wrote('students');
      return count;
    },
  );
  if (result === 0)
    throw new PlError('not_found', 'nobody with this id was forgotten', 'pl forget --list');
  if (session.format === 'json') session.print.json({ allowed: result });
  else session.say('she may come back: the next roster that names her brings her in');
}
