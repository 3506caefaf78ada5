/** `pl retention`: who has left longer ago than a school keeps records, and forgetting them. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Day } from '../core/model.js';
import { shownId } from '../core/names.js';
import { longBefore, readSpan } from '../core/retention.js';
import { Cancelled } from '../io.js';
import { personOf } from '../store/forgetting/erasing.js';
import { forget, withFormer } from '../store/forgetting/forget.js';
import { type Leaver, leaversBefore } from '../store/forgetting/retention.js';
import type { Gradebook } from '../store/open.js';
import { loadStudents } from '../store/students.js';
import { refuseNaming, report, reportNobody } from './forgetting.js';
import { printList } from './lists.js';
import type { Session } from './session.js';

interface RetentionFlags {
  readonly olderThan: string;
  readonly forget?: boolean;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly inCopies?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .description(
      'list students who were withdrawn longer ago than that, with nothing newer about them; with --forget erase them',
    )
    .requiredOption('--older-than <span>', 'how long ago: 7y, 18m or 400d')
    .option('--forget', 'erase them for good, as pl forget does')
    .option('--reason <reason>', 'with --forget: why, such as the schedule that asks for it')
    .option('--yes', 'with --forget: do not ask')
    .option('--in-copies', 'with --forget: in the backups that pl knows of, too')
    .option('--dry-run', 'list, and erase nothing')
    .addHelpText('after', EXAMPLES)
    .action((flags: RetentionFlags) => run(session, flags));
}

const EXAMPLES = `
Examples:
  pl retention --older-than 7y
  pl retention --older-than 7y --forget --reason "retention schedule 2026" --dry-run
  pl retention --older-than 7y --forget --reason "retention schedule 2026" --yes --in-copies

Only withdrawn students are meant, and of those only who left, and was last shown, decided,
noted or entered anything, before the day that lies so long ago. A script may run it nightly.`;

async function run(session: Session, flags: RetentionFlags): Promise<void> {
  const span = readSpan(flags.olderThan);
  if (span === null)
    throw new PlError(
      'usage',
      `--older-than "${flags.olderThan}" is not a span such as 7y, 18m or 400d`,
    );
  const reason = flags.reason?.trim() ?? '';
  const isForgetting = flags.forget === true && flags.dryRun !== true;
  checkFlags(session, flags, reason);
  const day = longBefore(session.today, span);
  const book = isForgetting ? await session.book() : await session.reading();
  const leavers = leaversBefore(book, day);
  if (!isForgetting) return await list(session, book, leavers, day);
  if (leavers.length === 0) return nobody(session, book, day);
  const students = withFormer(
    book,
    leavers.map(({ student }) => student),
  );
  for (const student of students) refuseNaming(reason, personOf(book.db, student));
  if (flags.yes !== true) await confirm(session, book, leavers, day);
  const facts = session.entry('forget', {
    about: `${session.words.count(leavers.length, 'student')} forgotten: ${reason}`,
  });
  forget(book, students, facts, reason);
  await report(session, book, leavers.length, flags.inCopies === true);
}

function checkFlags(session: Session, flags: RetentionFlags, reason: string): void {
  if (flags.forget !== true) {
    const given = [flags.reason, flags.yes, flags.inCopies].some((flag) => flag !== undefined);
    if (given) throw new PlError('usage', '--reason, --yes and --in-copies are for --forget');
    return;
  }
  if (reason === '')
    throw new PlError('usage', '--forget needs a --reason: it is all that remains of them');
  if (flags.yes !== true && flags.dryRun !== true && !session.interactive)
    throw new PlError('usage', 'a script says --yes: what is forgotten does not come back');
}

/** Ids and days, no names: who has left is nobody's business on the way past a screen. */
async function list(
  session: Session,
  book: Gradebook,
  leavers: readonly Leaver[],
  day: Day,
): Promise<void> {
  const ids = new Map(loadStudents(book).map((one) => [one.id, shownId(one)]));
  if (leavers.length > 0) session.say(counted(session, leavers, day));
  await printList(
    session,
    leavers,
    [
      { key: 'student_id', title: 'Id', value: ({ student }) => ids.get(student) ?? null },
      { key: 'withdrawn_on', title: 'Left', value: ({ withdrawnOn }) => withdrawnOn },
      { key: 'last_on', title: 'Last entry', value: ({ lastOn }) => lastOn },
      { key: 'evidence', title: 'Pieces', value: ({ evidence }) => evidence },
    ],
    `nobody left before ${session.words.day(day)} with nothing newer`,
  );
}

function counted(session: Session, leavers: readonly Leaver[], day: Day): string {
  const { count, day: dayText } = session.words;
  return `${count(leavers.length, 'student')} left before ${dayText(day)}, with nothing newer`;
}

function nobody(session: Session, book: Gradebook, day: Day): void {
  if (session.format === 'json') reportNobody(session, book);
  else session.say(`nobody left before ${session.words.day(day)} with nothing newer`);
}

async function confirm(
  session: Session,
  book: Gradebook,
  leavers: readonly Leaver[],
  day: Day,
): Promise<void> {
  await list(session, book, leavers, day);
  const isMeant = await session.ask.choose('Erase all of them for good? It cannot be taken back', [
    { name: 'no, keep them', value: false },
    { name: 'yes, erase them', value: true },
  ]);
  if (!isMeant) throw new Cancelled('nothing was erased');
}
