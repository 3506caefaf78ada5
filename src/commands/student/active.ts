/** `pl student withdraw` and `return`. */
import { PlError } from '../../core/errors.js';
import { displayName, shownId } from '../../core/names.js';
import { putStudent } from '../../store/apply-roster.js';
import { write } from '../../store/writing.js';
import type { Session } from '../session.js';
import { meant, tell } from './telling.js';

/** Withdraws a student, or takes her back. Throws `PlError('conflict')` where she is so already. */
export async function setActive(session: Session, typed: string, active: boolean): Promise<void> {
  const { book, student } = await meant(session, typed);
  if (student.active === active) {
    throw new PlError(
      'conflict',
      `${displayName(student)} is ${active ? 'active' : 'withdrawn'} already`,
    );
  }
  const { given, family, preferred, grade, email } = student;
  write(
    book,
    session.entry(active ? 'student return' : 'student withdraw', { student: student.id }),
    (writer) => putStudent(writer, student.id, { given, family, preferred, grade, email, active }),
  );
  tell(
    session,
    { student_id: shownId(student), name: displayName(student), section: null },
    `${displayName(student)} is ${active ? 'back' : 'withdrawn; all she has shown is kept'}`,
  );
}
