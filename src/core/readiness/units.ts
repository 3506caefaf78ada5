/** What a stage asks for, unit by unit: one required competency, or a group of electives. */
import type { Mastery } from '../mastery/judge.js';
import type { Competency, Requirement, Showing, Stage } from '../model.js';
import type { Standards } from '../standards.js';

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
export function isMet(
  requirement: Requirement,
  mastery: Pick<Mastery, 'status' | 'level'>,
): boolean {
  if (requirement.minLevel === null) return mastery.status === 'mastered';
  if (mastery.status !== 'mastered' && mastery.status !== 'below') return false;
  return mastery.level !== null && mastery.level.value >= requirement.minLevel;
}

/** How many of what a unit asks for are met. */
export function metOf(unit: Unit): number {
  return Math.min(unit.choose, unit.members.filter(({ met }) => met).length);
}
