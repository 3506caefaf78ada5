/** What the commands about one student have in common: whom they mean, and what they answer. */
import type { Section, Student } from '../../core/model.js';
import { displayName, shownId } from '../../core/names.js';
import type { Gradebook } from '../../store/open.js';
import type { Session } from '../session.js';
import { studentMeant } from '../students-meant.js';

interface StudentPlaced {
  readonly student_id: string;
  readonly name: string;
  readonly section: string | null;
}

/** The student of these words, in the gradebook. Throws as `studentMeant` does. */
export async function meant(
  session: Session,
  typed: string,
): Promise<{ book: Gradebook; student: Student }> {
  const book = await session.book();
  return { book, student: await studentMeant(session, book, typed) };
}

/** A student in a section, as the commands answer. */
export function placed(student: Student, section: Section): StudentPlaced {
  return { student_id: shownId(student), name: displayName(student), section: section.code };
}

/** What was done: in words, or as JSON. */
export function tell(session: Session, facts: StudentPlaced, words: string): void {
  if (session.format === 'json') session.print.json(facts);
  else session.say(words);
}
