/** `pl student …`: the roster by hand. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { StudentFacts } from '../core/importing/roster-students.js';
import { twinTeller } from '../core/lookalikes.js';
import type { Id, Section, Student } from '../core/model.js';
import { displayName, fullName, normalGrade, shownId, splitName } from '../core/names.js';
import { joinSection, leaveSection, putStudent, putStudentIds } from '../store/apply-roster.js';
import { forgottenIds } from '../store/forgetting/forgotten.js';
import type { Gradebook } from '../store/open.js';
import { holdsOn, loadEnrollments, loadSections, loadStudents } from '../store/roster.js';
import { write } from '../store/writing.js';
import { findSection } from './finding.js';
import type { Session } from './session.js';
import { studentMeant } from './students-meant.js';

interface FactFlags {
  readonly name?: string;
  readonly preferred?: string;
  readonly grade?: string;
  readonly email?: string;
  readonly section?: string;
  readonly id?: string;
}

function withFactFlags(command: Command): Command {
  return command
    .option('--preferred <name>', 'the name she goes by')
    .option('--grade <grade>', 'her grade')
    .option('--email <email>', 'her e-mail address');
}

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  withFactFlags(command.command('add'))
    .description('add a student')
    .argument('<id>', 'her id')
    .argument('<name...>', 'given and family name, or "Family, Given"')
    .option('--section <section>', 'the section she joins')
    .action((id: string, name: string[], flags: FactFlags) =>
      add(session, id, name.join(' '), flags),
    );
  withFactFlags(command.command('edit'))
    .description('change what is known of a student')
    .argument('<student>', 'an id or a part of the name')
    .option('--name <name>', 'given and family name, or "Family, Given"')
    .option('--id <id>', 'the id by which she is shown')
    .action((student: string, flags: FactFlags) => edit(session, student, flags));
  for (const [verb, words] of [
    ['move', 'leaves her sections and joins this one'],
    ['join', 'joins one more section'],
  ] as const) {
    command
      .command(verb)
      .description(`a student ${words}`)
      .argument('<student>', 'an id or a part of the name')
      .argument('<section>', 'an id or name')
      .action((student: string, section: string) => join(session, student, section, verb));
  }
  command
    .command('leave')
    .description('a student leaves one section')
    .argument('<student>', 'an id or a part of the name')
    .argument('<section>', 'an id or name')
    .action((student: string, section: string) => leave(session, student, section));
  command
    .command('withdraw')
    .description('a student has left the school: kept with all she has shown, and no longer listed')
    .argument('<student>', 'an id or a part of the name')
    .action((student: string) => setActive(session, student, false));
  command
    .command('return')
    .description('a withdrawn student is back')
    .argument('<student>', 'an id or a part of the name')
    .action((student: string) => setActive(session, student, true));
}

const EXAMPLES = `
Examples:
  pl student add s099 Noor Haddad --grade 7 --section 7A
  pl student edit noor --preferred Nuri
  pl student move noor 7B
  pl student withdraw noor`;

async function add(
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
  done(
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

async function edit(session: Session, typed: string, flags: FactFlags): Promise<void> {
  if (Object.keys(flags).length === 0)
    throw new PlError(
      'usage',
      'nothing to change: give one of the flags of pl student edit --help',
    );
  const { book, student } = await found(session, typed);
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
  done(
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

async function join(
  session: Session,
  typed: string,
  name: string,
  verb: 'move' | 'join',
): Promise<void> {
  const { book, student } = await found(session, typed);
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
  done(session, placed(student, section), `${displayName(student)} is now in ${section.code}`);
}

async function leave(session: Session, typed: string, name: string): Promise<void> {
  const { book, student } = await found(session, typed);
  const section = await findSection(session, loadSections(book), name);
  if (!currentSections(session, book, student).includes(section.id)) {
    throw new PlError('not_found', `${displayName(student)} is not in ${section.code}`);
  }
  write(
    book,
    session.entry('student leave', { student: student.id, about: section.code }),
    (writer) => leaveSection(writer, student.id, section.id, session.today),
  );
  done(session, placed(student, section), `${displayName(student)} has left ${section.code}`);
}

function currentSections(session: Session, book: Gradebook, student: Student): Id[] {
  return loadEnrollments(book)
    .filter((one) => one.student === student.id && holdsOn(one, session.today))
    .map(({ section }) => section);
}

async function setActive(session: Session, typed: string, active: boolean): Promise<void> {
  const { book, student } = await found(session, typed);
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
  done(
    session,
    { student_id: shownId(student), name: displayName(student), section: null },
    `${displayName(student)} is ${active ? 'back' : 'withdrawn; all she has shown is kept'}`,
  );
}

async function found(
  session: Session,
  typed: string,
): Promise<{ book: Gradebook; student: Student }> {
  const book = await session.book();
  return { book, student: await studentMeant(session, book, typed) };
}

function placed(student: Student, section: Section) {
  return { student_id: shownId(student), name: displayName(student), section: section.code };
}

function done(
  session: Session,
  facts: { student_id: string; name: string; section: string | null },
  words: string,
): void {
  if (session.format === 'json') session.printJson(facts);
  else session.say(words);
}
