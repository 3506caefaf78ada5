/** `pl export grades`: one row a student and framework with the letter, the average and the reason. */
import { shownId } from '../../core/names.js';
import { loadRoster } from '../../store/roster.js';
import { gradesOf, gradingsAsked } from '../grades.js';
import { FACT_COLUMNS, factCells } from '../grades-data.js';
import { loadLearning } from '../learning.js';
import { dayOf } from '../options.js';
import { type Asked, type ExportTable, studentsAsked } from './exporter.js';

/** Whole frameworks have letters: `--under` and `--pathway` do not narrow them. */
export function exportGrades(asked: Asked): ExportTable {
  const { session, book, view, flags } = asked;
  const learning = loadLearning(book, view);
  const { students, sectionsOf } = studentsAsked(asked, loadRoster(book, view));
  const asOf = dayOf(session, view);
  const rows = gradesOf(learning, gradingsAsked(learning, flags.framework, view), students).flatMap(
    ({ student, grades }) => {
      const sections = sectionsOf(student.id).map(({ code }) => code);
      const about = [shownId(student), student.family, student.given, student.grade];
      return grades.map((grade) => [
        ...about,
        sections.join(';'),
        grade.framework.name,
        ...factCells(grade),
        asOf,
      ]);
    },
  );
  return { columns: COLUMNS, rows };
}

const COLUMNS = [
  'student_id',
  'last_name',
  'first_name',
  'grade',
  'section',
  'framework',
  ...FACT_COLUMNS,
  'as_of',
];
