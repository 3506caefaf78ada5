/** The import of rosters: all files of it as one, flat or in one of the formats of other systems. */
import { basename } from 'node:path';
import type { Problem } from '../../core/errors.js';
import { withoutForgotten } from '../../core/importing/forgotten.js';
import { planRosterSet, type RosterPlan } from '../../core/importing/roster.js';
import type { RosterOptions } from '../../core/importing/roster-options.js';
import { placeText, type RosterSet, withoutPlaces } from '../../core/importing/roster-set.js';
import { isError, plannedBut } from '../../core/importing/skipping.js';
import type { RosterFormat } from '../../formats/rosters/format.js';
import { applyRoster } from '../../store/apply-roster.js';
import { forgottenIds } from '../../store/forgetting/forgotten.js';
import type { Gradebook } from '../../store/open.js';
import { loadRoster } from '../../store/roster.js';
import { writeWithin } from '../../store/writing.js';
import { tidyEarly } from '../../thrift.js';
import type { Session } from '../session.js';
import type { Batch } from './batches.js';
import type { ImportFlags } from './flags.js';
import { type ImportOutcome, isRefused, outcomeOf, strictly } from './outcome.js';
import { noCounts } from './planned.js';
import { maxChangeOf, type RosterFlags } from './roster-flags.js';
import { readTogether, type WholeRoster } from './roster-read.js';

/** The counts of a roster in which nothing was found. */
export const NO_ROSTER = noCounts(
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'enrollments',
);

/** Imports all files as one roster and one entry; `paths` are those that were given. */
export function importRosters(
  session: Session,
  book: Gradebook,
  batches: readonly Batch<RosterFormat>[],
  flags: ImportFlags,
  paths: readonly string[],
): ImportOutcome {
  tidyEarly();
  const { plan, outcome } = planned(session, book, batches, flags);
  if (isRefused(outcome, flags) || plan === null) return outcome;
  writeWithin(book, session.entry('import roster', { file: fileNames(paths) }), (writer) =>
    applyRoster(writer, plan),
  );
  return outcome;
}

/** By itself, so that what was read is let go of before the plan is written. */
function planned(
  session: Session,
  book: Gradebook,
  batches: readonly Batch<RosterFormat>[],
  flags: ImportFlags,
): PlannedRoster {
  return planRead(session, book, readTogether(batches, flags), flags, {});
}

/** The names by which the log knows what was imported: without the folders above. */
export function fileNames(paths: readonly string[]): string {
  return paths.map((path) => basename(path)).join(', ');
}

export interface PlannedRoster {
  readonly outcome: ImportOutcome;
  /** Null where the files as a whole cannot be read. */
  readonly plan: RosterPlan | null;
}

/**
 * Plans what was read. Rows that could not be read are left out as bad ones are: then nobody is taken
 * to be gone. `year`: what differs from the usual import.
 */
export function planRead(
  session: Session,
  book: Gradebook,
  { set, problems, unread, format, isBroken }: WholeRoster,
  flags: ImportFlags,
  year: Partial<RosterOptions>,
): PlannedRoster {
  const outcome = outcomeOf(flags, 'roster', format);
  if (set === null) {
    const none = { counts: NO_ROSTER, problems, left: 0, isBroken: true };
    return { plan: null, outcome: { ...outcome(none), unread } };
  }
  const roster = loadRoster(book);
  const bad = new Set(strictly(problems, flags).filter(isError).map(placeText)).size;
  let isTooMuch = false;
  const { plan, ...result } = plannedBut<RosterSet, RosterPlan>(
    withoutForgotten(set, forgottenIds(book)),
    flags.skipBad === true,
    (kept, isPartial) => {
      const options = { ...rosterOptions(session, flags, isPartial || bad > 0), ...year };
      const made = planRosterSet(kept, roster, options);
      isTooMuch ||= made.isTooMuch;
      return { ...made, problems: strictly(made.problems, flags) };
    },
    withoutPlaces,
  );
  const done = outcome({
    counts: plan.counts,
    problems: inOrder([...problems, ...result.problems]),
    left: result.left + bad,
    // A plan that still has errors is not one to write, whatever rows were left out for others.
    isBroken: isBroken || isTooMuch || plan.problems.some(isError),
    missing: plan.missing,
  });
  return { plan, outcome: { ...done, ended: plan.ended, unread } };
}

/** File by file as they come first, and line by line. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  const place = new Map(files.map((file, i) => [file, i]));
  const placeOf = ({ file }: Problem) => place.get(file) ?? 0;
  return [...problems].sort((a, b) => placeOf(a) - placeOf(b) || a.line - b.line);
}

/** How a roster is taken by the flags that were given. */
function rosterOptions(session: Session, flags: RosterFlags, isPartial: boolean): RosterOptions {
  return {
    today: session.today,
    isPartial,
    withdrawMissing: flags.withdrawMissing === true,
    mayRename: flags.rename === true,
    takesZeros: flags.zeros === true,
    maxChange: maxChangeOf(flags),
    isNewYear: false,
  };
}
