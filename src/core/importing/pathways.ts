/** What a pathways file changes. It speaks for the pathways that it names: stages and requirements. */
import type { Problem } from '../errors.js';
import { groupBy } from '../grouping.js';
import type { CodeIndex } from '../matching/competencies.js';
import type { Pathway } from '../model.js';
import type { Standards } from '../standards.js';
import { countPathway, type PathwaysCounts } from './pathways-changes.js';
import { readRequirements } from './pathways-rows.js';
import { type PlannedPathway, planPathway } from './pathways-stages.js';
import { faultsOf, type PathwayRecord, type Source, tally } from './records.js';

export interface PathwaysPlan {
  readonly counts: PathwaysCounts;
  readonly problems: readonly Problem[];
  /** Pathways of which anything changes. */
  readonly pathways: readonly PlannedPathway[];
}

export function planPathways(
  source: Source,
  records: readonly PathwayRecord[],
  standards: Standards,
  find: CodeIndex,
  standing: readonly Pathway[],
): PathwaysPlan {
  const faults = faultsOf(source);
  const rows = readRequirements(records, standards, find, faults);
  const byPathway = groupBy(rows, ({ record }) => record.pathway.toLowerCase());
  const planned = [...byPathway.values()].map((own) => planPathway(own, standing, faults));
  const counts = { pathways: tally(), stages: tally(), requirements: tally() };
  const changed = planned.filter((pathway) => countPathway(pathway, counts));
  return { counts, problems: faults.problems.sort((a, b) => a.line - b.line), pathways: changed };
}
