/** One importer a kind of file: reads the table, plans against the gradebook, and knows how to write the plan. */
import { basename, extname } from 'node:path';
import { PlError } from '../core/errors.js';
import { planLinks } from '../core/importing/links.js';
import { planPathways } from '../core/importing/pathways.js';
import { planRoster } from '../core/importing/roster.js';
import { planStandards } from '../core/importing/standards.js';
import { frameworkOfCodes } from '../core/importing/standards-frameworks.js';
import { codeIndex } from '../core/matching/competencies.js';
import { readPathways } from '../formats/native/pathways.js';
import { readRoster } from '../formats/native/roster.js';
import { isLinks, readLinks, readStandards } from '../formats/native/standards.js';
import type { TextTable } from '../formats/table.js';
import { applyRoster } from '../store/apply-roster.js';
import { applyLinks, applyPathways, applyStandards } from '../store/apply-standards.js';
import { evidenceFinder } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { holdsOn, loadRoster } from '../store/roster.js';
import { loadLinks, loadPathways, loadPolicies, loadStandards } from '../store/standards.js';
import type { ImportFlags, ImportKind } from './import-flags.js';
import { importGroups, NO_GROUPS } from './importers-groups.js';
import { type Importer, noCounts, type PlannedImport, plannedFile } from './importers-planned.js';
import type { Session } from './session.js';

const STANDARDS = noCounts('frameworks', 'competencies', 'links', 'scales');

/** Those whose files are planned whole. */
export const IMPORTERS: Readonly<Record<Exclude<ImportKind, 'evidence'>, Importer>> = {
  roster: {
    kind: 'roster',
    noCounts: noCounts('schools', 'terms', 'staff', 'sections', 'students', 'enrollments'),
    plan: importRoster,
  },
  standards: {
    kind: 'standards',
    noCounts: STANDARDS,
    plan: (session, book, table, flags) =>
      (isLinks(table) ? importLinks : importStandards)(session, book, table, flags),
  },
  links: { kind: 'links', noCounts: STANDARDS, plan: importLinks },
  pathways: {
    kind: 'pathways',
    noCounts: noCounts('pathways', 'stages', 'requirements'),
    plan: importPathways,
  },
  groups: { kind: 'groups', noCounts: NO_GROUPS, plan: importGroups },
};

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
    IMPORTERS.roster.noCounts,
    (rows, partial) => planRoster(source, rows, { ...roster, enrollments }, partial || unread),
    (writer, plan) => applyRoster(writer, plan, session.today),
  );
}

function importStandards(
  session: Session,
  book: Gradebook,
  table: TextTable,
  flags: ImportFlags,
): PlannedImport {
  const read = readStandards(table, flags.map ?? []);
  const standards = loadStandards(book);
  const codes = read.records.filter(({ framework }) => framework === '').map(({ code }) => code);
  const ledger = {
    standards,
    links: loadLinks(book),
    settings: loadPolicies(book),
    hasEvidence: evidenceFinder(book),
  };
  const options = {
    ...read,
    framework: flags.framework ?? frameworkOf(standards, codes, table.file),
  };
  return plannedFile(
    session,
    book,
    'import standards',
    { path: table.file, problems: read.problems, records: read.records },
    flags,
    STANDARDS,
    (rows) => planStandards(read.source, rows, ledger, options),
    applyStandards,
  );
}

/** The framework that already holds these codes, else the file's base name. */
function frameworkOf(
  standards: ReturnType<typeof loadStandards>,
  codes: readonly string[],
  file: string,
): string {
  const holding = frameworkOfCodes(standards, codes);
  if (holding === 'many') {
    throw new PlError(
      'invalid',
      'several frameworks hold codes of this file: say which it is with --framework',
    );
  }
  return holding ?? (file === '-' ? 'standards' : basename(file, extname(file)));
}

function importLinks(
  session: Session,
  book: Gradebook,
  table: TextTable,
  flags: ImportFlags,
): PlannedImport {
  const { source, records, problems } = readLinks(table, flags.map ?? []);
  const standards = loadStandards(book);
  const standing = loadLinks(book);
  return plannedFile(
    session,
    book,
    'import links',
    { path: table.file, problems, records },
    flags,
    STANDARDS,
    (rows) => planLinks(source, rows, standards, standing),
    applyLinks,
  );
}

function importPathways(
  session: Session,
  book: Gradebook,
  table: TextTable,
  flags: ImportFlags,
): PlannedImport {
  const { source, records, problems } = readPathways(table, flags.map ?? []);
  const standards = loadStandards(book);
  const standing = loadPathways(book);
  return plannedFile(
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
}
