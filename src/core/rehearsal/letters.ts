/** Letters and averages of one student under the policy in force and under a proposed one. */
import { gradeOf } from '../grades/grade.js';
import { type Grading, gradingsOf } from '../grades/grading.js';
import type { Framework, Showing } from '../model.js';
import type { Ways } from '../readiness/stages.js';
import type { Judge } from '../readiness/units.js';
import type { Standards } from '../standards.js';

/** How a framework is graded before and after; null: it is not. */
export interface Regrading {
  readonly framework: Framework;
  readonly before: Grading | null;
  readonly after: Grading | null;
  /** The conversion itself is another, so that a letter can move where no result does. */
  readonly restated: boolean;
}

/** A letter that becomes another; null: there is none. */
export interface LetterMove {
  readonly framework: Framework;
  readonly from: string | null;
  readonly to: string | null;
}

/** The frameworks that are graded before or after. */
export function regradings(before: Standards, after: Standards, ways: Ways): Regrading[] {
  const [old, fresh] = [gradingsOf(before, ways), gradingsOf(after, ways)];
  const of = (gradings: readonly Grading[], { id }: Framework) =>
    gradings.find(({ framework }) => framework.id === id) ?? null;
  return [...before.frameworks.values()].flatMap((framework) => {
    const [own, other] = [of(old, framework), of(fresh, framework)];
    if (own === null && other === null) return [];
    return { framework, before: own, after: other, restated: stated(own) !== stated(other) };
  });
}

function stated(grading: Grading | null): string {
  if (grading === null) return '';
  const { letters, average, round, rounding } = grading;
  return JSON.stringify([letters, average, round, rounding]);
}

/** A way of judging: the standards, and the masteries of one student under them. */
interface Judging {
  readonly standards: Standards;
  readonly judge: Judge;
}

/** The letters that become others among the frameworks given. */
export function letterMoves(
  frameworks: readonly Regrading[],
  showing: Showing,
  old: Judging,
  fresh: Judging,
): LetterMove[] {
  const letter = (grading: Grading | null, { standards, judge }: Judging) =>
    grading === null ? null : gradeOf(standards, grading, showing, judge).letter;
  return frameworks.flatMap(({ framework, before, after }) => {
    const [from, to] = [letter(before, old), letter(after, fresh)];
    return from === to ? [] : { framework, from, to };
  });
}
