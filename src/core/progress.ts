/** Progress: what one student has shown, counted over the competencies in scope. */

import { daysBetween } from './day.js';
import { type FrameworkResult, frameworkResults } from './frameworks.js';
import { type HeadingResult, headingResults } from './headings.js';
import { type Mastery, masteryOf } from './mastery/judge.js';
import type { Competency, Day, Id, Showing } from './model.js';
import type { Standards } from './standards.js';

export interface Progress {
  /** With evidence, an override or an excuse; with `all`, everything in scope. Framework order. */
  readonly competencies: readonly Mastery[];
  readonly headings: readonly HeadingResult[];
  /** Those of which `total` counts anything, or would but for excuses; their counts add up to it. */
  readonly frameworks: readonly FrameworkResult[];
  /** Assessable and not excused, in the chosen scope or else in the frameworks she has evidence in. */
  readonly total: number;
  readonly mastered: number;
  /** Those of `total` that are not `not_assessed`. */
  readonly assessed: number;
}

/** The progress of one student; `scope` null: nothing was chosen. */
export function progressOf(
  standards: Standards,
  showing: Showing,
  scope: ReadonlySet<Id> | null,
  all: boolean,
): Progress {
  const known = new Map<Id, Mastery>();
  const mastery = (competency: Competency) => {
    const found = known.get(competency.id) ?? masteryOf(standards, showing, competency);
    known.set(competency.id, found);
    return found;
  };
  const shown = shownIds(standards, showing);
  const inScope = standards.ordered.filter(({ id }) => scope === null || scope.has(id));
  const listed = listedOf(standards, inScope, shown, all);
  const frameworks = new Set(
    standards.ordered
      .filter(({ id }) => hasShown(showing, standards, id))
      .map(({ framework }) => framework),
  );
  const considered = inScope
    .filter(
      (one) =>
        standards.assessable(one) && (scope !== null || all || frameworks.has(one.framework)),
    )
    .map(mastery);
  const counted = considered.filter(({ status }) => status !== 'excused');
  return {
    competencies: listed.map(mastery),
    headings: headingsAbove(standards, inScope, listed, all, mastery),
    frameworks: frameworkResults(standards, inScope, considered, mastery),
    total: counted.length,
    mastered: counted.filter(({ status }) => status === 'mastered').length,
    assessed: counted.filter(({ status }) => status !== 'not_assessed').length,
  };
}

/** Of what is in scope that on which anything was shown; with `all` everything that can be. */
export function listedOf(
  standards: Standards,
  inScope: readonly Competency[],
  shown: Pick<ReadonlySet<Id>, 'has'>,
  all: boolean,
): Competency[] {
  return inScope.filter((one) => shown.has(one.id) || (all && standards.assessable(one)));
}

/** Whether a mastery is older than the policy lets stand without a mark. */
export function isStale(standards: Standards, mastery: Mastery, today: Day): boolean {
  const days = standards.yardstick(mastery.competency).policy.stale_after_days;
  const last = mastery.calculated.lastObservedOn;
  return days !== null && last !== null && daysBetween(last, today) > days;
}

/** Competencies with evidence (its own, or carried over), an override or an excuse. */
export function shownIds(standards: Standards, showing: Showing): ReadonlySet<Id> {
  const ids = new Set<Id>([...showing.overrides.keys(), ...showing.excuses.keys()]);
  for (const id of showing.pieces.keys()) {
    ids.add(id);
    for (const same of standards.sameAs(id)) ids.add(same);
  }
  return ids;
}

function hasShown(showing: Showing, standards: Standards, id: Id): boolean {
  if (showing.pieces.has(id) || showing.overrides.has(id)) return true;
  return standards.sameAs(id).some((same) => showing.pieces.has(same));
}

/** The headings over what is listed, up to the top, as far as they are in scope. */
function headingsAbove(
  standards: Standards,
  inScope: readonly Competency[],
  listed: readonly Competency[],
  all: boolean,
  mastery: (competency: Competency) => Mastery,
): HeadingResult[] {
  const above = new Set<Id>();
  for (const one of listed) {
    for (let at = one.parent; at !== null && !above.has(at); ) {
      above.add(at);
      at = standards.competencies.get(at)?.parent ?? null;
    }
  }
  const headings = inScope.filter((one) => standards.isHeading(one) && (all || above.has(one.id)));
  return headingResults(standards, headings, (one) => mastery(one).status);
}
