/** What a stage asks for, unit by unit: one required competency, or a group of electives. */
import type { Judgement, Mastery } from '../mastery/judge.js';
import type { Competency, Requirement, Showing, Stage } from '../model.js';
import type { Standards, Yardstick } from '../standards.js';

/** Gives the mastery of a competency. */
export type Judge = (competency: Competency) => Mastery;

/** What the reasons are drawn from. */
export interface Looking {
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

/** The units of a stage; what is excused is not asked. */
export function unitsOf(standards: Standards, stage: Stage, masteryFor: Judge): Unit[] {
  const units: Unit[] = [];
  const groups = new Map<string, Asked[]>();
  for (const requirement of stage.requirements) {
    const competency = standards.competencies.get(requirement.competency);
    if (competency === undefined) continue;
    const mastery = masteryFor(competency);
    if (mastery.status === 'excused') continue;
    const asked = {
      requirement,
      mastery,
      met: isMet(requirement, mastery, standards.yardstick(competency)),
    };
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
  return units.map(withinMembers);
}

/** No more can be chosen than there are. */
function withinMembers(unit: Unit): Unit {
  const { members, choose } = unit;
  return choose <= members.length ? unit : { ...unit, choose: members.length };
}

/**
 * Met: mastered; or where the requirement names a level, that level from enough occasions, whatever
 * kinds mastery asks for. What a teacher has judged goes by her level.
 */
function isMet(requirement: Requirement, mastery: Mastery, yardstick: Yardstick): boolean {
  if (mastery.override === null) return isReached(requirement, mastery.calculated, yardstick);
  const { minLevel } = requirement;
  if (minLevel === null) return mastery.status === 'mastered';
  return mastery.level !== null && mastery.level.value >= minLevel;
}

/** Whether what the evidence alone says meets a requirement. */
export function isReached(
  { minLevel }: Requirement,
  { status, level, occasions }: Judgement,
  { policy }: Yardstick,
): boolean {
  if (minLevel === null) return status === 'mastered';
  return level !== null && level.value >= minLevel && occasions >= policy.min_evidence;
}

/** How many of what a unit asks for are met. */
export function metOf({ choose, members }: Unit): number {
  let met = 0;
  for (const member of members) if (member.met && met < choose) met++;
  return met;
}
