/**
 * The letter and the average of one student in one framework. The first rule that holds gives the
 * letter. Only results with enough evidence count: what is not known lowers no average, fails no
 * rule and makes no "else".
 */
import type { Mastery } from '../mastery/judge.js';
import type { Framework, Showing } from '../model.js';
import { round } from '../numbers.js';
import { judgedOnce } from '../readiness/ready.js';
import type { Judge } from '../readiness/units.js';
import type { Standards } from '../standards.js';
import { type Check, checkCondition, type Results, type Verdict } from './checks.js';
import type { Grading } from './grading.js';
import type { LetterRule } from './letters.js';

/** One rule with how it came out for this student. */
export interface Trial {
  readonly rule: LetterRule;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
}

/** What one student's results come to in one framework. */
export interface Grade extends Results {
  readonly framework: Framework;
  /** Null: none is stated, nothing counts yet, or what is unknown could still decide. */
  readonly letter: string | null;
  /** The rule that gave the letter; null where none did. */
  readonly by: Trial | null;
  /** The nearest rule for a better letter; null where she has the best, or none is stated. */
  readonly better: Trial | null;
  /** Every rule, best first. */
  readonly trials: readonly Trial[];
  readonly average: 'none' | 'levels' | 'scores';
}

/** The grade of one student; `judge` gives masteries that are known already. */
export function gradeOf(
  standards: Standards,
  grading: Grading,
  showing: Showing,
  judge: Judge = judgedOnce(standards, showing),
): Grade {
  const results = resultsOf(grading, judge);
  const trials = (grading.letters?.rules ?? []).map((rule): Trial => {
    const checks = rule.conditions.map((one) =>
      checkCondition(one, results, { standards, grading, judge }),
    );
    return { rule, verdict: verdictOf(checks), checks };
  });
  const by = trials.find(({ verdict }) => verdict === 'holds' || verdict === 'faulty') ?? null;
  const given = results.counted.length > 0 && by?.verdict === 'holds' ? by : null;
  const letter = given?.rule.letter ?? otherwise(grading, results, trials);
  return {
    ...results,
    framework: grading.framework,
    letter,
    by: given,
    better: betterThan(letter, trials, given),
    trials,
    average: grading.average,
  };
}

function resultsOf(grading: Grading, judge: Judge): Results {
  const asked = grading.competencies.map(judge).filter(({ status }) => status !== 'excused');
  const counted = asked
    .filter(({ status }) => status === 'mastered' || status === 'below')
    .map((mastery) => ({ mastery, value: countsAs(grading, mastery) }));
  const sum = counted.reduce((total, { value }) => total + value, 0);
  const hasMean = counted.length > 0 && grading.scales.length === 1;
  return {
    asked,
    counted,
    basis: grading.average === 'scores' ? 'scores' : 'levels',
    mean: hasMean ? round(sum / counted.length, grading.round, grading.rounding) : null,
    scales: grading.scales,
  };
}

/** The level, or the score as it is printed; where a teacher judged, always her level. */
function countsAs(grading: Grading, { level, score, override }: Mastery): number {
  const printed = grading.average === 'scores' && override === null ? score : null;
  return printed ?? level?.value ?? 0;
}

/** What cannot be judged is louder than what fails, and what fails than what is not known. */
function verdictOf(checks: readonly Check[]): Verdict {
  for (const verdict of ['faulty', 'fails', 'open'] as const) {
    if (checks.some((check) => check.verdict === verdict)) return verdict;
  }
  return 'holds';
}

function otherwise(grading: Grading, { counted }: Results, trials: readonly Trial[]) {
  const allFail = trials.every(({ verdict }) => verdict === 'fails');
  return allFail && counted.length > 0 ? (grading.letters?.otherwise ?? null) : null;
}

function betterThan(letter: string | null, trials: readonly Trial[], by: Trial | null) {
  const before = by === null ? trials : trials.slice(0, trials.indexOf(by));
  return before.findLast(({ rule }) => rule.letter !== letter) ?? null;
}
