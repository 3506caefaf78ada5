/** `pl policy lint`: what bites under the policies in force, rule by rule, over a whole school. */
import type { Showing } from '../model.js';
import type { Standards } from '../standards.js';
import type { LedgerBite, Rule, Warning } from './bites.js';
import { orderChecks } from './lint-order.js';
import { recordingChecks } from './lint-recording.js';
import { resultChecks } from './lint-results.js';
import { ruleBites } from './lint-rule.js';
import { type Check, lookAt } from './look.js';

export interface Lint {
  /** Looks at what one student has shown, and where she goes to school; each student comes once. */
  readonly see: (showing: Showing, schools?: readonly string[]) => void;
  /** What bites, rule by rule: first what the rule alone shows, then what was recorded. */
  readonly warnings: () => Warning[];
}

/** A lint of these rules. It grows with rules and competencies, not with students. */
export function lint(standards: Standards, rules: readonly Rule[]): Lint {
  const checked = rules.map((rule) => ({ rule, checks: checksOf(rule) }));
  return {
    see: (showing, schools = []) => {
      for (const { rule, checks } of checked)
        for (const competency of rule.competencies) {
          const look = lookAt(standards, showing, competency, schools);
          if (look !== null) for (const { see } of checks) see(look);
        }
    },
    warnings: () =>
      checked.flatMap(({ rule, checks }) =>
        [...ruleBites(rule.yardstick), ...checks.flatMap(({ bites }) => bites())].map((bite) => ({
          rule,
          bite,
        })),
      ),
  };
}

function checksOf({ yardstick }: Rule): Check<LedgerBite>[] {
  const { policy } = yardstick;
  return [...resultChecks(yardstick), ...orderChecks(policy), ...recordingChecks(policy)];
}
