/** The import of standards and of the links between them. */
import { basename, extname } from 'node:path';
import { PlError } from '../core/errors.js';
import { planLinks } from '../core/importing/links.js';
import { planStandards } from '../core/importing/standards.js';
import { frameworkOfCodes } from '../core/importing/standards-frameworks.js';
import {
  isLinks,
  type ReadStandards,
  readLinks,
  readStandards,
} from '../formats/native/standards.js';
import type { StandardsFormat } from '../formats/standards/index.js';
import type { TextTable } from '../formats/table.js';
import { applyLinks, applyStandards } from '../store/apply-standards.js';
import { evidenceFinder } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { loadLinks, loadPolicies, loadStandards } from '../store/standards.js';
import type { Batch } from './import-batches.js';
import type { ImportFlags } from './import-flags.js';
import { type ImportOutcome, isRefused, outcomeOf } from './import-outcome.js';
import {
  type Importer,
  importPlanned,
  noCounts,
  type PlannedImport,
  plannedFile,
} from './importers-planned.js';
import type { Session } from './session.js';

export const NO_STANDARDS = noCounts('frameworks', 'competencies', 'links', 'scales');

const FLAT: Importer = {
  kind: 'standards',
  noCounts: NO_STANDARDS,
  plan: (session, book, table, flags) =>
    isLinks(table)
      ? importLinks(session, book, table, flags)
      : importRead(session, book, readStandards(table, flags.map ?? []), flags),
};

export const LINKS: Importer = { kind: 'links', noCounts: NO_STANDARDS, plan: importLinks };

/** A file of standards, in the CSV of `pl` or in the format that was found. */
export function importStandardsBatch(
  session: Session,
  book: Gradebook,
  batch: Batch<StandardsFormat>,
  flags: ImportFlags,
): ImportOutcome {
  const { members, found } = batch;
  const [member] = members;
  if (found === null || member === undefined)
    return importPlanned(FLAT)(session, book, batch, flags);
  const read = found.format.read(member, { maps: flags.map ?? [], assessable: null });
  const planned = importRead(session, book, read, flags);
  const result = outcomeOf(flags, 'standards', found.format.name)(planned);
  if (!isRefused(result, flags)) planned.write();
  return result;
}

function importRead(
  session: Session,
  book: Gradebook,
  read: ReadStandards,
  flags: ImportFlags,
): PlannedImport {
  const { file } = read.source;
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
    framework: flags.framework ?? frameworkOf(standards, codes, file),
  };
  return plannedFile(
    session,
    book,
    'import standards',
    { path: file, problems: read.problems, records: read.records },
    flags,
    NO_STANDARDS,
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
    NO_STANDARDS,
    (rows) => planLinks(source, rows, standards, standing),
    applyLinks,
  );
}
