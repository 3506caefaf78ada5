/** Whole frameworks: how much of what each asks of a student is met. */
import { groupBy } from './grouping.js';
import { headingResults, wholeStatus } from './headings.js';
import type { Mastery } from './mastery/judge.js';
import type { Competency, Id, Status } from './model.js';
import type { Standards } from './standards.js';

/** What a framework amounts to for one student, as far as it is in scope. */
export interface FrameworkResult {
  readonly name: string;
  /** Of the competencies that are asked: so many met. */
  readonly met: number;
  /** Assessable and not excused; habits of work only where the framework holds nothing else. */
  readonly of: number;
  /** Those of `of` that are not `not_assessed`. */
  readonly assessed: number;
  /** `mastered` when all at its top is met, each heading by its own rule; habits as in `of`. */
  readonly status: Status;
}

/**
 * The result of each framework of which anything is considered: `inScope` are its competencies and
 * headings, `considered` the masteries of those that can be assessed. In the order of `inScope`.
 */
export function frameworkResults(
  standards: Standards,
  inScope: readonly Competency[],
  considered: readonly Mastery[],
  mastery: (competency: Competency) => Mastery,
): FrameworkResult[] {
  const held = groupBy(inScope, ({ framework }) => framework);
  const judged = groupBy(considered, ({ competency }) => competency.framework);
  return [...judged].map(([framework, all]) => {
    const masteries = withoutHabits(standards, all, ({ competency }) => competency);
    const asked = masteries.filter(({ status }) => status !== 'excused');
    return {
      name: standards.frameworks.get(framework)?.name ?? '',
      met: asked.filter(({ status }) => status === 'mastered').length,
      of: asked.length,
      assessed: asked.filter(({ status }) => status !== 'not_assessed').length,
      status: wholeStatus(topStatuses(standards, held.get(framework) ?? [], mastery)),
    };
  });
}

/** Without the habits of work that are not `required`; where there is nothing else, all. */
function withoutHabits<T>(
  standards: Standards,
  things: readonly T[],
  about: (thing: T) => Competency,
): readonly T[] {
  const learned = things.filter(
    (thing) => about(thing).required === true || !standards.isHabit(about(thing)),
  );
  return learned.length > 0 ? learned : things;
}

/** The statuses of what lies under nothing else in scope; a heading without anything to assess has none. */
function topStatuses(
  standards: Standards,
  held: readonly Competency[],
  mastery: (competency: Competency) => Mastery,
): Status[] {
  const ids = new Set<Id>(held.map(({ id }) => id));
  const statusOf = (one: Competency) => mastery(one).status;
  const tops = held
    .filter(({ parent }) => parent === null || !ids.has(parent))
    .flatMap((one) => {
      if (standards.assessable(one)) return [{ one, status: statusOf(one) }];
      const [result] = headingResults(standards, [one], statusOf);
      if (result === undefined || (result.of === 0 && result.status !== 'excused')) return [];
      return [{ one, status: result.status }];
    });
  return withoutHabits(standards, tops, ({ one }) => one).map(({ status }) => status);
}
