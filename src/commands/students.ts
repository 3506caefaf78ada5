/** `pl students`: who there is, to look ids up in. */
import type { Command } from 'commander';
import type { Student } from '../core/model.js';
import { displayName, folded, shownId } from '../core/names.js';
import type { Column } from '../output/render.js';
import { printList } from './lists.js';
import {
  type DayFlags,
  readDays,
  type StudentFlags,
  studentFilter,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';
import { studentsInScope } from './students-meant.js';

export function define(command: Command, session: Session): void {
  withDayFlags(withStudentFlags(command))
    .argument('[words...]', 'only students whose name or ids have these words')
    .addHelpText(
      'after',
      '\nExamples:\n  pl students --section 7A\n  pl students osei\n  pl students --withdrawn --csv',
    )
    .action((words: string[], flags: StudentFlags & DayFlags) => students(session, words, flags));
}

async function students(
  session: Session,
  words: readonly string[],
  flags: StudentFlags & DayFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.book();
  const view = viewOf(book);
  const scope = studentsInScope(session, book, studentFilter(flags), view);
  const rows = scope.students.filter((student) => hasWords(student, words));
  const sections = (student: Student) =>
    scope
      .sectionsOf(student.id)
      .map(({ code }) => code)
      .join(';');
  const columns: Column<Student>[] = [
    { key: 'student_id', title: 'Id', value: shownId, text: (student) => session.idOf(student) },
    { key: 'name', title: 'Name', value: displayName },
    { key: 'grade', title: 'Grade', value: ({ grade }) => grade },
    { key: 'sections', title: 'Sections', value: sections },
    {
      key: 'active',
      title: '',
      value: ({ active }) => active,
      text: ({ active }) => (active ? '' : 'withdrawn'),
    },
    {
      key: 'ids',
      title: 'Further ids',
      value: ({ ids }) =>
        ids
          .slice(1)
          .map(({ type, value }) => `${type}:${value}`)
          .join(';'),
    },
  ];
  // People see a column of withdrawn students only where there are some.
  const shown = columns.filter(
    ({ key }) =>
      key !== 'active' || session.format !== 'people' || rows.some(({ active }) => !active),
  );
  await printList(session, rows, shown, 'no students here: pl import roster FILE');
}

function hasWords(student: Student, words: readonly string[]): boolean {
  const own = folded(
    [
      student.given,
      student.preferred ?? '',
      student.family,
      ...student.ids.map(({ value }) => value),
    ].join(' '),
  );
  return words.every((word) => own.includes(folded(word)));
}
