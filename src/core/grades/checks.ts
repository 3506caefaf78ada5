/** Whether a condition of a letter holds for one student, with the figures that show why. */
import type { Mastery } from '../mastery/judge.js';
import type { Stage } from '../model.js';
import { type Asked, type Judge, metOf, unitsOf } from '../readiness/units.js';
import type { Standards } from '../standards.js';
import type { Grading } from './grading.js';
import type { Condition } from './letters.js';
import { stageNamed } from './stage-names.js';

/** `open`: what is not known could still decide. `faulty`: it cannot be judged as it is stated. */
export type Verdict = 'holds' | 'fails' | 'open' | 'faulty';

/** What a student's competencies of a framework come to. */
export interface Results {
  /** Asked of her (assessable, not excused), in the framework's order. */
  readonly asked: readonly Mastery[];
  /** Those with enough evidence for a result, with the number that is averaged. */
  readonly counted: readonly { readonly mastery: Mastery; readonly value: number }[];
  /** What the mean is of: the values of levels, or scores as they are printed. */
  readonly basis: 'levels' | 'scores';
  /** Rounded as the policy rounds; null: nothing counts, or on several scales. */
  readonly mean: number | null;
  readonly scales: readonly string[];
}

export type CheckFault = 'several_scales' | 'no_stage' | 'several_stages' | 'small_stage';

/** One condition, judged. */
export interface Check {
  readonly condition: Condition;
  readonly verdict: Verdict;
  /** How much there is: the mean, or how many. */
  readonly have: number;
  /** Of how many. */
  readonly of: number;
  /** How much is asked for, in the same measure as `have`. */
  readonly need: number;
  /** The competencies that are in the way. */
  readonly lacking: readonly Mastery[];
  readonly fault: CheckFault | null;
}

/** What a condition may look at beside the results. */
export interface Around {
  readonly standards: Standards;
  readonly grading: Grading;
  readonly judge: Judge;
}

/** Judges one condition. Over no result at all it is open. */
export function checkCondition(condition: Condition, results: Results, around: Around): Check {
  const { counted, asked } = results;
  const whole = { condition, of: counted.length, lacking: [], fault: null };
  switch (condition.kind) {
    case 'mean': {
      if (results.scales.length > 1) return faulty(condition, 'several_scales');
      const have = results.mean ?? 0;
      return sure({ ...whole, have, need: condition.level });
    }
    case 'min': {
      if (results.scales.length > 1) return faulty(condition, 'several_scales');
      const lacking = masteries(results).filter((one) => levelOf(one) < condition.level);
      const have = counted.length - lacking.length;
      return sure({ ...whole, have, need: counted.length, lacking });
    }
    case 'most': {
      if (results.scales.length > 1) return faulty(condition, 'several_scales');
      const lacking = masteries(results).filter((one) => levelOf(one) < condition.level);
      const need = Math.floor(counted.length / 2) + 1;
      return sure({ ...whole, have: counted.length - lacking.length, need, lacking });
    }
    case 'met': {
      const lacking = masteries(results).filter(({ status }) => status !== 'mastered');
      const need = shareOf(condition.percent, counted.length);
      return sure({ ...whole, have: counted.length - lacking.length, need, lacking });
    }
    case 'assessed':
      return known(condition, asked, ({ status }) => status !== 'not_assessed');
    case 'enough':
      return known(
        condition,
        asked,
        ({ status }) => status !== 'not_assessed' && status !== 'thin',
      );
    case 'stage':
      return checkStage(condition, around);
  }
}

/** A condition over what counts: it holds or fails, and is open only where nothing counts. */
function sure(check: Omit<Check, 'verdict'>): Check {
  if (check.of === 0) return { ...check, verdict: 'open' };
  return { ...check, verdict: check.have >= check.need ? 'holds' : 'fails' };
}

/** A condition on how much is known: it is never failed, only not yet reached. */
function known(
  condition: Extract<Condition, { percent: number }>,
  asked: readonly Mastery[],
  isKnown: (mastery: Mastery) => boolean,
): Check {
  const lacking = asked.filter((one) => !isKnown(one));
  const have = asked.length - lacking.length;
  const need = shareOf(condition.percent, asked.length);
  const verdict = have >= need ? 'holds' : 'open';
  return { condition, verdict, have, of: asked.length, need, lacking, fault: null };
}

function checkStage(condition: Extract<Condition, { kind: 'stage' }>, around: Around): Check {
  const { standards, grading, judge } = around;
  const stage = stageNamed(standards, grading, condition.name);
  if (typeof stage === 'string') return faulty(condition, stage);
  if (condition.count === null) return checkWhole(condition, stage, around);
  if (condition.count > stage.requirements.length) return faulty(condition, 'small_stage');
  const members = unitsOf(standards, stage, judge).flatMap((unit) => unit.members);
  const need = Math.min(condition.count, members.length);
  const have = members.filter(({ met }) => met).length;
  const possible = members.filter((one) => !isFailed(one)).length;
  return {
    condition,
    verdict: have >= need ? 'holds' : possible >= need ? 'open' : 'fails',
    have,
    of: members.length,
    need,
    lacking: have >= need ? [] : unmet(members),
    fault: null,
  };
}

function checkWhole(condition: Condition, stage: Stage, { standards, judge }: Around): Check {
  const units = unitsOf(standards, stage, judge);
  const need = units.reduce((sum, { choose }) => sum + choose, 0);
  const have = units.reduce((sum, unit) => sum + metOf(unit), 0);
  const missed = units.filter((unit) => metOf(unit) < unit.choose);
  const failed = missed.some(
    ({ members, choose }) => members.filter((one) => !isFailed(one)).length < choose,
  );
  return {
    condition,
    verdict: missed.length === 0 ? 'holds' : failed ? 'fails' : 'open',
    have,
    of: need,
    need,
    lacking: missed.flatMap(({ members }) => unmet(members)),
    fault: null,
  };
}

/** Enough evidence, and it says no. */
function isFailed({ met, mastery }: Asked): boolean {
  return !met && (mastery.status === 'below' || mastery.status === 'mastered');
}

function unmet(members: readonly Asked[]): Mastery[] {
  return members.filter(({ met }) => !met).map(({ mastery }) => mastery);
}

function faulty(condition: Condition, fault: CheckFault): Check {
  return { condition, verdict: 'faulty', have: 0, of: 0, need: 0, lacking: [], fault };
}

function masteries({ counted }: Results): Mastery[] {
  return counted.map(({ mastery }) => mastery);
}

function levelOf({ level }: Mastery): number {
  return level?.value ?? 0;
}

/** The smallest number that is at least so many percent. */
function shareOf(percent: number, of: number): number {
  return Math.ceil(Number(((percent * of) / 100).toPrecision(12)));
}
