/** A summary as JSON and CSV. A count that is left out is null. */

import type { Standards } from '../core/standards.js';
import type { FrameworkFigures, HeadingFigures, SummaryBlock } from '../core/summary/blocks.js';
import { type Figures, metMoves, sharesOf } from '../core/summary/figures.js';
import type { Finding } from '../core/summary/findings.js';
import type { Summary } from '../core/summary/summary.js';
import type { View } from '../store/view.js';
import type { Session } from './session.js';
import type { Asked } from './summary-counting.js';

export function summaryJson(
  standards: Standards,
  { asOf, knownOn }: View,
  { since, by, group, size }: Asked,
  { everyone, values, someHidden, findings }: Summary,
) {
  const place = ({ competency }: Figures) => ({
    framework: standards.frameworkName(competency),
    competency: competency.code,
  });
  const finding = ({ figures, met, enough }: Finding) => ({ ...place(figures), met, enough });
  return {
    as_of: asOf,
    known_on: knownOn,
    since,
    by,
    group,
    suppressed_under: size,
    values_left_out: someHidden,
    everyone: blockJson(standards, everyone),
    values: values.map((block) => ({ value: block.value, ...blockJson(standards, block) })),
    strengths: findings.strengths.map(finding),
    growth: findings.growth.map(finding),
    not_assessed_by_most: findings.unassessed.map(place),
  };
}

function blockJson(standards: Standards, block: SummaryBlock) {
  return {
    students: block.students,
    competencies: block.competencies.map((figures) => ({
      ...figuresJson(standards, figures),
      levels: figures.levels.map(({ level, students }) => ({
        level: level.value,
        name: level.name,
        students,
      })),
      moves: figures.moves,
    })),
    frameworks: block.frameworks.map(frameworkJson),
    headings: block.headings.map((one) => headingJson(standards, one)),
  };
}

function figuresJson(standards: Standards, figures: Figures) {
  const { competency, statuses, moves } = figures;
  const shares = sharesOf(figures);
  const moved = moves === null ? null : metMoves(moves);
  return {
    framework: standards.frameworkName(competency),
    competency: competency.code,
    statement: competency.statement,
    students: figures.students,
    mastered: statuses.mastered,
    below: statuses.below,
    thin: statuses.thin,
    not_assessed: statuses.not_assessed,
    excused: statuses.excused,
    met_of_students: shares.ofStudents,
    met_of_asked: shares.ofAsked,
    met_of_assessed: shares.ofAssessed,
    mean: figures.mean,
    median: figures.median,
    newly_met: moved?.newlyMet ?? null,
    no_longer_met: moved?.noLongerMet ?? null,
  };
}

function frameworkJson({ name, competencies, statuses }: FrameworkFigures) {
  const { mastered, below, thin, not_assessed, excused } = statuses;
  return { framework: name, competencies, mastered, below, thin, not_assessed, excused };
}

function headingJson(standards: Standards, { heading, statuses }: HeadingFigures) {
  const { mastered, below, thin, not_assessed, excused } = statuses;
  return {
    framework: standards.frameworkName(heading),
    competency: heading.code,
    mastered,
    below,
    thin,
    not_assessed,
    excused,
  };
}

const COLUMNS = [
  'framework',
  'competency',
  'statement',
  'students',
  'mastered',
  'below',
  'thin',
  'not_assessed',
  'excused',
  'met_of_students',
  'met_of_asked',
  'met_of_assessed',
  'mean',
  'median',
  'newly_met',
  'no_longer_met',
] as const;

/** One row a value and competency; without values, a row a competency. `levels` is `1=3;2=5`. */
export async function printSummaryCsv(
  session: Session,
  standards: Standards,
  { everyone, values }: Summary,
  by: Asked['by'],
): Promise<void> {
  const blocks = by === null ? [everyone] : values;
  const rows = blocks.flatMap(({ value, competencies }) =>
    competencies.map((figures) => {
      const said = figuresJson(standards, figures);
      return [value, ...COLUMNS.map((column) => said[column]), levelsCell(figures)];
    }),
  );
  await session.print.csv(['value', ...COLUMNS, 'levels'], rows);
}

function levelsCell({ levels }: Figures): string {
  return levels.map(({ level, students }) => `${level.value}=${students ?? ''}`).join(';');
}
