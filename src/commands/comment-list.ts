/** `pl comment --list`: the comments on a term, and who has none. */

import { groupBy } from '../core/grouping.js';
import type { Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { narrowStudents } from '../core/scope.js';
import { type Comment, loadComments } from '../store/comments.js';
import { loadRoster } from '../store/roster.js';
import { loadStandards } from '../store/standards.js';
import { loadTerms } from '../store/terms.js';
import { findFramework, findStudent, narrowed } from './finding.js';
import { printList } from './lists.js';
import { type StudentFlags, studentFilter } from './options.js';
import type { Session } from './session.js';
import { termMeant } from './term-asked.js';

export interface ListFlags extends StudentFlags {
  readonly term?: string;
  readonly framework?: string;
  readonly missing?: boolean;
}

interface Row {
  readonly student: Student;
  readonly sections: string;
  /** Null: she has none. */
  readonly comment: Comment | null;
}

/** Prints a line a comment, and one a student without any; `typed` narrows to one student. */
export async function listComments(
  session: Session,
  typed: string | undefined,
  flags: ListFlags,
): Promise<void> {
  const book = await session.reading();
  const term = termMeant(session.today, loadTerms(book), flags.term);
  const standards = loadStandards(book);
  const roster = loadRoster(book);
  const scope = narrowed(narrowStudents(roster, studentFilter(flags), session.today));
  const students =
    typed === undefined ? scope.students : [await findStudent(session, roster.students, typed)];
  const only = findFramework(standards, flags.framework ?? null);
  const asked = loadComments(book, term.id).filter(
    ({ framework }) => only === null || framework === only.id,
  );
  const byStudent = groupBy(asked, ({ student }) => student);
  const rows = students.flatMap((student): Row[] => {
    const sections = scope
      .sectionsOf(student.id)
      .map(({ code }) => code)
      .join(';');
    const own = byStudent.get(student.id) ?? [];
    if (own.length === 0) return [{ student, sections, comment: null }];
    return own.map((comment) => ({ student, sections, comment }));
  });
  const frameworkOf = ({ comment }: Row) =>
    comment?.framework == null ? null : (standards.frameworks.get(comment.framework)?.name ?? null);
  await printList(
    session,
    flags.missing === true ? rows.filter(({ comment }) => comment === null) : rows,
    [
      {
        key: 'student_id',
        title: 'Id',
        value: ({ student }) => shownId(student),
        text: ({ student }) => session.idOf(student),
      },
      { key: 'name', title: 'Name', value: ({ student }) => displayName(student) },
      { key: 'sections', title: 'Sections', value: ({ sections }) => sections },
      { key: 'framework', title: 'On', value: frameworkOf },
      { key: 'by', title: 'By', value: ({ comment }) => comment?.by ?? null },
      {
        key: 'comment',
        title: `Comment on ${term.name}`,
        value: ({ comment }) => comment?.text ?? null,
        text: ({ comment }) => comment?.text ?? '(none)',
      },
    ],
    flags.missing === true ? 'everybody has a comment' : 'no students here: pl import roster FILE',
  );
}
