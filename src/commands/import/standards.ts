/** The import of standards and of the links between them. */
import { basename, extname } from 'node:path';
import { PlError, type Problem } from '../../core/errors.js';
import { planLinks } from '../../core/importing/links.js';
import { nearNames } from '../../core/importing/near-names.js';
import type { StandardsRecord } from '../../core/importing/records.js';
import { isError } from '../../core/importing/skipping.js';
import { planStandards } from '../../core/importing/standards.js';
import { frameworkHolding } from '../../core/importing/standards-frameworks.js';
import { isLinks, readLinks } from '../../formats/native/links.js';
import { type ReadStandards, readStandards } from '../../formats/native/standards.js';
import type { StandardsFormat } from '../../formats/standards/format.js';
import type { TextTable } from '../../formats/table.js';
import { applyLinks, applyStandards } from '../../store/apply-standards.js';
import { evidenceFinder } from '../../store/evidence.js';
import type { Gradebook } from '../../store/open.js';
import { loadLinks, loadOutsideLinks, loadPolicies, loadStandards } from '../../store/standards.js';
import type { Session } from '../session.js';
import { typesHint } from '../standards-types.js';
import type { Batch } from './batches.js';
import type { ImportFlags } from './flags.js';
import { type ImportOutcome, isRefused, outcomeOf } from './outcome.js';
import {
  type Importer,
  importPlanned,
  noCounts,
  type PlannedImport,
  plannedFile,
} from './planned.js';

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
  const read = found.format.read(member, {
    maps: flags.map ?? [],
    assessable: flags.assessable ?? null,
  });
  const planned = importRead(session, book, read, flags);
  const unread = unreadRows(read);
  const result = outcomeOf(
    flags,
    'standards',
    found.format.name,
  )({
    ...planned,
    problems: [...unread, ...planned.problems],
    left: planned.left + unread.length,
  });
  if (!isRefused(result, flags)) planned.write();
  return result;
}

/** Rows that did not come to be records. */
function unreadRows({ records, rowProblems = [] }: ReadStandards): readonly Problem[] {
  const lines = new Set(records.map(({ line }) => line));
  return rowProblems.filter((problem) => isError(problem) && !lines.has(problem.line));
}

/** The faults of these rows among those that the format found. */
function faultsAmong(
  rows: readonly StandardsRecord[],
  { records, rowProblems = [] }: ReadStandards,
): readonly Problem[] {
  const [all, lines] = [records, rows].map((some) => new Set(some.map(({ line }) => line)));
  return rowProblems.filter(
    (problem) => lines?.has(problem.line) || (!isError(problem) && !all?.has(problem.line)),
  );
}

function importRead(
  session: Session,
  book: Gradebook,
  read: ReadStandards,
  flags: ImportFlags,
): PlannedImport {
  const { file } = read.source;
  const standards = loadStandards(book);
  const assessable = assessableTypes(read, flags);
  const nameless = read.records.filter(({ framework }) => framework === '');
  const ledger = {
    standards,
    links: loadLinks(book),
    settings: loadPolicies(book),
    outside: loadOutsideLinks(book),
    hasEvidence: evidenceFinder(book),
  };
  const framework =
    flags.framework ?? (read.framework?.name || frameworkOf(standards, nameless, file));
  const options = {
    ...read,
    whole: read.framework && { ...read.framework, name: read.framework.name || framework },
    chosen: flags.framework ?? null,
    associations: read.links,
    assessable,
    framework,
  };
  const planned = plannedFile(
    session,
    book,
    'import standards',
    { path: file, problems: read.problems, records: read.records },
    flags,
    NO_STANDARDS,
    (rows, partial) => {
      const plan = planStandards(read.source, rows, ledger, { ...options, partial });
      const problems = [...faultsAmong(rows, read), ...plan.problems];
      return { ...plan, problems: problems.sort((a, b) => a.line - b.line) };
    },
    applyStandards,
  );
  const isNew = (planned.news ?? null) === null && flags.assessable === undefined;
  const hint = isNew && read.framework != null ? typesHint(read.records) : null;
  return { ...planned, hint, isBroken: planned.isBroken || isOneLine(read) };
}

/** Where all items stand on one line, none can be left out alone. */
function isOneLine({ records }: ReadStandards): boolean {
  return records.length > 1 && new Set(records.map(({ line }) => line)).size === 1;
}

/**
 * The item types of `--assessable`, in lower case; null: not said. Throws `PlError('invalid')` for one of
 * which the file has no item.
 */
function assessableTypes(read: ReadStandards, flags: ImportFlags): readonly string[] | null {
  if (flags.assessable === undefined) return null;
  const types = flags.assessable.map((type) => type.trim()).filter((type) => type !== '');
  const known = new Map(
    read.records
      .filter(({ type }) => type !== '')
      .map(({ type }) => [type.toLowerCase(), type] as const),
  );
  const unknown = types.find((type) => !known.has(type.toLowerCase()));
  if (unknown !== undefined && read.records.length > 0) {
    const names = [...known.values()].join(', ') || 'none';
    throw new PlError(
      'invalid',
      `no item of ${read.source.file} is of type "${unknown}": its types are ${names}`,
    );
  }
  return types.map((type) => type.toLowerCase());
}

/** The framework that already holds these competencies, else the file's base name. */
function frameworkOf(
  standards: ReturnType<typeof loadStandards>,
  records: readonly StandardsRecord[],
  file: string,
): string {
  const holding = frameworkHolding(standards, records);
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
  const { source, records, problems, isNear } = readLinks(table, flags.map ?? []);
  const standards = loadStandards(book);
  const standing = loadLinks(book);
  return plannedFile(
    session,
    book,
    'import links',
    { path: table.file, problems, records },
    flags,
    NO_STANDARDS,
    (rows) => {
      if (!isNear) return planLinks(source, rows, standards, standing);
      const near = nearNames(source, rows, standards);
      const plan = planLinks(source, near.records, standards, standing);
      return { ...plan, problems: saidOnce([...near.problems, ...plan.problems]) };
    },
    applyLinks,
  );
}

/** What fits several codes is equal to none: of the faults of a cell the first is enough. */
function saidOnce(problems: readonly Problem[]): readonly Problem[] {
  const cells = new Map(problems.toReversed().map((one) => [`${one.line} ${one.field}`, one]));
  return [...cells.values()].sort((a, b) => a.line - b.line);
}
