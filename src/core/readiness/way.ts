/** A pathway as one student goes through it, stage by stage. */
import type { Mastery } from '../mastery/judge.js';
import type { Pathway, Requirement, Showing, Stage } from '../model.js';
import type { Standards } from '../standards.js';
import { lastAdvance, type Standing, standings } from './stages.js';
import { type Judge, metOf, unitsOf } from './units.js';

/** Where a stage lies on a student's way; on a pathway that she is not on, all lie ahead. */
export type Place = 'behind' | 'present' | 'ahead';

/** One requirement with how she stands on it. */
export interface RequirementOnWay {
  readonly requirement: Requirement;
  readonly mastery: Mastery;
  /** Mastered, or at the level that is asked for. */
  readonly met: boolean;
  /** It still has to be met: not so behind her, nor of a group in which she has met enough. */
  readonly open: boolean;
}

export interface StageOnWay {
  readonly stage: Stage;
  readonly place: Place;
  /** Of what the stage asks for, groups of electives as so many as are to be chosen. */
  readonly met: number;
  readonly required: number;
  readonly requirements: readonly RequirementOnWay[];
}

export interface StudentWay {
  readonly pathway: Pathway;
  /** Null: she is not on it. */
  readonly standing: Standing | null;
  /** She was placed in her stage, or past the end, by a teacher; else her evidence put her on it. */
  readonly placed: boolean;
  readonly stages: readonly StageOnWay[];
}

/** How a student stands on every stage of a pathway, whether she is on it or not. */
export function studentWay(
  standards: Standards,
  pathway: Pathway,
  showing: Showing,
  judge: Judge,
): StudentWay {
  const [standing = null] = standings(
    standards,
    { pathways: [pathway], defaults: [] },
    showing,
    judge,
  );
  const present = presentIndex(pathway, standing);
  return {
    pathway,
    standing,
    placed: lastAdvance(showing, (advance) => advance.pathway === pathway.id) !== undefined,
    stages: pathway.stages.map((stage, index) => {
      const place = index === present ? 'present' : index < present ? 'behind' : 'ahead';
      return stageOnWay(standards, stage, place, judge);
    }),
  };
}

/** The place of her present stage: before the first where she is not on it, after the last when done. */
function presentIndex(pathway: Pathway, standing: Standing | null): number {
  if (standing === null) return -1;
  return standing.stage === null ? pathway.stages.length : pathway.stages.indexOf(standing.stage);
}

function stageOnWay(standards: Standards, stage: Stage, place: Place, judge: Judge): StageOnWay {
  const units = unitsOf(standards, stage, judge);
  const asked = units.flatMap((unit) =>
    unit.members.map((one) => ({ ...one, open: place !== 'behind' && metOf(unit) < unit.choose })),
  );
  return {
    stage,
    place,
    met: units.reduce((sum, unit) => sum + metOf(unit), 0),
    required: units.reduce((sum, unit) => sum + unit.choose, 0),
    requirements: stage.requirements.flatMap((requirement) => {
      const competency = standards.competencies.get(requirement.competency);
      if (competency === undefined) return [];
      const one = asked.find((other) => other.requirement === requirement);
      const met = one?.met ?? false;
      return [{ requirement, mastery: judge(competency), met, open: !met && (one?.open ?? false) }];
    }),
  };
}
