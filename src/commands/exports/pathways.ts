/** `pl export pathways`: one row a requirement, pathways and stages in their order. */
import { fullCode } from '../../core/matching/competencies.js';
import type { Id } from '../../core/model.js';
import type { Standards } from '../../core/standards.js';
import type { Value } from '../../output/csv.js';
import { loadPathways, loadStandards } from '../../store/standards.js';
import type { Asked, ExportTable } from './exporter.js';

export function exportPathways({ book, view, flags }: Asked): ExportTable {
  const standards = loadStandards(book, view);
  const wanted = loadPathways(book, view).filter(
    ({ name }) => flags.pathway === undefined || name.toLowerCase() === flags.pathway.toLowerCase(),
  );
  const rows = wanted.flatMap(({ name, stages }) =>
    stages.flatMap((stage, index) =>
      stage.requirements.map(({ competency, choose, group, dueOn, minLevel }): Value[] => [
        name,
        stage.name,
        stage.title,
        index + 1,
        plainCode(standards, competency),
        choose === null ? 'required' : `choose ${choose}`,
        group,
        dueOn,
        minLevel,
      ]),
    ),
  );
  return { columns: COLUMNS, rows };
}

const COLUMNS = [
  'pathway',
  'stage',
  'stage_title',
  'order',
  'competency',
  'requirement',
  'group',
  'due_on',
  'min_level',
];

/** The code, with its framework where several have it. */
function plainCode(standards: Standards, id: Id): string {
  const one = standards.competencies.get(id);
  if (one === undefined) return '';
  const same = standards.ordered.filter(
    ({ code }) => code.toLowerCase() === one.code.toLowerCase(),
  );
  return same.length > 1 ? fullCode(standards, one) : one.code;
}
