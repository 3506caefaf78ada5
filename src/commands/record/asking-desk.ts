/** What a teacher has before her while she is asked: the class, the standards, and where she was. */

import { type Place, studentsTyped } from '../../core/entering/offered-students.js';
import { PlError } from '../../core/errors.js';
import type { Id, Section, Student } from '../../core/model.js';
import { named, narrowStudents } from '../../core/scope.js';
import type { Choice } from '../../io.js';
import { visible } from '../../output/safe.js';
import { fitted, width } from '../../output/width.js';
import { latestEntries } from '../../store/entries.js';
import type { Gradebook } from '../../store/open.js';
import { loadRoster } from '../../store/roster.js';
import { narrowed, studentLine } from '../finding.js';
import { type Learning, loadLearning } from '../learning.js';
import type { Session } from '../session.js';
import { type Memory, remembered } from './asking-memory.js';

export interface Desk {
  readonly session: Session;
  readonly book: Gradebook;
  readonly learning: Learning;
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  /** The section of `pl config`; several where they share the name, none where it is not here. */
  readonly own: readonly Section[];
  /** The active students of a section today, by family name. */
  readonly membersOf: (sections: ReadonlySet<Id>) => readonly Student[];
  /** The sections in which a student is today. */
  readonly sectionsOf: (student: Id) => readonly Section[];
  /** Her name for people: with her id where another active student has the same. */
  readonly called: (student: Student) => string;
  /** The section in which to go on after a student: the one before, where she is in it. */
  readonly sectionAfter: (student: Student, before: Id | null) => Id | null;
  /** What was recorded in the last few minutes. */
  readonly memory: Memory;
}

export async function openDesk(session: Session): Promise<Desk> {
  const book = await session.book();
  const roster = loadRoster(book);
  const all = { section: null, school: null, teacher: null, grade: null, withdrawn: false };
  const { students, sectionsOf } = narrowed(narrowStudents(roster, all, session.today));
  const learning = loadLearning(book);
  return {
    session,
    book,
    learning,
    students: roster.students,
    sections: roster.sections,
    own: session.config.section === null ? [] : named(roster.sections, session.config.section),
    membersOf: (sections) =>
      students.filter(({ id }) => sectionsOf(id).some((section) => sections.has(section.id))),
    sectionsOf,
    called: (student) => learning.called(student, session.idOf),
    sectionAfter: ({ id }, before) => {
      const own = sectionsOf(id).map((section) => section.id);
      return own.find((section) => section === before) ?? own[0] ?? null;
    },
    memory: remembered(session.io, book.uid, session.instant),
  };
}

/** Without students or competencies there is nothing to ask about. Throws `PlError('not_found')`. */
export function refuseEmpty({ students, learning }: Desk): void {
  if (!students.some(({ active }) => active)) {
    throw new PlError(
      'not_found',
      'there is no active student in this gradebook yet',
      'pl import roster FILE, or pl student add ID NAME',
    );
  }
  const { ordered, assessable } = learning.standards;
  if (!ordered.some(assessable)) {
    throw new PlError(
      'not_found',
      'there is no competency to record on in this gradebook yet',
      'pl import standards FILE',
    );
  }
}

/** Where she is in her class, with what others and earlier days have recorded lately. */
export function placeOf(desk: Desk, { section, student }: Memory): Place {
  const sections = section === null ? desk.own.map(({ id }) => id) : [section];
  const members = desk.membersOf(new Set(sections));
  return {
    section: new Set(members.map(({ id }) => id)),
    last: student,
    recent: recentStudents(desk.book),
  };
}

/** Students for a type-ahead, in the order in which they are offered. */
export function studentOffers(desk: Desk, offered: readonly Student[]) {
  return (typed: string): Choice<Student>[] =>
    studentsTyped(desk.students, offered, typed).map((value) => ({
      name: oneLine(
        desk.session,
        studentLine(value, desk.sectionsOf(value.id), desk.session.config.id),
      ),
      value,
    }));
}

/** Text of a choice: harmless, and in one line behind its pointer. */
export function oneLine(session: Session, text: string): string {
  return fitted(visible(text), session.io.width - 4);
}

/** The same with an end that stays whole where the line is too long, as far as there is room. */
export function oneLineWith(session: Session, text: string, end: string): string {
  const room = session.io.width - 4 - width(visible(end));
  return oneLine(session, `${fitted(visible(text), Math.max(room, 12))}${end}`);
}

const LOOKED_BACK = 100;
const SHOWN_AS_RECENT = 5;

function recentStudents(book: Gradebook): Id[] {
  const entries = latestEntries(book, LOOKED_BACK);
  const ids = entries.flatMap(({ student, undoes, undoneBy }) =>
    student !== null && undoes === null && undoneBy === null ? [student] : [],
  );
  return [...new Set(ids)].slice(0, SHOWN_AS_RECENT);
}
