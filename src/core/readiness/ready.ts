/**
 * Readiness: for each stage in which a student stands, which requirements are met, which are
 * missing, and the marks that help a teacher to decide.
 */
import { counting, gather } from '../mastery/counting.js';
import { type Mastery, masteryOf } from '../mastery/judge.js';
import { cutOf, type Goal, type MoreScores, waysToMeet } from '../mastery/need.js';
import { kindsOf } from '../mastery/outlook.js';
import type { Competency, Day, Id, Level, Piece, Showing } from '../model.js';
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
import { type Standing, standings, type Ways } from './stages.js';
import { type Asked, isMet, type Judge, type Looking, metOf, type Unit, unitsOf } from './units.js';

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

export interface Missing {
  readonly competency: Competency;
  readonly status: 'below' | 'thin' | 'not_assessed';
  readonly why: MissingWhy;
  /** The day by which the pathway wants it. */
  readonly dueOn: Day | null;
}

/** What stands between the student and this requirement. */
export interface MissingWhy {
  /** The level asked for where that is not mastery. */
  readonly minLevel: number | null;
  /** The level at which a teacher's judgement holds it, under what is asked. */
  readonly overriddenAt: Level | null;
  readonly ways: readonly MoreScores[];
  /** The kinds of the counting scores so far. */
  readonly kindsSoFar: readonly string[];
  /** For a group of electives: how many more of which are to be met. */
  readonly group: {
    readonly name: string;
    readonly more: number;
    readonly among: readonly Competency[];
  } | null;
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
    overridden: metByJudgement(units),
    disputed: disputedOf(units),
  };
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

function missingOf(looking: Looking, unit: Unit): Missing[] {
  const more = unit.choose - metOf(unit);
  if (more === 0) return [];
  const unmet = unit.members.filter(({ met }) => !met);
  const among = unmet.map(({ mastery }) => mastery.competency);
  const group = unit.group === null ? null : { name: unit.group, more, among };
  return nearestFirst(unmet)
    .slice(0, more)
    .map((asked) => missing(looking, asked, group));
}

function nearestFirst(unmet: readonly Asked[]): Asked[] {
  const rank = ({ mastery }: Asked) =>
    mastery.status === 'not_assessed' ? Number.NEGATIVE_INFINITY : (mastery.score ?? 0);
  return [...unmet].sort((a, b) => rank(b) - rank(a) || 0);
}

function missing(looking: Looking, asked: Asked, group: MissingWhy['group']): Missing {
  const { mastery, requirement } = asked;
  const { competency } = mastery;
  const yardstick = looking.standards.yardstick(competency);
  const counted = counting(
    gather(looking.standards, looking.showing, competency),
    yardstick.policy,
  );
  const overriddenAt = mastery.override === null ? null : mastery.level;
  const goal = goalOf(asked, cutOf(yardstick, requirement.minLevel));
  return {
    competency,
    status: missingStatus(mastery),
    dueOn: requirement.dueOn,
    why: {
      minLevel: requirement.minLevel,
      overriddenAt,
      ways: goal === null || overriddenAt !== null ? [] : waysToMeet(counted, yardstick, goal),
      kindsSoFar: kindsOf(counted),
      group,
    },
  };
}

/** What a requirement asks for; null where the scale ends before. */
function goalOf({ requirement }: Asked, from: number | null): Goal | null {
  if (from === null) return null;
  return { level: requirement.minLevel, from, isMet: (judgement) => isMet(requirement, judgement) };
}

function missingStatus(mastery: Mastery): Missing['status'] {
  return mastery.status === 'thin' || mastery.status === 'not_assessed' ? mastery.status : 'below';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
