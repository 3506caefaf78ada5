/** Letters and averages for people: a line a student, and one student's page with the working. */
import type { Grade } from '../core/grades/grade.js';
import type { Grading } from '../core/grades/grading.js';
import { writeLetters } from '../core/grades/letters.js';
import type { Mastery } from '../core/mastery/judge.js';
import { painter } from './colour.js';
import { betterText, gradeText, sumText } from './grade-sentences.js';
import { visible } from './safe.js';
import { standingText } from './sentences.js';
import { type TableOptions, tableText } from './table.js';
import type { Words } from './words.js';

/** One student as she is called, with her grades. */
export interface Graded {
  readonly name: string;
  readonly grades: readonly Grade[];
}

/** A class: one line a student and framework. */
export function gradesTable(
  rows: readonly Graded[],
  words: Words,
  options: TableOptions,
): Promise<string> {
  const columns = [
    { title: 'Student' },
    { title: 'Framework' },
    { title: 'Letter' },
    { title: 'Average', align: 'right' as const },
    { title: 'Counted' },
    { title: 'Why' },
  ];
  const cells = rows.flatMap(({ name, grades }) => {
    if (grades.length === 0) return [[name, '', '', '', '', 'nothing recorded yet']];
    return grades.map((grade) => [
      name,
      grade.framework.name,
      grade.letter ?? '',
      String(averageOf(grade) ?? ''),
      `${grade.counted.length} of ${grade.asked.length}`,
      gradeText(grade, words),
    ]);
  });
  return tableText(columns, cells, options);
}

/** One student: each grade with its rule, what a better one lacks, and the results one by one. */
export async function gradesPage(
  { name, grades }: Graded,
  gradings: readonly Grading[],
  words: Words,
  options: TableOptions,
): Promise<string> {
  const { bold } = await painter(options.colour);
  const parts = [bold(visible(name))];
  for (const grade of grades) {
    const letters =
      gradings.find(({ framework }) => framework === grade.framework)?.letters ?? null;
    const title = [grade.framework.name, grade.letter, averageOf(grade)];
    const better = betterText(grade, words);
    const sum = sumText(grade);
    const said = [
      `How: ${gradeText(grade, words)}`,
      better === null ? '' : `Next: ${better}.`,
      sum === '' ? '' : `Mean: ${sum}`,
      letters === null ? '' : `Letters: ${writeLetters(letters)}`,
    ].filter((line) => line !== '');
    parts.push(
      `\n${bold(visible(title.filter((part) => part !== null).join('  ')))}`,
      ...said.map((line) => `  ${visible(line)}`),
      `\n${await working(grade, words, options)}`.trimEnd(),
    );
  }
  return parts.join('\n');
}

/** The average, where the policy gives one. */
export function averageOf({ average, mean }: Grade): number | null {
  return average === 'none' ? null : mean;
}

/** What counts as which number, one competency a line; what was never assessed is only counted above. */
function working(grade: Grade, words: Words, options: TableOptions): Promise<string> {
  const values = new Map<Mastery, number>(grade.counted.map((one) => [one.mastery, one.value]));
  const columns = [
    { title: 'Competency' },
    { title: 'Counts', align: 'right' as const },
    { title: 'Result' },
  ];
  const rows = grade.asked
    .filter(({ status }) => status !== 'not_assessed')
    .map((mastery) => [
      mastery.competency.code,
      String(values.get(mastery) ?? 'no'),
      standingText(mastery, words),
    ]);
  return rows.length === 0 ? Promise.resolve('') : tableText(columns, rows, options);
}
