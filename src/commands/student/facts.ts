/** `pl student add` and `edit`: a student with her names, ids and grade, by hand. */
import { PlError } from '../../core/errors.js';
import type { StudentFacts } from '../../core/importing/roster-student-facts.js';
import { twinTeller } from '../../core/lookalikes.js';
import type { Id } from '../../core/model.js';
import { displayName, fullName, normalGrade, shownId, splitName } from '../../core/names.js';
import { joinSection, putStudent, putStudentIds } from '../../store/apply-roster.js';
import { forgottenIds } from '../../store/forgetting/forgotten.js';
import type { Gradebook } from '../../store/open.js';
import { loadSections } from '../../store/roster.js';
import { loadStudents } from '../../store/students.js';
import { write } from '../../store/writing.js';
import { findSection } from '../finding.js';
import type { Session } from '../session.js';
import { meant, tell } from './telling.js';

/** The flags of both. */
export interface FactFlags {
  readonly name?: string;
  readonly preferred?: string;
  readonly grade?: string;
  readonly email?: string;
  readonly section?: string;
  readonly id?: string;
}

/** Throws `PlError('conflict')` for an id that somebody has, or that of somebody who was forgotten. */
export async function addStudent(
  session: Session,
  typedId: string,
  name: string,
  flags: FactFlags,
): Promise<void> {
  const id = givenId(typedId);
  const { given, family } = splitName(name);
  const book = await session.book();
  refuseTakenId(book, id, null);
  tellLookalike(session, book, id);
  const section =
    flags.section === undefined
      ? null
      : await findSection(session, loadSections(book), flags.section);
  const facts: StudentFacts = {
    given,
    family,
    preferred: flags.preferred ?? null,
    grade: flags.grade === undefined ? null : normalGrade(flags.grade),
    email: flags.email ?? null,
    active: true,
  };
  write(book, session.entry('student add'), (writer) => {
    const student = writer.identity('student');
    putStudent(writer, student, facts);
    putStudentIds(writer, student, [{ type: 'student', value: id }]);
    if (section !== null) joinSection(writer, student, section.id);
    writer.about(student);
  });
  tell(
    session,
    { student_id: id, name: displayName(facts), section: section?.code ?? null },
    `added ${displayName(facts)} (${id})${section === null ? '' : ` to ${section.code}`}`,
  );
}

/** An id is never blank, and white space around it is nobody's identity. */
function givenId(typed: string): string {
  const id = typed.trim().normalize('NFC');
  if (id === '') throw new PlError('usage', 'an id must not be blank');
  return id;
}

/** Says of an id that a person takes for that of another student. */
function tellLookalike(session: Session, book: Gradebook, id: string): void {
  const hasTwin = twinTeller(
    loadStudents(book).flatMap(({ ids }) => ids.map(({ value }) => value)),
  );
  if (hasTwin(id))
    session.say(
      `the id "${id}" reads like that of another student, but has other letters, digits or signs that are not seen`,
    );
}

function refuseTakenId(book: Gradebook, id: string, but: Id | null): void {
  const taken = loadStudents(book).find(
    (one) =>
      one.id !== but && one.ids.some(({ value }) => value.toLowerCase() === id.toLowerCase()),
  );
  if (taken !== undefined)
    throw new PlError('conflict', `the id "${id}" is that of ${displayName(taken)}`);
  if (forgottenIds(book).has(id))
    throw new PlError(
      'conflict',
      'a student with this id was forgotten, and stays so unless you let her come back',
      `pl forget --allow ${id}`,
    );
}

/** Changes what the flags name, and nothing else. Throws as `addStudent` does. */
export async function editStudent(
  session: Session,
  typed: string,
  flags: FactFlags,
): Promise<void> {
  if (Object.keys(flags).length === 0)
    throw new PlError(
      'usage',
      'nothing to change: give one of the flags of pl student edit --help',
    );
  const { book, student } = await meant(session, typed);
  const name =
    flags.name === undefined
      ? { given: student.given, family: student.family }
      : splitName(flags.name);
  const facts: StudentFacts = {
    ...name,
    preferred: changed(flags.preferred, student.preferred),
    grade: flags.grade === undefined ? student.grade : changed(normalGrade(flags.grade), null),
    email: changed(flags.email, student.email),
    active: student.active,
  };
  const id = flags.id === undefined ? undefined : givenId(flags.id);
  if (id !== undefined) {
    refuseTakenId(book, id, student.id);
    tellLookalike(session, book, id);
  }
  write(book, session.entry('student edit', { student: student.id }), (writer) => {
    putStudent(writer, student.id, facts);
    if (id !== undefined)
      putStudentIds(writer, student.id, [
        { type: student.ids[0]?.type ?? 'student', value: id },
        ...student.ids.slice(1),
      ]);
  });
  tell(
    session,
    { student_id: id ?? shownId(student), name: fullName(facts), section: null },
    `changed ${displayName({ ...student, ...facts })}`,
  );
}

/** What was given; given as '' it is taken away. */
function changed(given: string | undefined, before: string | null): string | null {
  if (given === undefined) return before;
  return given.trim() === '' ? null : given.trim();
}
