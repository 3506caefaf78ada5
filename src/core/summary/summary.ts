/** A summary as a whole: blocks of figures, with what stands out in them. */
import { groupBy } from '../grouping.js';
import type { Competency } from '../model.js';
import type { Standards } from '../standards.js';
import type { FrameworkFigures, SummaryBlock, SummaryBlocks } from './blocks.js';
import { figuresOf } from './figures.js';
import { type Findings, findings } from './findings.js';
import { suppressed } from './suppressed.js';
import { together } from './suppression.js';
import type { Block } from './tally.js';

export interface Summary extends SummaryBlocks {
  readonly findings: Findings;
}

/** What was counted, and how it is to be said. */
export interface Counted {
  readonly competencies: readonly Competency[];
  readonly headings: readonly Competency[];
  readonly everyone: Block;
  readonly values: readonly Block[];
  /** Whether an earlier day was compared. */
  readonly compared: boolean;
  /** The least count that is shown; null: all are. Then `values` part everyone. */
  readonly size: number | null;
}

export function summaryOf(standards: Standards, counted: Counted): Summary {
  const { competencies, everyone, values, size } = counted;
  const said =
    size === null
      ? whole(standards, counted)
      : suppressed(standards, competencies, everyone, values, size);
  return { ...said, findings: findings(said.everyone.competencies) };
}

function whole(standards: Standards, counted: Counted): SummaryBlocks {
  const blockOf = (block: Block): SummaryBlock => ({
    value: block.value,
    students: block.students,
    competencies: counted.competencies.map((competency) => {
      const tally = block.competencies.get(competency.id);
      if (tally === undefined) throw new Error(`${competency.code} was not counted`);
      const yardstick = standards.yardstick(competency);
      return figuresOf(competency, yardstick, block.students, tally, counted.compared);
    }),
    frameworks: frameworksOf(standards, counted.competencies, block),
    headings: counted.headings.flatMap((heading) => {
      const statuses = block.headings.get(heading.id);
      return statuses === undefined ? [] : [{ heading, statuses }];
    }),
  });
  return {
    everyone: blockOf(counted.everyone),
    values: counted.values.map(blockOf),
    someHidden: false,
  };
}

function frameworksOf(
  standards: Standards,
  competencies: readonly Competency[],
  block: Block,
): FrameworkFigures[] {
  const own = groupBy(competencies, ({ framework }) => framework);
  return [...own].map(([framework, all]) => ({
    name: standards.frameworks.get(framework)?.name ?? '',
    competencies: all.length,
    statuses: together(all.flatMap(({ id }) => block.competencies.get(id)?.statuses ?? [])),
  }));
}
