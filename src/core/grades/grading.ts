/**
 * Which frameworks turn their levels into letters or an average, with all that this takes, found
 * once for any number of students.
 */
import type { Competency, Framework, Id, Scale } from '../model.js';
import { type Policy, resolvePolicy } from '../policy.js';
import { isAt, lettersScale, settingsAt } from '../policy-place.js';
import type { Ways } from '../readiness/stages.js';
import { isInherited, isOnScale, type Standards } from '../standards.js';
import { type Letters, lettersOf } from './letters.js';

/** The stated conversion of one framework. */
export interface Grading {
  readonly framework: Framework;
  /** Null: there is only an average. */
  readonly letters: Letters | null;
  /** Whether an average is given, and what is averaged; `mean` in a rule is the same. */
  readonly average: Policy['average'];
  readonly round: Policy['round'];
  readonly rounding: Policy['rounding'];
  /** What is assessed in the framework, in its order. */
  readonly competencies: readonly Competency[];
  /** The names of its scales: on more than one, levels have no mean. */
  readonly scales: readonly string[];
  readonly ways: Ways;
}

/** The frameworks whose policy states letters or an average, in their order. */
export function gradingsOf(standards: Standards, ways: Ways): Grading[] {
  const frameworks = [...new Set(standards.ordered.map(({ framework }) => framework))];
  return frameworks.flatMap((id) => {
    const framework = standards.frameworks.get(id);
    const { letters, average, round, rounding } = policyOf(standards, id);
    if (framework === undefined || (letters === null && average === 'none')) return [];
    const competencies = standards.ordered.filter(
      (one) => one.framework === id && standards.assessable(one) && !standards.isHabit(one),
    );
    if (competencies.length === 0) return [];
    const scales = competencies.map((one) => standards.yardstick(one).scale.name);
    return {
      framework,
      letters: letters === null ? null : lettersOf(letters),
      average,
      round,
      rounding,
      competencies,
      scales: [...new Set(scales)],
      ways,
    };
  });
}

/** The conversions over what is taught alone; null: all is. One of which nothing is taught is left out. */
export function gradingsTaught(
  gradings: readonly Grading[],
  taught: ReadonlySet<Id> | null,
): readonly Grading[] {
  if (taught === null) return gradings;
  return gradings
    .map((one) => ({ ...one, competencies: one.competencies.filter(({ id }) => taught.has(id)) }))
    .filter(({ competencies }) => competencies.length > 0);
}

/** What the gradebook and the framework say; a single competency says nothing about letters. */
function policyOf(standards: Standards, framework: Id): Policy {
  return resolvePolicy(settingsAt(standards, standards.policies, { framework, competency: null }))
    .policy;
}

/** A framework without letters, as those of the gradebook ask for levels of another scale. */
export interface OtherScale {
  readonly framework: Framework;
  /** The scale on which the letters are stated. */
  readonly stated: Scale;
  /** The scale on which the framework is scored. */
  readonly scored: Scale;
}

/** The frameworks to which the letters of the gradebook do not come, by name. */
export function lettersOnOtherScales(standards: Standards): OtherScale[] {
  const gradebook = { framework: null, competency: null };
  const letters = standards.policies.find((one) => isAt(gradebook, one) && one.key === 'letters');
  if (letters === undefined || !isOnScale(letters)) return [];
  const stated = lettersScale(standards, gradebook);
  return [...new Set(standards.ordered.map(({ framework }) => framework))].flatMap((id) => {
    const framework = standards.frameworks.get(id);
    const place = { framework: id, competency: null };
    const own = standards.policies.some((one) => isAt(place, one) && one.key === 'letters');
    const scored = lettersScale(standards, place);
    return own || framework === undefined || isInherited(letters, stated, scored)
      ? []
      : [{ framework, stated, scored }];
  });
}
