/** The import of rosters: a flat table, or a set of files in one of the formats of other systems. */
import { planRoster } from '../core/importing/roster.js';
import { readRoster } from '../formats/native/roster.js';
import type { RosterFormat } from '../formats/rosters/index.js';
import type { TextTable } from '../formats/table.js';
import { applyRoster } from '../store/apply-roster.js';
import type { Gradebook } from '../store/open.js';
import { holdsOn, loadRoster } from '../store/roster.js';
import type { Batch } from './import-batches.js';
import type { ImportFlags } from './import-flags.js';
import type { ImportOutcome } from './import-outcome.js';
import {
  type Importer,
  importPlanned,
  noCounts,
  type PlannedImport,
  plannedFile,
} from './importers-planned.js';
import type { Session } from './session.js';

export const NO_ROSTER = noCounts(
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'enrollments',
);

const FLAT: Importer = { kind: 'roster', noCounts: NO_ROSTER, plan: importRoster };

export function importRosterBatch(
  session: Session,
  book: Gradebook,
  batch: Batch<RosterFormat>,
  flags: ImportFlags,
): ImportOutcome {
  return importPlanned(FLAT)(session, book, batch, flags);
}

function importRoster(
  session: Session,
  book: Gradebook,
  table: TextTable,
  flags: ImportFlags,
  unread: boolean,
): PlannedImport {
  const { source, records, problems } = readRoster(table, flags.map ?? []);
  const roster = loadRoster(book);
  const enrollments = roster.enrollments.filter((one) => holdsOn(one, session.today));
  return plannedFile(
    session,
    book,
    'import roster',
    { path: table.file, problems, records },
    flags,
    NO_ROSTER,
    (rows, partial) => planRoster(source, rows, { ...roster, enrollments }, partial || unread),
    (writer, plan) => applyRoster(writer, plan, session.today),
  );
}
