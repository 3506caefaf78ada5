/** What is odd about a conversion that can be read: stages that there are not, and rules that come too late. */
import { closest } from '../matching/suggest.js';
import type { Ways } from '../readiness/stages.js';
import { type Condition, type LetterRule, type Letters, writeCondition } from './letters.js';
import { isStageName, stageNames } from './stage-names.js';

/** `isSlip`: it was certainly meant otherwise. */
export interface LettersDoubt {
  readonly code: 'unknown_stage' | 'idle_rule';
  readonly isSlip: boolean;
  readonly message: string;
}

/** The doubts about a conversion, given the stages that there are now; later there may be others. */
export function lettersDoubts({ rules }: Letters, ways: Ways): LettersDoubt[] {
  const names = rules.flatMap(({ conditions }) =>
    conditions.flatMap((one) => (one.kind === 'stage' ? [one.name] : [])),
  );
  const unknown = [...new Set(names)].filter((name) => !isStageName(ways, name));
  return [...unknown.map((name) => stageDoubt(name, ways)), ...rules.flatMap(idleDoubt)];
}

function stageDoubt(name: string, ways: Ways): LettersDoubt {
  const code = 'unknown_stage';
  if (/\sor\s/i.test(name)) {
    const message = `there is no stage "${name}": for or, state the letter twice`;
    return { code, isSlip: true, message };
  }
  const [near] = closest(name.toLowerCase(), stageNames(ways), (one) => [one.toLowerCase()]);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  return { code, isSlip: false, message: `there is no stage "${name}"${meant}` };
}

function idleDoubt(rule: LetterRule, index: number, rules: readonly LetterRule[]): LettersDoubt[] {
  const first = rules
    .slice(0, index)
    .find((one) => one.conditions.every((asked) => rule.conditions.some(impliesFor(asked))));
  if (first === undefined) return [];
  const message = `"${ruleText(rule)}" never gives ${rule.letter}: "${ruleText(first)}" comes before it and always holds with it`;
  return [{ code: 'idle_rule', isSlip: false, message }];
}

function ruleText({ letter, conditions }: LetterRule): string {
  return `${letter}: ${conditions.map(writeCondition).join(' and ')}`;
}

/** Conditions that can hold only where `asked` holds. */
function impliesFor(asked: Condition): (given: Condition) => boolean {
  return (given) => {
    switch (asked.kind) {
      case 'mean':
      case 'min':
        return given.kind === asked.kind && given.level >= asked.level;
      case 'most':
        return (given.kind === 'most' || given.kind === 'min') && given.level >= asked.level;
      case 'met':
      case 'enough':
        return given.kind === asked.kind && given.percent >= asked.percent;
      case 'assessed':
        return (
          (given.kind === 'assessed' || given.kind === 'enough') && given.percent >= asked.percent
        );
      case 'stage':
        return given.kind === 'stage' && isSameStage(given, asked);
    }
  };
}

type StageCondition = Extract<Condition, { kind: 'stage' }>;

/** All of a stage says nothing of how many of its requirements: electives are among them. */
function isSameStage(given: StageCondition, asked: StageCondition): boolean {
  if (given.name.toLowerCase() !== asked.name.toLowerCase()) return false;
  if (given.count === null || asked.count === null) return given.count === asked.count;
  return given.count >= asked.count;
}
