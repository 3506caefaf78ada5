/** What of a pathway changes: its stages, their places and titles, and what each asks for. */
import type { Requirement } from '../model.js';
import type { PlannedPathway, PlannedStage } from './pathways-stages.js';
import type { Counts, Tally } from './records.js';

export type PathwaysCounts<C = Counts> = Readonly<
  Record<'pathways' | 'stages' | 'requirements', C>
>;

/** Adds what changes of a pathway to the counts; false when nothing does. */
export function countPathway(pathway: PlannedPathway, counts: PathwaysCounts<Tally>): boolean {
  const stages = stageOutcomes(pathway);
  const requirements = pathway.stages.flatMap(requirementOutcomes);
  for (const outcome of stages) counts.stages[outcome]++;
  for (const outcome of requirements) counts.requirements[outcome]++;
  const changed =
    pathway.before === null ||
    [...stages, ...requirements].some((outcome) => outcome !== 'unchanged') ||
    pathway.stages.some(isReordered);
  counts.pathways[pathway.before === null ? 'add' : changed ? 'update' : 'unchanged']++;
  return changed;
}

type Outcome = keyof Counts;

/** One for each stage of the file, then an update for each that the file no longer names. */
function stageOutcomes({ before, stages }: PlannedPathway): Outcome[] {
  const standing = before?.stages ?? [];
  const named = stages.map((stage, place): Outcome => {
    if (stage.before === null) return 'add';
    const same = standing[place]?.id === stage.before.id && stage.before.title === stage.title;
    return same ? 'unchanged' : 'update';
  });
  const kept = new Set(stages.map((stage) => stage.before?.id));
  const dropped = standing.filter(({ id }) => !kept.has(id));
  return [...named, ...dropped.map((): Outcome => 'update')];
}

/** One for each requirement of the file, then an update for each that the file no longer names. */
function requirementOutcomes({ before, requirements }: PlannedStage): Outcome[] {
  const standing = before?.requirements ?? [];
  const named = requirements.map((one): Outcome => {
    const known = standing.find(({ competency }) => competency === one.competency);
    if (known === undefined) return 'add';
    return sameRequirement(known, one) ? 'unchanged' : 'update';
  });
  const kept = new Set(requirements.map(({ competency }) => competency));
  const dropped = standing.filter(({ competency }) => !kept.has(competency));
  return [...named, ...dropped.map((): Outcome => 'update')];
}

function sameRequirement(a: Requirement, b: Requirement): boolean {
  return (
    a.choose === b.choose && a.group === b.group && a.dueOn === b.dueOn && a.minLevel === b.minLevel
  );
}

function isReordered({ before, requirements }: PlannedStage): boolean {
  return requirements.some(
    ({ competency }, place) => before?.requirements[place]?.competency !== competency,
  );
}
