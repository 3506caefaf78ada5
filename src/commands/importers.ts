/** One importer a kind of file: reads the table, plans against the gradebook, and knows how to write the plan. */
import { basename, extname } from 'node:path';
import { PlError, type Problem } from '../core/errors.js';
import { planLinks } from '../core/importing/links.js';
import { planPathways } from '../core/importing/pathways.js';
import type { Counts } from '../core/importing/records.js';
import { planRoster } from '../core/importing/roster.js';
import { isError, planned } from '../core/importing/skipping.js';
import { planStandards } from '../core/importing/standards.js';
import { frameworkOfCodes } from '../core/importing/standards-frameworks.js';
import { codeIndex } from '../core/matching/competencies.js';
import { readPathways } from '../formats/native/pathways.js';
import { readRoster } from '../formats/native/roster.js';
import { isLinks, readLinks, readStandards } from '../formats/native/standards.js';
import { type TextTable, wholeTable } from '../formats/table.js';
import { applyRoster } from '../store/apply-roster.js';
import { applyLinks, applyPathways, applyStandards } from '../store/apply-standards.js';
import { evidenceFinder } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { holdsOn, loadRoster } from '../store/roster.js';
import { loadLinks, loadPathways, loadPolicies, loadStandards } from '../store/standards.js';
import { type Writer, writeWithin } from '../store/writing.js';
import type { ImportFlags } from './import-flags.js';
import {
  type GivenFile,
  type ImportKind,
  type ImportOutcome,
  isRefused,
  outcomeOf,
  strictly,
} from './import-outcome.js';
import type { Session } from './session.js';

export interface Importer {
  readonly kind: ImportKind;
  /** The counts of an import that found nothing. */
  readonly noCounts: Readonly<Record<string, Counts>>;
  /** `partial`: rows of the file could not be read, and are not in the table. */
  readonly plan: (
    session: Session,
    book: Gradebook,
    table: TextTable,
    flags: ImportFlags,
    partial: boolean,
  ) => PlannedImport;
}

export interface PlannedImport {
  readonly counts: Readonly<Record<string, Counts>>;
  readonly problems: readonly Problem[];
  /** Rows left out. */
  readonly left: number;
  /** The file as a whole cannot be planned: leaving rows out does not help. */
  readonly isBroken: boolean;
  /** Writes the plan, inside the transaction of the import. */
  readonly write: () => void;
}

const NONE: Counts = { add: 0, update: 0, unchanged: 0 };

function noCounts(...kinds: readonly string[]): Readonly<Record<string, Counts>> {
  return Object.fromEntries(kinds.map((kind) => [kind, NONE]));
}

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
};

/** Reads a file whole, plans it and, unless it is at fault, writes the plan. */
export function importPlanned({ kind, noCounts, plan }: Importer) {
  return (
    session: Session,
    book: Gradebook,
    file: GivenFile,
    flags: ImportFlags,
  ): ImportOutcome => {
    const outcome = outcomeOf(flags, kind, 'native');
    const { table, problems } = wholeTable(file.open());
    if (table === null) return outcome({ counts: noCounts, problems, left: 0, isBroken: true });
    const unread = problems.filter(isError).length;
    const planned = plan(session, book, table, flags, unread > 0);
    const { counts, isBroken } = planned;
    const result = outcome({
      counts,
      problems: [...problems, ...planned.problems],
      left: planned.left + unread,
      isBroken,
    });
    if (!isRefused(result, flags)) planned.write();
    return result;
  };
}

interface Plan {
  readonly counts: Readonly<Record<string, Counts>>;
  readonly problems: readonly Problem[];
}

/** Plans the records of a file unless its columns are at fault. */
function plannedFile<R extends { readonly line: number }, P extends Plan>(
  session: Session,
  book: Gradebook,
  command: string,
  file: {
    readonly path: string;
    readonly problems: readonly Problem[];
    readonly records: readonly R[];
  },
  flags: ImportFlags,
  empty: Readonly<Record<string, Counts>>,
  plan: (records: readonly R[], partial: boolean) => P,
  apply: (writer: Writer, plan: P) => void,
): PlannedImport {
  if (file.problems.some(isError)) {
    return {
      counts: empty,
      problems: file.problems,
      left: 0,
      isBroken: true,
      write: () => {},
    };
  }
  const result = planned(file.records, flags.skipBad === true, (rows, partial) => {
    const made = plan(rows, partial);
    return { ...made, problems: strictly(made.problems, flags) };
  });
  return {
    counts: result.plan.counts,
    problems: [...file.problems, ...result.problems],
    left: result.left,
    isBroken: strictly(file.problems, flags).some(isError),
    write: () => {
      const facts = session.entry(command, { file: basename(file.path) });
      writeWithin(book, facts, (writer) => apply(writer, result.plan));
    },
  };
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
