/** The stage that a rule for a letter means: by name or title, `PATHWAY/STAGE` where two are alike. */
import type { Stage } from '../model.js';
import { folded } from '../names.js';
import type { Ways } from '../readiness/stages.js';
import type { Standards } from '../standards.js';
import type { Grading } from './grading.js';

interface Candidate {
  readonly way: string;
  readonly stage: Stage;
}

/**
 * The stage of that name among the pathways' stages and the headings of frameworks without a
 * pathway; of several the one that asks for something of the framework.
 */
export function stageNamed(
  standards: Standards,
  grading: Grading,
  name: string,
): Stage | 'no_stage' | 'several_stages' {
  const found = candidates(grading).filter((one) => namesOf(one).includes(folded(name)));
  const own = found.filter(({ stage }) => asksFor(standards, grading, stage));
  const [first, second] = own.length > 0 ? own : found;
  if (first === undefined) return 'no_stage';
  return second === undefined ? first.stage : 'several_stages';
}

/** Whether a stage of any pathway or framework is called so. */
export function isStageName(ways: Ways, name: string): boolean {
  return candidates({ ways }).some((one) => namesOf(one).includes(folded(name)));
}

/** The names and titles of all stages, once each. */
export function stageNames(ways: Ways): string[] {
  const names = candidates({ ways }).flatMap(({ stage: { name, title } }) =>
    title === null ? [name] : [name, title],
  );
  return [...new Set(names)];
}

function candidates({ ways }: Pick<Grading, 'ways'>): Candidate[] {
  return [...ways.pathways, ...ways.defaults].flatMap(({ name, stages }) =>
    stages.map((stage) => ({ way: name, stage })),
  );
}

function namesOf({ way, stage }: Candidate): string[] {
  const names = stage.title === null ? [stage.name] : [stage.name, stage.title];
  return names.flatMap((name) => [folded(name), folded(`${way}/${name}`)]);
}

function asksFor(standards: Standards, { framework }: Grading, stage: Stage): boolean {
  return stage.requirements.some(
    ({ competency }) => standards.competencies.get(competency)?.framework === framework.id,
  );
}
