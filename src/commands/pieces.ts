/** Whose a piece is, and on what. */
import { PlError } from '../core/errors.js';
import type { Competency, Student } from '../core/model.js';
import type { WholePiece } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { loadStudents } from '../store/students.js';
import type { Learning } from './learning.js';

export function subjectOfPiece(
  book: Gradebook,
  learning: Learning,
  piece: WholePiece,
): { student: Student; competency: Competency } {
  const student = loadStudents(book).find(({ id }) => id === piece.student);
  const competency = learning.standards.competencies.get(piece.competency);
  if (student === undefined || competency === undefined) {
    throw new PlError(
      'not_found',
      'the student or the competency of this piece is no longer in the gradebook',
    );
  }
  return { student, competency };
}
