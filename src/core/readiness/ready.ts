/**
 * Readiness: for each stage in which a student stands, which requirements are met, which are
 * missing, and the marks that help a teacher to decide.
 */
import { compareInOrder, counting, gather, replacedPieces } from '../mastery/counting.js';
import { without } from '../mastery/explain.js';
import { judge, type Mastery, masteryOf } from '../mastery/judge.js';
import { type MoreScores, waysToMeet } from '../mastery/need.js';
import type { Competency, Id, Piece, Requirement, Showing, Stage } from '../model.js';
import { masteryLevel } from '../scale.js';
import type { Standards } from '../standards.js';
import { type Standing, standings, type Ways } from './stages.js';

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
}

export interface Missing {
  readonly competency: Competency;
  readonly status: 'below' | 'thin' | 'not_assessed';
  readonly why: MissingWhy;
}

/** What stands between the student and this requirement. */
export interface MissingWhy {
  /** The level asked for where that is not mastery. */
  readonly minLevel: number | null;
  /** The level at which a teacher's judgement holds it, under what is asked. */
  readonly overriddenAt: number | null;
  readonly ways: readonly MoreScores[];
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

/** Gives the mastery of a competency. */
export type Judge = (competency: Competency) => Mastery;

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

/** Judges each competency at most once. */
function judgedOnce(standards: Standards, showing: Showing): Judge {
  const known = new Map<Id, Mastery>();
  return (competency) => {
    const found = known.get(competency.id) ?? masteryOf(standards, showing, competency);
    known.set(competency.id, found);
    return found;
  };
}

function countStage(
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
  };
}

interface Looking {
  readonly standards: Standards;
  readonly showing: Showing;
}

/** One requirement of the stage with how it stands. */
export interface Asked {
  readonly requirement: Requirement;
  readonly mastery: Mastery;
  readonly met: boolean;
}

/** Requirements that are met or missed together: one required competency, or a group of electives. */
export interface Unit {
  readonly members: readonly Asked[];
  readonly choose: number;
  readonly group: string | null;
}

function statusOf(standing: Standing, met: number, required: number): ReadyStatus {
  if (standing.stage === null) return 'complete';
  if (met === required) return 'ready';
  return required - met === 1 && met > 0 ? 'nearly' : 'not_yet';
}

function unitsOf(
  standards: Standards,
  stage: Stage,
  masteryFor: (competency: Competency) => Mastery,
): Unit[] {
  const units: Unit[] = [];
  const groups = new Map<string, Asked[]>();
  for (const requirement of stage.requirements) {
    const competency = standards.competencies.get(requirement.competency);
    if (competency === undefined) continue;
    const mastery = masteryFor(competency);
    if (mastery.status === 'excused') continue;
    const asked = { requirement, mastery, met: isMet(requirement, mastery) };
    if (requirement.choose === null) {
      units.push({ members: [asked], choose: 1, group: null });
      continue;
    }
    const name = requirement.group ?? '';
    const members = groups.get(name);
    if (members !== undefined) members.push(asked);
    else {
      groups.set(name, [asked]);
      units.push({ members: groups.get(name) ?? [], choose: requirement.choose, group: name });
    }
  }
  return units.map((unit) => ({ ...unit, choose: Math.min(unit.choose, unit.members.length) }));
}

/** Met: mastered, or where the requirement names a level, enough evidence for that level. */
function isMet(requirement: Requirement, mastery: Mastery): boolean {
  if (requirement.minLevel === null) return mastery.status === 'mastered';
  if (mastery.status !== 'mastered' && mastery.status !== 'below') return false;
  return mastery.level !== null && mastery.level.value >= requirement.minLevel;
}

function metOf(unit: Unit): number {
  return Math.min(unit.choose, unit.members.filter(({ met }) => met).length);
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
  const lacksLevel = mastery.status === 'mastered';
  const overridden = mastery.override !== null;
  return {
    competency,
    status: missingStatus(mastery),
    why: {
      minLevel: requirement.minLevel,
      overriddenAt: overridden ? (mastery.override?.level ?? null) : null,
      ways: lacksLevel || overridden ? [] : waysToMeet(counted, yardstick),
      group,
    },
  };
}

function missingStatus(mastery: Mastery): Missing['status'] {
  return mastery.status === 'thin' || mastery.status === 'not_assessed' ? mastery.status : 'below';
}

/** Counting pieces of a requirement with what the evidence would say without each. */
function withoutEach(looking: Looking, competency: Competency) {
  const yardstick = looking.standards.yardstick(competency);
  const gathered = gather(looking.standards, looking.showing, competency);
  const counted = counting(gathered, yardstick.policy);
  // Where a piece has replaced another, that one would count again: all has to be counted anew.
  const replaces = replacedPieces(gathered.pieces).size > 0;
  return counted.pieces.map((piece) => {
    const rest = replaces
      ? counting(without(gathered, piece), yardstick.policy)
      : without(counted, piece);
    return { piece, judgement: judge(rest, yardstick) };
  });
}

function restsOn(looking: Looking, units: readonly Unit[]): Piece | null {
  const bearing = units
    .filter((unit) => unit.members.filter(({ met }) => met).length === unit.choose)
    .flatMap((unit) => unit.members.filter(({ met, mastery }) => met && mastery.override === null))
    .flatMap(({ requirement, mastery }) => {
      const { scale } = looking.standards.yardstick(mastery.competency);
      const asked = requirement.minLevel ?? masteryLevel(scale).value;
      return withoutEach(looking, mastery.competency)
        .filter(({ judgement }) => (judgement.level?.value ?? Number.NEGATIVE_INFINITY) < asked)
        .map(({ piece }) => piece);
    });
  return bearing.sort(compareInOrder).at(-1) ?? null;
}

function isJustEnough(looking: Looking, unit: Unit): boolean {
  const met = unit.members.filter((asked) => asked.met);
  if (met.length !== unit.choose) return false;
  return met.some(({ mastery }) => {
    const { policy } = looking.standards.yardstick(mastery.competency);
    return mastery.override === null && mastery.calculated.occasions === policy.min_evidence;
  });
}

/** The oldest score whose absence alone would meet every missing requirement. */
function heldBackBy(looking: Looking, units: readonly Unit[]): Piece | null {
  const freed = units
    .filter((unit) => metOf(unit) < unit.choose)
    .flatMap((unit) =>
      unit.members
        .filter(({ met, mastery }) => !met && mastery.override === null)
        .flatMap(({ requirement, mastery }) =>
          withoutEach(looking, mastery.competency)
            .filter(({ judgement }) => isMet(requirement, { ...mastery, ...judgement }))
            .map(({ piece }) => ({ unit, piece })),
        ),
    );
  const gained = (unit: Unit, piece: Piece) =>
    freed.filter((one) => one.unit === unit && one.piece === piece).length;
  const freeing = freed.filter(({ piece }) =>
    units.every((unit) => metOf(unit) + gained(unit, piece) >= unit.choose),
  );
  return freeing.map(({ piece }) => piece).sort(compareInOrder)[0] ?? null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
