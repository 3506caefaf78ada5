/** Stages: those of the pathways, the default ones of frameworks without a pathway, and who is in which. */
import { type Mastery, masteryOf } from '../mastery/judge.js';
import type { Advance, Competency, Id, Pathway, Requirement, Showing, Stage } from '../model.js';
import type { Standards } from '../standards.js';

/** One stage in which a student stands, or `stage` null when she is past the last one. */
export interface Standing {
  /** The pathway, or the framework of a default stage. */
  readonly pathway: Id;
  readonly pathwayName: string;
  readonly stage: Stage | null;
  readonly next: Stage | null;
  /** The stage that she completed, where she is past the last one. */
  readonly completed: Stage | null;
  /** A default stage, which stands for itself and leads to none. */
  readonly byDefault: boolean;
}

/** The ways on which students can be: pathways with stages in order, and default stages. */
export interface Ways {
  readonly pathways: readonly Pathway[];
  readonly defaults: readonly DefaultStages[];
}

/** The default stages of a framework that no pathway uses; they claim no order. */
export interface DefaultStages {
  readonly framework: Id;
  readonly name: string;
  readonly stages: readonly Stage[];
}

export function waysOf(standards: Standards, pathways: readonly Pathway[]): Ways {
  const used = new Set(
    pathways.flatMap((pathway) =>
      pathway.stages.flatMap((stage) =>
        stage.requirements.map(
          ({ competency }) => standards.competencies.get(competency)?.framework,
        ),
      ),
    ),
  );
  const defaults = [...standards.frameworks.values()]
    .filter((framework) => !used.has(framework.id))
    .map((framework) => ({
      framework: framework.id,
      name: framework.name,
      stages: defaultStages(standards, framework.id, framework.name),
    }));
  return { pathways, defaults };
}

/** Every stage in which a student stands: one a pathway she is on, and each default stage she touches. */
export function standings(
  standards: Standards,
  ways: Ways,
  showing: Showing,
  mastery: (competency: Competency) => Mastery = (one) => masteryOf(standards, showing, one),
): Standing[] {
  const touches = touchTest(standards, mastery);
  return [
    ...ways.pathways.flatMap((pathway) => standingOn(pathway, showing, touches)),
    ...ways.defaults.flatMap((way) => standingsByDefault(way, showing, touches)),
  ];
}

/** The last advance on a pathway, by its own day and then by entry. */
export function lastAdvance(showing: Showing, matches: (advance: Advance) => boolean) {
  return showing.advances
    .filter(matches)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.entry - b.entry))
    .at(-1);
}

/**
 * Headings that directly hold something assessable; what has no heading is one stage of its own.
 * Habits of work are asked in none: only a pathway can list them.
 */
function defaultStages(standards: Standards, framework: Id, name: string): Stage[] {
  const isAsked = (one: Competency) => standards.assessable(one) && !standards.isHabit(one);
  const inFramework = standards.ordered.filter((one) => one.framework === framework);
  const stages = inFramework.flatMap((heading) => {
    const held = standards.children(heading.id).filter(isAsked);
    const title = heading.label ?? heading.statement;
    return held.length === 0 ? [] : [stageOf(heading.id, heading.code, title, held)];
  });
  const loose = inFramework.filter((one) => one.parent === null && isAsked(one));
  return loose.length === 0 ? stages : [...stages, stageOf(framework, name, null, loose)];
}

function stageOf(id: Id, name: string, title: string | null, held: readonly Competency[]): Stage {
  return {
    id,
    name,
    title,
    requirements: held.map(
      (one): Requirement => ({
        competency: one.id,
        choose: null,
        group: null,
        dueOn: null,
        minLevel: null,
      }),
    ),
  };
}

/** Whether the student has counting evidence on one of the stage's competencies. */
function touchTest(
  standards: Standards,
  mastery: (competency: Competency) => Mastery,
): (stage: Stage) => boolean {
  const touched = (id: Id) => {
    const competency = standards.competencies.get(id);
    return competency !== undefined && mastery(competency).calculated.evidenceCount > 0;
  };
  return ({ requirements }) => requirements.some(({ competency }) => touched(competency));
}

function standingOn(
  pathway: Pathway,
  showing: Showing,
  touches: (stage: Stage) => boolean,
): Standing[] {
  const placed = lastAdvance(showing, (advance) => advance.pathway === pathway.id);
  const first = pathway.stages[0];
  if (first === undefined) return [];
  if (placed === undefined) {
    const onIt = pathway.stages.some((stage) => touches(stage));
    return onIt ? [standing(pathway, first)] : [];
  }
  const at = pathway.stages.find((stage) => stage.id === placed.to);
  if (at !== undefined) return [standing(pathway, at)];
  if (placed.to !== null) return [standing(pathway, first)];
  const completed = pathway.stages.at(-1) ?? first;
  return [
    {
      pathway: pathway.id,
      pathwayName: pathway.name,
      stage: null,
      next: null,
      completed,
      byDefault: false,
    },
  ];
}

function standing(pathway: Pathway, stage: Stage): Standing {
  const next = pathway.stages[pathway.stages.indexOf(stage) + 1] ?? null;
  return {
    pathway: pathway.id,
    pathwayName: pathway.name,
    stage,
    next,
    completed: null,
    byDefault: false,
  };
}

function standingsByDefault(
  way: DefaultStages,
  showing: Showing,
  touches: (stage: Stage) => boolean,
): Standing[] {
  const { framework: pathway, name: pathwayName } = way;
  const isPassed = passedTest(showing, pathway);
  const standings: Standing[] = [];
  for (const stage of way.stages) {
    if (isPassed(stage))
      standings.push({
        pathway,
        pathwayName,
        stage: null,
        next: null,
        completed: stage,
        byDefault: true,
      });
    else if (touches(stage))
      standings.push({ pathway, pathwayName, stage, next: null, completed: null, byDefault: true });
  }
  return standings;
}

/** Whether a student was advanced past a default stage; hardly anybody ever was. */
function passedTest({ advances }: Showing, framework: Id): (stage: Stage) => boolean {
  if (advances.length === 0) return () => false;
  const passed = new Set(
    advances.filter(({ pathway }) => pathway === framework).map(({ from }) => from),
  );
  return ({ id }) => passed.has(id);
}
