/** Letters and averages as JSON and CSV: keys in their order, one row a competency that is asked. */
import type { Grade } from '../core/grades/grade.js';
import type { Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import type { Standards } from '../core/standards.js';
import type { Value } from '../output/csv.js';
import { betterText, gradeText } from '../output/grade-sentences.js';
import { averageOf } from '../output/grades-page.js';

/** One student with her grades. */
export interface StudentGrades {
  readonly student: Student;
  readonly grades: readonly Grade[];
}

/** One grade with its reason and what it rests on. */
export function gradeJson(standards: Standards, grade: Grade) {
  return {
    framework: grade.framework.name,
    ...gradeFacts(grade),
    competencies: grade.asked.map((mastery) => ({
      competency: mastery.competency.code,
      score: mastery.score,
      level: mastery.level?.value ?? null,
      level_name: mastery.level?.name ?? null,
      status: mastery.status,
      overridden: mastery.override !== null,
      scale: standards.yardstick(mastery.competency).scale.name,
      counts: grade.counted.find((one) => one.mastery === mastery)?.value ?? null,
    })),
  };
}

/**
 * What there is to say about a grade as a whole. `counted` have enough evidence, `assessed` are not
 * "not assessed" (as in `pl progress`), of `total` that are asked.
 */
function gradeFacts(grade: Grade) {
  const { asked, letter, average, counted } = grade;
  const n = (status: string) => asked.filter((one) => one.status === status).length;
  return {
    letter,
    average: averageOf(grade),
    average_of: average === 'none' ? null : average,
    counted: counted.length,
    assessed: asked.length - n('not_assessed'),
    total: asked.length,
    thin: n('thin'),
    not_assessed: n('not_assessed'),
    in_words: gradeText(grade),
    next: betterText(grade),
  };
}

const FACTS = [
  'letter',
  'average',
  'average_of',
  'counted',
  'assessed',
  'total',
  'thin',
  'not_assessed',
  'in_words',
  'next',
] as const;

const INNER = [
  'competency',
  'score',
  'level',
  'level_name',
  'status',
  'overridden',
  'scale',
  'counts',
] as const;

export const CSV_COLUMNS = ['student_id', 'name', 'grade', 'framework', ...FACTS, ...INNER];

/** The names of what `factCells` gives. */
export const FACT_COLUMNS: readonly string[] = FACTS;

/** The facts of a grade as cells, in the order of `FACT_COLUMNS`. */
export function factCells(grade: Grade): Value[] {
  const facts = gradeFacts(grade);
  return FACTS.map((key) => facts[key]);
}

export function csvRows(standards: Standards, rows: readonly StudentGrades[]): Value[][] {
  return rows.flatMap(({ student, grades }) =>
    grades.flatMap((grade) => {
      const about = [shownId(student), displayName(student), student.grade, grade.framework.name];
      return gradeJson(standards, grade).competencies.map((one) => [
        ...about,
        ...factCells(grade),
        ...INNER.map((key) => one[key]),
      ]);
    }),
  );
}
