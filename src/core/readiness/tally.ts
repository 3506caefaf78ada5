/** A pathway counted over many students: who is in which stage, and how they stand on what it asks. */
import type { Pathway, Requirement, Stage, Status } from '../model.js';
import type { StageOnWay, StudentWay } from './way.js';

/** How many students stand how on one requirement. */
export interface RequirementTally {
  readonly requirement: Requirement;
  /** Mastered, or at the level that is asked for. */
  readonly met: number;
  readonly statuses: Readonly<Record<Status, number>>;
}

export interface StageTally {
  readonly stage: Stage;
  /** Students whose present stage it is. */
  readonly present: number;
  /** Those of `present` who meet all that it asks for. */
  readonly ready: number;
  readonly requirements: readonly RequirementTally[];
}

/** A pathway counted over the students who are on it. */
export interface PathwayTally {
  readonly pathway: Pathway;
  readonly students: number;
  readonly complete: number;
  readonly stages: readonly StageTally[];
}

/** Counts the ways of many students, one after the other; who is not on the pathway is left out. */
export function tallyWays(pathway: Pathway, ways: Iterable<StudentWay>): PathwayTally {
  const stages = pathway.stages.map(emptyStage);
  let students = 0;
  let complete = 0;
  for (const { standing, stages: own } of ways) {
    if (standing === null) continue;
    students++;
    if (standing.stage === null) complete++;
    for (const [index, stage] of stages.entries()) add(stage, own[index]);
  }
  return { pathway, students, complete, stages };
}

/** A tally while it is counted. */
interface Counting extends StageTally {
  present: number;
  ready: number;
  readonly requirements: readonly {
    readonly requirement: Requirement;
    met: number;
    readonly statuses: Record<Status, number>;
  }[];
}

function emptyStage(stage: Stage): Counting {
  const requirements = stage.requirements.map((requirement) => ({
    requirement,
    met: 0,
    statuses: { mastered: 0, below: 0, thin: 0, not_assessed: 0, excused: 0 },
  }));
  return { stage, present: 0, ready: 0, requirements };
}

function add(tally: Counting, own: StageOnWay | undefined): void {
  if (own === undefined) return;
  if (own.place === 'present') tally.present++;
  if (own.place === 'present' && own.met === own.required) tally.ready++;
  for (const { requirement, mastery, met } of own.requirements) {
    const counted = tally.requirements.find((one) => one.requirement === requirement);
    if (counted === undefined) continue;
    counted.statuses[mastery.status]++;
    if (met) counted.met++;
  }
}
