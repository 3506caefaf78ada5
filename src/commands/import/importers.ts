/** One importer a kind of file that comes in one format: reads the table, plans, and writes the plan. */
import { planPathways } from '../../core/importing/pathways.js';
import { codeIndex } from '../../core/matching/competencies.js';
import { readPathways } from '../../formats/native/pathways.js';
import type { TextTable } from '../../formats/table.js';
import { applyPathways } from '../../store/apply-standards.js';
import type { Gradebook } from '../../store/open.js';
import { loadPathways, loadStandards } from '../../store/standards.js';
import type { Session } from '../session.js';
import type { ImportFlags } from './flags.js';
import { importGroups, NO_GROUPS } from './groups.js';
import { type Importer, noCounts, type PlannedImport, plannedFile } from './planned.js';
import { LINKS } from './standards.js';

/** Those whose files are planned whole and are always in the CSV of `pl`. */
export const IMPORTERS: Readonly<Record<'links' | 'pathways' | 'groups', Importer>> = {
  links: LINKS,
  pathways: {
    kind: 'pathways',
    noCounts: noCounts('pathways', 'stages', 'requirements'),
    plan: importPathways,
  },
  groups: { kind: 'groups', noCounts: NO_GROUPS, plan: importGroups },
};

function importPathways(
  session: Session,
  book: Gradebook,
  table: TextTable,
  flags: ImportFlags,
  unread: boolean,
): PlannedImport {
  const { source, records, problems } = readPathways(table, flags.map ?? []);
  const standards = loadStandards(book);
  const standing = loadPathways(book);
  const plan = plannedFile(
    session,
    book,
    'import pathways',
    { path: table.file, problems, records },
    // A row left out would take its requirement away: a pathway is taken whole.
    { ...flags, skipBad: false },
    IMPORTERS.pathways.noCounts,
    (rows) => planPathways(source, rows, standards, codeIndex(standards), standing),
    applyPathways,
  );
  return { ...plan, isBroken: plan.isBroken || unread };
}
