/** What a stage still misses, requirement by requirement, and what would meet it. */
import { counting, gather } from '../mastery/counting.js';
import { cutOf, type Goal } from '../mastery/goal.js';
import type { Judgement } from '../mastery/judge.js';
import { type MoreScores, waysToMeet } from '../mastery/need.js';
import { kindsOf } from '../mastery/outlook.js';
import type { Competency, Day, Level } from '../model.js';
import { top } from '../scale.js';
import type { Yardstick } from '../standards.js';
import { type Asked, isReached, type Looking, metOf, type Unit } from './units.js';

/** A requirement that is not met. */
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
  readonly occasions: number;
  /** For a group of electives: how many more of which are to be met. */
  readonly group: {
    readonly name: string;
    readonly more: number;
    readonly among: readonly Competency[];
  } | null;
}

/** What a unit still misses: of a group as many as are to be chosen, the nearest first; none when it is met. */
export function missingOf(looking: Looking, unit: Unit): Missing[] {
  const more = unit.choose - metOf(unit);
  if (more === 0) return [];
  const unmet = unit.members.filter(({ met }) => !met);
  const among = unmet.map(({ mastery }) => mastery.competency);
  const group = unit.group === null ? null : { name: unit.group, more, among };
  return nearestFirst(looking, unmet)
    .slice(0, more)
    .map((asked) => missing(looking, asked, group));
}

/** Those with the least under what is asked first, as a share of their scale; the unassessed last. */
function nearestFirst({ standards }: Looking, unmet: readonly Asked[]): Asked[] {
  const rank = (asked: Asked) => {
    if (asked.mastery.status === 'not_assessed') return Number.NEGATIVE_INFINITY;
    return shareOver(standards.yardstick(asked.mastery.competency), asked);
  };
  return unmet
    .map((asked) => ({ asked, rank: rank(asked) }))
    .sort((a, b) => b.rank - a.rank || 0)
    .map(({ asked }) => asked);
}

/** How far over (or, below 0, under) its cut a score lies, of the top; without a score as if it were 0. */
function shareOver(yardstick: Yardstick, { requirement, mastery }: Asked): number {
  const highest = top(yardstick.scale);
  const from = cutOf(yardstick, requirement.minLevel) ?? highest;
  return ((mastery.score ?? 0) - from) / highest;
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
  const goal = goalOf(asked, yardstick);
  return {
    competency,
    status: missingStatus(asked, yardstick),
    dueOn: requirement.dueOn,
    why: {
      minLevel: requirement.minLevel,
      overriddenAt,
      ways: goal === null || overriddenAt !== null ? [] : waysToMeet(counted, yardstick, goal),
      kindsSoFar: kindsOf(counted),
      occasions: mastery.calculated.occasions,
      group,
    },
  };
}

/** What a requirement asks for; null where the scale ends before. */
function goalOf({ requirement }: Asked, yardstick: Yardstick): Goal | null {
  const from = cutOf(yardstick, requirement.minLevel);
  if (from === null) return null;
  const isMet = (judgement: Judgement) => isReached(requirement, judgement, yardstick);
  return { level: requirement.minLevel, from, isMet };
}

/** Of a requirement that names a level, evidence that lacks a kind alone is enough: it is `below`. */
function missingStatus({ requirement, mastery }: Asked, { policy }: Yardstick): Missing['status'] {
  if (mastery.status !== 'thin' && mastery.status !== 'not_assessed') return 'below';
  const { level, occasions } = mastery.calculated;
  const isEnough = level !== null && occasions >= policy.min_evidence;
  return requirement.minLevel !== null && isEnough ? 'below' : mastery.status;
}
