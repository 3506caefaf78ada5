/**
 * Readiness: for each stage in which a student stands, which requirements are met, which are
 * missing, and the marks that help a teacher to decide.
 */
import { type Mastery, masteryOf } from '../mastery/judge.js';
import type { Competency, Id, Piece, Showing } from '../model.js';
import type { Standards } from '../standards.js';
import {
  disputedOf,
  heldBackBy,
  isJustEnough,
  type Margin,
  metByJudgement,
  restsOn,
  tightest,
} from './marks.js';
import { type Missing, missingOf } from './missing.js';
import { type Standing, standings, type Ways } from './stages.js';
import { type Judge, type Looking, metOf, type Unit, unitsOf } from './units.js';

export type ReadyStatus = 'ready' | 'nearly' | 'not_yet' | 'complete';

/** How a student stands on one stage: counted, without the reasons. */
export interface StageCount {
  readonly student: Id;
  readonly standing: Standing;
  readonly status: ReadyStatus;
  readonly met: number;
  readonly required: number;
  readonly units: readonly Unit[];
}

/** How a student stands on one stage, with all that helps a teacher to decide. */
export interface Readiness extends StageCount {
  /** One per requirement that is not met. */
  readonly missing: readonly Missing[];
  /** The latest score without which some requirement's calculated level falls under the cut. */
  readonly restsOn: Piece | null;
  /** Some requirement has exactly the minimum of evidence. */
  readonly justEnough: boolean;
  /** The oldest score without which all would be met. */
  readonly heldBackBy: Piece | null;
  /**
   * Of the ready: the met requirement nearest to its cut, and how far over it. Of the nearly ready: the
   * missing one: under it is below 0. Null where nothing is calculated, and for the others.
   */
  readonly margin: Margin | null;
  /** Requirements that are met only because a teacher judged so. */
  readonly overridden: readonly Competency[];
  /** Requirements on which newer evidence says otherwise than a teacher's judgement. */
  readonly disputed: readonly Competency[];
}

/** How a student stands on every stage she is in, with the reasons. */
export function readiness(standards: Standards, ways: Ways, showing: Showing): Readiness[] {
  return stageCounts(standards, ways, showing).map((one) => withReasons(standards, showing, one));
}

/**
 * How a student stands on every stage she is in, or on those that ask for one competency. `judged`
 * gives masteries that are known already; without it she is judged from her pieces.
 */
export function stageCounts(
  standards: Standards,
  ways: Ways,
  showing: Showing,
  asking: Id | null = null,
  judged: Judge = judgedOnce(standards, showing),
): StageCount[] {
  const asksFor = ({ stage }: Standing) =>
    asking === null ||
    (stage?.requirements.some(({ competency }) => competency === asking) ?? false);
  return standings(standards, ways, showing, judged)
    .filter(asksFor)
    .map((standing) => countStage(standards, showing, standing, judged));
}

/** Judges each competency of one student at most once. */
export function judgedOnce(standards: Standards, showing: Showing): Judge {
  const known = new Map<Id, Mastery>();
  return (competency) => {
    const found = known.get(competency.id) ?? masteryOf(standards, showing, competency);
    known.set(competency.id, found);
    return found;
  };
}

export function countStage(
  standards: Standards,
  showing: Showing,
  standing: Standing,
  mastery: (competency: Competency) => Mastery,
): StageCount {
  const stage = standing.stage ?? standing.completed;
  const units = stage === null ? [] : unitsOf(standards, stage, mastery);
  const met = sum(units.map(metOf));
  const required = sum(units.map((unit) => unit.choose));
  const status = statusOf(standing, met, required);
  return { student: showing.student, standing, status, met, required, units };
}

/** Adds what is missing, and the marks that help a teacher to decide. */
export function withReasons(standards: Standards, showing: Showing, count: StageCount): Readiness {
  const { status, units } = count;
  const looking = { standards, showing };
  const ready = status === 'ready';
  const open = !ready && status !== 'complete';
  return {
    ...count,
    missing: open ? units.flatMap((unit) => missingOf(looking, unit)) : [],
    restsOn: ready ? restsOn(looking, units) : null,
    justEnough: ready && units.some((unit) => isJustEnough(looking, unit)),
    heldBackBy: open ? heldBackBy(looking, units) : null,
    margin: marginOf(looking, count),
    overridden: metByJudgement(looking, units),
    disputed: disputedOf(units),
  };
}

/**
 * The competencies on whose pieces the reasons rest: of who is ready those that are met, and else those
 * that stand between her and the stage. `withReasons` looks at no other pieces.
 */
export function restingOn(standards: Standards, { status, units }: StageCount): Id[] {
  if (status === 'complete') return [];
  const ready = status === 'ready';
  return units
    .filter((unit) => ready || metOf(unit) < unit.choose)
    .flatMap(({ members }) => members.filter(({ met }) => met === ready))
    .flatMap(({ mastery: { competency } }) => [competency.id, ...standards.sameAs(competency.id)]);
}

function marginOf(looking: Looking, { status, units }: StageCount): Margin | null {
  if (status === 'ready') return tightest(looking, units, 'met');
  return status === 'nearly' ? tightest(looking, units, 'missing') : null;
}

/** Whether nothing that a stage asks for was ever assessed: then nobody knows, and it is no *not yet*. */
export function isUnassessed({ status, units }: StageCount): boolean {
  return (
    status === 'not_yet' &&
    units.every(({ members }) => members.every(({ mastery }) => mastery.status === 'not_assessed'))
  );
}

function statusOf(standing: Standing, met: number, required: number): ReadyStatus {
  if (standing.stage === null) return 'complete';
  if (met === required) return 'ready';
  return required - met === 1 && met > 0 ? 'nearly' : 'not_yet';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
