/** `pl note`: words about a student, without a score. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { matchCompetency } from '../core/matching/competencies.js';
import { calledName, displayName, shownId } from '../core/names.js';
import type { Standards } from '../core/standards.js';
import { textOf } from '../formats/text.js';
import { visible } from '../output/safe.js';
import { addNote, type Note, notesAbout } from '../store/notes.js';
import { namesakeTest } from '../store/roster-lookups.js';
import { loadStandards } from '../store/standards.js';
import { write } from '../store/writing.js';
import { findCompetency } from './finding.js';
import { printList } from './lists.js';
import { type DayFlags, dayLine, readDays, withDayFlags, withOtherDayName } from './options.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

interface NoteFlags extends DayFlags {
  readonly on?: string;
  readonly by?: string;
  readonly competency?: string;
  readonly list?: boolean;
}

export function define(command: Command, session: Session): void {
  withDayFlags(withOtherDayName(command, '--date', 'on'))
    .description(
      'write words about a student; asked for, or read from standard input, when left out',
    )
    .argument('<student>', 'an id or a part of the name')
    .argument('[words...]', 'the first may be the code of a competency; the rest is the note')
    .option('--list', 'read what was noted, also with evidence')
    .option('--competency <code>', 'the competency it is about')
    .option('--on <date>', 'the day (default: today)')
    .option('--by <name>', 'whose words, where they are not yours')
    .addHelpText(
      'after',
      '\nExamples:\n  pl note ana\n  pl note ana rp.1 draws the double number line before she is asked\n  pl note ana --list',
    )
    .action((student: string, words: string[], flags: NoteFlags) =>
      flags.list === true ? list(session, student, flags) : note(session, student, words, flags),
    );
}

async function note(
  session: Session,
  typed: string,
  words: readonly string[],
  flags: NoteFlags,
): Promise<void> {
  if ([flags.asOf, flags.knownOn, flags.term].some((flag) => flag !== undefined))
    throw new PlError(
      'usage',
      '--as-of, --known-on and --term are for --list; --on is the day of a note',
    );
  const on = session.pastDay(flags.on, '--on');
  const book = await session.book();
  const standards = loadStandards(book);
  const student = await studentMeant(session, book, typed);
  const about = await subjectOf(session, standards, words, flags.competency);
  const text = about.text === '' ? await wordsOf(session) : about.text;
  if (text === '') throw new PlError('invalid', 'an empty note is not written');
  const competency = about.competency;
  const facts = session.entry('note', { student: student.id, competency: competency?.id ?? null });
  write(book, facts, (writer) =>
    addNote(writer, {
      student: student.id,
      competency: competency?.id ?? null,
      on,
      text,
      by: flags.by ?? session.who,
    }),
  );
  if (session.format === 'json') {
    session.print.json({
      student_id: shownId(student),
      name: displayName(student),
      competency: competency?.code ?? null,
      on,
    });
  } else {
    const name = calledName(student, { has: () => namesakeTest(book)(student) }, session.idOf);
    session.say(`noted for ${name}${competency === null ? '' : ` on ${competency.code}`}`);
  }
}

/** All that was said about a student in words, oldest first. */
async function list(session: Session, typed: string, flags: NoteFlags): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const standards = loadStandards(book, view);
  const student = await studentMeant(session, book, typed, view);
  const wanted =
    flags.competency === undefined
      ? null
      : await findCompetency(session, standards, flags.competency);
  const notes = notesAbout(book, student.id, view).filter(
    ({ competency }) => wanted === null || competency === wanted.id,
  );
  const codeOf = (id: number | null) =>
    id === null ? null : (standards.competencies.get(id)?.code ?? null);
  if (session.format === 'people' && notes.length > 0) {
    const line = ({ on, competency, by, text }: Note) =>
      visible(
        [session.words.day(on), codeOf(competency) ?? '', by === null ? text : `${text} (${by})`]
          .filter((part) => part !== '')
          .join('  '),
      );
    return session.print.text(dayLine(view, session.words) + notes.map(line).join('\n'));
  }
  await printList(
    session,
    notes,
    [
      { key: 'on', title: 'Day', value: ({ on }) => on },
      { key: 'competency', title: 'Competency', value: ({ competency }) => codeOf(competency) },
      { key: 'by', title: 'By', value: ({ by }) => by },
      { key: 'with_evidence', title: 'With a score', value: ({ withEvidence }) => withEvidence },
      { key: 'note', title: 'Note', value: ({ text }) => text },
    ],
    'nothing has been noted',
  );
}

/** The first word is a competency where it is exactly one's code, as far as it was typed. */
async function subjectOf(
  session: Session,
  standards: Standards,
  words: readonly string[],
  code: string | undefined,
) {
  if (code !== undefined)
    return { competency: await findCompetency(session, standards, code), text: words.join(' ') };
  const [first, ...rest] = words;
  const looksLikeCode = first !== undefined && /[\d.:/-]/.test(first) && !/\s/.test(first);
  if (!looksLikeCode) return { competency: null, text: words.join(' ') };
  const match = matchCompetency(standards, standards.ordered.filter(standards.assessable), first);
  // A mistyped code must not quietly become the first word of a note about everything.
  if (match.kind === 'none' && /[a-z]/i.test(first) && /\d/.test(first)) {
    throw new PlError('not_found', `no competency matches "${first}"`, 'pl standards');
  }
  if (match.kind === 'none') return { competency: null, text: words.join(' ') };
  return { competency: await findCompetency(session, standards, first), text: rest.join(' ') };
}

async function wordsOf(session: Session): Promise<string> {
  if (session.interactive) return (await session.ask.text('Note?')).trim();
  // A terminal that must not be asked would be waited for without end.
  if (session.io.interactive)
    throw new PlError('usage', 'missing NOTE: pl note STUDENT [COMPETENCY] [NOTE…]');
  const sent = textOf(await session.io.readStdin(), '-');
  if ('problem' in sent)
    throw new PlError('invalid', `the note was not kept: ${sent.problem.message}`);
  return sent.text.trim();
}
