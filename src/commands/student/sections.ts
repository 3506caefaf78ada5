/** `pl student move`, `join` and `leave`: which sections a student is in. */
import { PlError } from '../../core/errors.js';
import type { Id, Student } from '../../core/model.js';
import { displayName } from '../../core/names.js';
import { joinSection, leaveSection } from '../../store/apply-roster.js';
import type { Gradebook } from '../../store/open.js';
import { holdsOn, loadEnrollments, loadSections } from '../../store/roster.js';
import { write } from '../../store/writing.js';
import { findSection } from '../finding.js';
import type { Session } from '../session.js';
import { meant, placed, tell } from './telling.js';

/** The student leaves her sections first where she `move`s. Throws `PlError('conflict')` where she is there. */
export async function joinNamed(
  session: Session,
  typed: string,
  name: string,
  verb: 'move' | 'join',
): Promise<void> {
  const { book, student } = await meant(session, typed);
  const section = await findSection(session, loadSections(book), name);
  const now = currentSections(session, book, student);
  if (now.includes(section.id) && (verb === 'join' || now.length === 1)) {
    throw new PlError('conflict', `${displayName(student)} is in ${section.code} already`);
  }
  write(
    book,
    session.entry(`student ${verb}`, { student: student.id, about: section.code }),
    (writer) => {
      for (const id of now)
        if (verb === 'move' && id !== section.id)
          leaveSection(writer, student.id, id, session.today);
      if (!now.includes(section.id)) joinSection(writer, student.id, section.id);
    },
  );
  tell(session, placed(student, section), `${displayName(student)} is now in ${section.code}`);
}

/** Throws `PlError('not_found')` where she is not in the section. */
export async function leaveNamed(session: Session, typed: string, name: string): Promise<void> {
  const { book, student } = await meant(session, typed);
  const section = await findSection(session, loadSections(book), name);
  if (!currentSections(session, book, student).includes(section.id)) {
    throw new PlError('not_found', `${displayName(student)} is not in ${section.code}`);
  }
  write(
    book,
    session.entry('student leave', { student: student.id, about: section.code }),
    (writer) => leaveSection(writer, student.id, section.id, session.today),
  );
  tell(session, placed(student, section), `${displayName(student)} has left ${section.code}`);
}

function currentSections(session: Session, book: Gradebook, student: Student): Id[] {
  return loadEnrollments(book)
    .filter((one) => one.student === student.id && holdsOn(one, session.today))
    .map(({ section }) => section);
}
