/** An entry of the log in one line. */
import type { Day, Id } from '../core/model.js';
import { calledName, displayName, namesakes } from '../core/names.js';
import { visible } from '../output/safe.js';
import { type Entry, entryName } from '../store/entries.js';
import type { Gradebook } from '../store/open.js';
import { loadStandards } from '../store/standards.js';
import { loadStudents } from '../store/students.js';
import { NOW, type View } from '../store/view.js';
import { dayLine } from './options.js';
import type { Session } from './session.js';

export interface EntryTexts {
  /** Her name, with her id where another active student has the same. */
  readonly student: (id: Id) => string;
  /** Her name alone, for files. */
  readonly name: (id: Id) => string;
  readonly competency: (id: Id) => string;
  readonly day: (day: Day) => string;
  /** By which it can be named to `pl undo`. */
  readonly entry: (entry: Entry) => string;
}

export function entryTexts(
  book: Gradebook,
  session: Pick<Session, 'words' | 'idOf'>,
  view: View = NOW,
): EntryTexts {
  const all = loadStudents(book, view);
  const shared = namesakes(all);
  const students = new Map(all.map((student) => [student.id, student]));
  const { competencies } = loadStandards(book, view);
  return {
    student: (id) => {
      const student = students.get(id);
      return student === undefined
        ? 'a student no longer here'
        : calledName(student, shared, session.idOf);
    },
    name: (id) => {
      const student = students.get(id);
      return student === undefined ? 'a student no longer here' : displayName(student);
    },
    competency: (id) => competencies.get(id)?.code ?? 'a competency no longer here',
    day: session.words.day,
    entry: (entry) => entryName(book, entry),
  };
}

/** "12  2026-10-01 09:00  record  Ana Osei 6.RP.1". */
export function entryText(entry: Entry, texts: EntryTexts): string {
  const about = [
    entry.student === null ? '' : texts.student(entry.student),
    entry.competency === null ? '' : texts.competency(entry.competency),
    entry.about ?? '',
    entry.file ?? '',
    entry.undoneBy === null ? '' : '(taken back)',
    entry.clockSet ? '(clock set by PL_NOW)' : '',
  ].filter((part) => part !== '');
  return visible(
    [
      texts.entry(entry).padStart(4),
      texts.day(entry.day),
      entry.who ?? '',
      entry.command,
      about.join(' '),
    ].join('  '),
  );
}

export async function printEntries(
  session: Session,
  book: Gradebook,
  entries: readonly Entry[],
  view: View = NOW,
  none = 'nothing yet',
): Promise<void> {
  const texts = entryTexts(book, session, view);
  const rows = entries.map((entry) => ({
    entry: entry.number,
    gradebook: entry.gradebook,
    at: entry.at,
    day: entry.day,
    who: entry.who,
    command: entry.command,
    student: entry.student === null ? null : texts.name(entry.student),
    competency: entry.competency === null ? null : texts.competency(entry.competency),
    about: entry.about,
    file: entry.file,
    undone: entry.undoneBy !== null,
    clock_set: entry.clockSet,
  }));
  if (session.format === 'json') session.print.json(rows);
  else if (session.format === 'csv')
    await session.print.csv(
      LOG_COLUMNS,
      rows.map((row) => LOG_COLUMNS.map((column) => row[column])),
    );
  else if (rows.length === 0) session.say(none);
  else
    session.print.text(
      dayLine(view, session.words) + entries.map((entry) => entryText(entry, texts)).join('\n'),
    );
}

const LOG_COLUMNS = [
  'entry',
  'gradebook',
  'at',
  'day',
  'who',
  'command',
  'student',
  'competency',
  'about',
  'file',
  'undone',
  'clock_set',
] as const;
