/** How a file that is planned whole is imported: its table read, its records planned, the plan written. */
import { basename } from 'node:path';
import type { Problem } from '../../core/errors.js';
import type { Counts } from '../../core/importing/records.js';
import { isError, planned } from '../../core/importing/skipping.js';
import type { News } from '../../core/importing/standards-news.js';
import { NATIVE, type Signs } from '../../formats/format.js';
import { type TextTable, wholeTable } from '../../formats/table.js';
import type { Gradebook } from '../../store/open.js';
import { type Writer, writeWithin } from '../../store/writing.js';
import type { EntryCommand } from '../entry-commands.js';
import type { Session } from '../session.js';
import type { Batch } from './batches.js';
import type { ImportFlags, ImportKind } from './flags.js';
import { type ImportOutcome, isRefused, outcomeOf, strictly } from './outcome.js';

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
  readonly news?: News | null;
  readonly hint?: string | null;
  /** Writes the plan, inside the transaction of the import. */
  readonly write: () => void;
}

const NONE: Counts = { add: 0, update: 0, unchanged: 0 };

/** The counts of an import of these things that found nothing. */
export function noCounts(...kinds: readonly string[]): Readonly<Record<string, Counts>> {
  return Object.fromEntries(kinds.map((kind) => [kind, NONE]));
}

/** Reads a file whole, plans it and, unless it is at fault, writes the plan. */
export function importPlanned({ kind, noCounts, plan }: Importer) {
  return (
    session: Session,
    book: Gradebook,
    { members: [file] }: Batch<Signs>,
    flags: ImportFlags,
  ): ImportOutcome => {
    const outcome = outcomeOf(flags, kind, NATIVE);
    if (file === undefined) throw new Error('nothing to import');
    const { table, problems } = wholeTable(file.open());
    if (table === null) return outcome({ counts: noCounts, problems, left: 0, isBroken: true });
    const unread = problems.filter(isError).length;
    const planned = plan(session, book, table, flags, unread > 0);
    const { counts, isBroken, news = null } = planned;
    const result = outcome({
      counts,
      news,
      problems: [...problems, ...planned.problems],
      left: planned.left + unread,
      isBroken,
    });
    if (!isRefused(result, flags)) planned.write();
    return result;
  };
}

interface Plan {
  readonly news?: News | null;
  readonly counts: Readonly<Record<string, Counts>>;
  readonly problems: readonly Problem[];
}

/** Plans the records of a file unless its columns are at fault. */
export function plannedFile<R extends { readonly line: number }, P extends Plan>(
  session: Session,
  book: Gradebook,
  command: EntryCommand,
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
    // A plan that still has errors is not one to write, whatever rows were left out for others.
    isBroken: [...strictly(file.problems, flags), ...result.plan.problems].some(isError),
    news: result.plan.news ?? null,
    write: () => {
      const facts = session.entry(command, { file: basename(file.path) });
      writeWithin(book, facts, (writer) => apply(writer, result.plan));
    },
  };
}
