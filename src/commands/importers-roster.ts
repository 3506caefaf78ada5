/** The import of rosters: a flat table, or a set of files in one of the formats of other systems. */
import { basename } from 'node:path';
import { planRoster, planRosterSet, type RosterPlan } from '../core/importing/roster.js';
import type { RosterOptions } from '../core/importing/roster-options.js';
import { type RosterSet, withoutPlaces } from '../core/importing/roster-set.js';
import { isError, plannedBut } from '../core/importing/skipping.js';
import type { Student } from '../core/model.js';
import { readRoster } from '../formats/native/roster.js';
import type { ReadRoster, RosterFormat } from '../formats/rosters/index.js';
import type { TextTable } from '../formats/table.js';
import { applyRoster } from '../store/apply-roster.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster } from '../store/roster.js';
import { writeWithin } from '../store/writing.js';
import type { Batch } from './import-batches.js';
import type { ImportFlags } from './import-flags.js';
import { type ImportOutcome, isRefused, outcomeOf, strictly } from './import-outcome.js';
import { maxChangeOf, type RosterFlags } from './import-roster-flags.js';
import { importPlanned, noCounts, type PlannedImport, plannedFile } from './importers-planned.js';
import type { Session } from './session.js';

/** The counts of a roster in which nothing was found. */
export const NO_ROSTER = noCounts(
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'enrollments',
);

/** Files of a roster, in the CSV of `pl` or in the format that was found. */
export function importRosterBatch(
  session: Session,
  book: Gradebook,
  batch: Batch<RosterFormat>,
  flags: ImportFlags,
): ImportOutcome {
  return batch.found === null
    ? importFlat(session, book, batch, flags)
    : importSet(session, book, batch, batch.found.format, flags);
}

function importFlat(
  session: Session,
  book: Gradebook,
  batch: Batch<RosterFormat>,
  flags: ImportFlags,
): ImportOutcome {
  let missing: readonly Student[] = [];
  const plan = (
    _: Session,
    __: Gradebook,
    table: TextTable,
    ___: ImportFlags,
    unread: boolean,
  ): PlannedImport => {
    const { source, records, problems } = readRoster(table, flags.map ?? []);
    const roster = loadRoster(book);
    let isTooMuch = false;
    const planned = plannedFile(
      session,
      book,
      'import roster',
      { path: table.file, problems, records },
      flags,
      NO_ROSTER,
      (rows, partial) => {
        const options = rosterOptions(session, flags, partial || unread);
        const made = planRoster(source, rows, roster, options);
        isTooMuch ||= made.isTooMuch;
        missing = made.missing;
        return made;
      },
      applyRoster,
    );
    return { ...planned, isBroken: planned.isBroken || isTooMuch };
  };
  const flat = { kind: 'roster', noCounts: NO_ROSTER, plan } as const;
  const outcome = importPlanned(flat)(session, book, batch, flags);
  return { ...outcome, missing };
}

function importSet(
  session: Session,
  book: Gradebook,
  batch: Batch<RosterFormat>,
  format: RosterFormat,
  flags: ImportFlags,
): ImportOutcome {
  const { members } = batch;
  const read = format.read(members, { strict: flags.strict === true });
  const planned = planSet(session, book, read, flags);
  const { unread } = read;
  const result = { ...outcomeOf(flags, 'roster', format.name)(planned), unread };
  if (isRefused(result, flags) || planned.plan === null) return result;
  const { plan } = planned;
  const file = members.length === 1 ? basename(members[0]?.path ?? '') : null;
  writeWithin(book, session.entry('import roster', { file }), (writer) =>
    applyRoster(writer, plan),
  );
  return result;
}

type PlannedSet = Pick<ImportOutcome, 'counts' | 'problems' | 'left' | 'isBroken' | 'missing'> & {
  /** Null where the files as a whole cannot be read. */
  readonly plan: RosterPlan | null;
};

/** Rows that could not be read are left out as bad ones are: then nobody is taken to be gone. */
function planSet(
  session: Session,
  book: Gradebook,
  { set, problems }: ReadRoster,
  flags: ImportFlags,
): PlannedSet {
  if (set === null)
    return { plan: null, counts: NO_ROSTER, problems, left: 0, isBroken: true, missing: [] };
  const roster = loadRoster(book);
  const unread = strictly(problems, flags).filter(isError).length;
  let isTooMuch = false;
  const result = plannedBut<RosterSet, RosterPlan>(
    set,
    flags.skipBad === true,
    (kept, isPartial) => {
      const options = rosterOptions(session, flags, isPartial || unread > 0);
      const made = planRosterSet(kept, roster, options);
      isTooMuch ||= made.isTooMuch;
      return { ...made, problems: strictly(made.problems, flags) };
    },
    withoutPlaces,
  );
  return {
    plan: result.plan,
    counts: result.plan.counts,
    problems: [...problems, ...result.problems],
    left: result.left + unread,
    isBroken: isTooMuch,
    missing: result.plan.missing,
  };
}

/** How a roster is taken by the flags that were given. */
export function rosterOptions(
  session: Session,
  flags: RosterFlags,
  isPartial: boolean,
): RosterOptions {
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
