/** A letter in words that a parent follows: what gave it, what a better one lacks, what is not known. */
import type { Check, CheckFault } from '../core/grades/checks.js';
import type { Grade } from '../core/grades/grade.js';
import type { Condition } from '../core/grades/letters.js';
import type { Mastery } from '../core/mastery/judge.js';
import { english, type Words } from './words.js';

/** "B: the mean level of 8 competencies is 3.25, and 3 is asked; not counted: 2 not assessed." */
export function gradeText(grade: Grade, words: Words = english): string {
  const parts = [letterText(grade, words), unknownText(grade, words)];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}

/** What the next better letter lacks; null where there is none. */
export function betterText(grade: Grade, words: Words = english): string | null {
  const { better } = grade;
  if (better === null || better.verdict === 'faulty') return null;
  const missing = better.checks.filter(({ verdict }) => verdict !== 'holds');
  return `for ${better.rule.letter} ${checksText(missing, grade, words)}`;
}

/** "3 + 4 + 3 = 10; 10 / 3 = 3.33", for a pocket calculator; '' where nobody asks for a mean. */
export function sumText({ counted, mean, average, trials }: Grade): string {
  const isAsked = trials.some(({ rule }) => rule.conditions.some(({ kind }) => kind === 'mean'));
  if (mean === null || (average === 'none' && !isAsked)) return '';
  const values = counted.map(({ value }) => value);
  const sum = Number(values.reduce((total, value) => total + value, 0).toPrecision(12));
  return `${values.join(' + ')} = ${sum}; ${sum} / ${values.length} = ${mean}`;
}

function letterText(grade: Grade, words: Words): string {
  const { letter, by, counted, trials } = grade;
  if (counted.length === 0) return 'nothing has enough evidence to count yet';
  if (trials.length === 0) return `${ofWhat(grade)} of ${competencies(counted.length, words)}`;
  if (letter !== null && by !== null) return `${letter}: ${checksText(by.checks, grade, words)}`;
  if (letter !== null) return `${letter}: no rule for another letter holds`;
  const faulty = trials.find(({ verdict }) => verdict === 'faulty');
  if (faulty !== undefined) {
    const faults = faulty.checks.filter(({ verdict }) => verdict === 'faulty');
    return `no letter: for ${faulty.rule.letter} ${checksText(faults, grade, words)}`;
  }
  const open = trials.find(({ verdict }) => verdict === 'open');
  if (open === undefined) return 'no letter: no rule holds';
  return `no letter yet: ${open.rule.letter} is still open`;
}

function checksText(checks: readonly Check[], grade: Grade, words: Words): string {
  return checks.map((one) => checkText(one, grade, words)).join(' and ');
}

function ofWhat({ basis, mean }: Grade): string {
  return mean === null
    ? `no average, as ${faultText('several_scales', null)},`
    : `the mean ${basis === 'scores' ? 'score' : 'level'} ${mean}`;
}

/** What counts for nothing: it is unknown, and unknown is never failure. */
function unknownText({ asked }: Grade, words: Words): string {
  const parts = (['thin', 'not_assessed'] as const).flatMap((status) => {
    const n = asked.filter((one) => one.status === status).length;
    return n === 0 ? [] : `${n} ${words.status[status]}`;
  });
  return parts.length === 0 ? '' : `not counted: ${parts.join(', ')}`;
}

function checkText(check: Check, { basis }: Grade, words: Words): string {
  const { condition, have, of, need } = check;
  if (check.fault !== null) return faultText(check.fault, condition);
  if (of === 0 && check.verdict === 'open') return 'there is nothing to count yet';
  const held = check.verdict === 'holds';
  switch (condition.kind) {
    case 'mean':
      return `the mean ${basis === 'scores' ? 'score' : 'level'} of ${competencies(of, words)} is ${have}, and ${need} is asked`;
    case 'min':
      return held
        ? `nothing is under ${condition.level}`
        : `nothing may be under ${condition.level}${lackingText(check, words)}`;
    case 'most':
      return `${have} of ${of} are at ${condition.level}${held ? '' : ' or better'}, and ${need} are asked (most)`;
    case 'met':
      return `${have} of ${of} are ${words.status.mastered}, and ${need} are asked (${condition.percent} %)`;
    case 'assessed':
      return `${have} of ${of} are assessed, and ${need} are asked (${condition.percent} %)`;
    case 'enough':
      return `${have} of ${of} have enough evidence, and ${need} are asked (${condition.percent} %)`;
    case 'stage':
      return stageText(check, condition, words);
  }
}

function stageText(
  check: Check,
  { name, count }: Extract<Condition, { kind: 'stage' }>,
  words: Words,
): string {
  const { have, of, need } = check;
  const met = words.status.mastered;
  const said =
    count === null
      ? `${have} of the ${of} of stage ${name} are ${met}`
      : `${have} of stage ${name} are ${met}, and ${need} are asked`;
  return `${said}${check.verdict === 'holds' ? '' : lackingText(check, words)}`;
}

/** At most so many competencies are named; the rest is counted. */
const NAMED = 4;

function lackingText({ lacking, condition }: Check, words: Words): string {
  if (lacking.length === 0) return '';
  const named = lacking.slice(0, NAMED).map((one) => standing(one, condition, words));
  const rest = lacking.length - named.length;
  return `: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function standing({ competency, level, status }: Mastery, asked: Condition, words: Words): string {
  if (asked.kind === 'min' && level !== null) return `${competency.code} is ${level.value}`;
  return `${competency.code} ${words.status[status]}`;
}

function faultText(fault: CheckFault, condition: Condition | null): string {
  const { name, count } = condition?.kind === 'stage' ? condition : { name: '', count: 0 };
  switch (fault) {
    case 'several_scales':
      return 'levels on several scales have no mean and no order';
    case 'no_stage':
      return `there is no stage named "${name}"`;
    case 'several_stages':
      return `several stages are named "${name}": write PATHWAY/STAGE`;
    case 'small_stage':
      return `stage "${name}" asks for fewer than ${count}`;
  }
}

function competencies(n: number, words: Words): string {
  return words.count(n, 'competency');
}
