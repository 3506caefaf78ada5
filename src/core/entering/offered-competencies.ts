/** Which competencies are offered first for a student, and which as a teacher types. */
import type { Mastery } from '../mastery/judge.js';
import { matchCompetency } from '../matching/competencies.js';
import type { Competency, Id, Showing } from '../model.js';
import { folded } from '../names.js';
import { stageCounts } from '../readiness/ready.js';
import type { Ways } from '../readiness/stages.js';
import { type Judge, metOf } from '../readiness/units.js';
import type { Standards } from '../standards.js';

/**
 * Everything that can be recorded on: `last` first, then what the student's present stages still ask
 * for (what she can begin with now before what rests on something unmet, essential before the rest),
 * then all else in the frameworks' order.
 */
export function offeredCompetencies(
  standards: Standards,
  ways: Ways,
  showing: Showing,
  judged: Judge,
  last: Id | null = null,
): Competency[] {
  const assessable = standards.ordered.filter(standards.assessable);
  const first = assessable.filter(({ id }) => id === last);
  const needed = neededNext(standards, ways, showing, judged).filter(standards.assessable);
  return [...new Set([...first, ...needed, ...assessable])];
}

/**
 * Which are meant by what was typed so far: those that it names at the keyboard, then those whose
 * code it begins to name.
 */
export function competenciesTyped(
  standards: Standards,
  offered: readonly Competency[],
  typed: string,
): readonly Competency[] {
  if (typed.trim() === '') return offered;
  const match = matchCompetency(standards, offered, typed);
  const begun = offered.filter((one) => beginsCode(one.code, typed));
  if (match.kind === 'one') return [...new Set([match.found, ...begun])];
  if (match.kind === 'several') return [...new Set([...match.candidates, ...begun])];
  return begun.length > 0 ? begun : match.near;
}

/** What the stages in which she stands ask for and she has not met. */
function neededNext(
  standards: Standards,
  ways: Ways,
  showing: Showing,
  judged: Judge,
): Competency[] {
  const isBlocked = blockedBy(standards, judged);
  const unmet = stageCounts(standards, ways, showing, null, judged)
    .flatMap(({ units }) => units.filter((unit) => metOf(unit) < unit.choose))
    .flatMap(({ members }) => members.filter(({ met }) => !met))
    .map(({ mastery }) => mastery.competency);
  return unmet
    .map((one) => ({ one, rank: (isBlocked(one) ? 2 : 0) + (one.essential ? 0 : 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** Whether something that comes before a competency is not met yet. */
function blockedBy(
  standards: Standards,
  judged: (competency: Competency) => Mastery,
): (competency: Competency) => boolean {
  const before = standards.links.filter(({ kind }) => kind === 'requires');
  return ({ id }) =>
    before.some(({ source, target }) => {
      const earlier = target === id ? standards.competencies.get(source) : undefined;
      return earlier !== undefined && !['mastered', 'excused'].includes(judged(earlier).status);
    });
}

/** The typed parts occur in the code in that order, the last of them perhaps only begun. */
function beginsCode(code: string, typed: string): boolean {
  const own = parts(code);
  const wanted = parts(typed);
  const last = wanted.pop();
  if (last === undefined) return false;
  let at = 0;
  for (const part of wanted) {
    at = own.indexOf(part, at) + 1;
    if (at === 0) return false;
  }
  return own.slice(at).some((part) => part.startsWith(last));
}

function parts(code: string): string[] {
  return folded(code)
    .split(/[.\-/\s]+/)
    .filter((part) => part !== '');
}
