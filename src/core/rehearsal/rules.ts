/** The distinct ways in which a gradebook judges, each with the competencies that it judges so. */
import type { Competency, Id } from '../model.js';
import type { Standards } from '../standards.js';
import type { Rule } from './bites.js';
import { judgesAlike } from './proposal.js';

/** One rule for all assessable competencies in scope that are judged alike; `scope` null: all. */
export function rulesOf(standards: Standards, scope: ReadonlySet<Id> | null): Rule[] {
  const rules: { yardstick: Rule['yardstick']; competencies: Competency[] }[] = [];
  for (const one of standards.ordered) {
    if (!standards.assessable(one) || (scope !== null && !scope.has(one.id))) continue;
    const yardstick = standards.yardstick(one);
    const known = rules.find(
      (rule) => rule.yardstick === yardstick || judgesAlike(rule.yardstick, yardstick),
    );
    if (known === undefined) rules.push({ yardstick, competencies: [one] });
    else known.competencies.push(one);
  }
  return rules;
}
