/** Which importer takes which files, and all of them in one transaction. */
import type { Problem } from '../../core/errors.js';
import { isError } from '../../core/importing/skipping.js';
import { EVIDENCE_FORMATS } from '../../formats/evidence/index.js';
import { hasOwnColumns } from '../../formats/evidence/own-columns.js';
import type { Signs } from '../../formats/format.js';
import { type Member, Unreadable } from '../../formats/member.js';
import { ROSTER_FORMATS } from '../../formats/rosters/index.js';
import { STANDARDS_FORMATS } from '../../formats/standards/index.js';
import type { Gradebook } from '../../store/open.js';
import { inTransaction } from '../../store/writing.js';
import type { Session } from '../session.js';
import { type Batch, batchesOf, decided } from './batches.js';
import { importEvidence, NO_EVIDENCE } from './evidence.js';
import type { ImportFlags, ImportKind } from './flags.js';
import { IMPORTERS } from './importers.js';
import { type ImportOutcome, isRefused, outcomeOf, strictly, together } from './outcome.js';
import { importPlanned } from './planned.js';
import { importRosters, NO_ROSTER } from './roster.js';
import { importStandardsBatch, NO_STANDARDS } from './standards.js';

/** Imports what belongs together, within the transaction. */
type ImportOne = (session: Session, book: Gradebook, flags: ImportFlags) => ImportOutcome;

export interface Imports {
  /** In the order in which the files were given. */
  readonly imports: readonly ImportOne[];
  readonly batches: readonly Batch<Signs>[];
}

/** What is to be imported of `paths`, in the format that is asked for, found, or chosen by a person. */
export function importsOf(
  session: Session,
  kind: ImportKind,
  members: readonly Member[],
  { format, map = [] }: ImportFlags,
  paths: readonly string[],
): Promise<Imports> {
  return decided(session, (chosen) => importsAs(kind, members, chosen ?? format, map, paths));
}

function importsAs(
  kind: ImportKind,
  members: readonly Member[],
  format: string | undefined,
  maps: readonly string[],
  paths: readonly string[],
): Imports {
  switch (kind) {
    case 'roster': {
      const batches = batchesOf(ROSTER_FORMATS, members, format);
      const all: ImportOne = (session, book, flags) =>
        importRosters(session, book, batches, flags, paths);
      return { imports: batches.length === 0 ? [] : [all], batches };
    }
    case 'standards':
      return each(batchesOf(STANDARDS_FORMATS, members, format), importStandardsBatch);
    case 'evidence':
      return each(
        batchesOf(EVIDENCE_FORMATS, members, format, (file) => hasOwnColumns(file, maps)),
        importEvidence,
      );
    default:
      return each(batchesOf([], members, format), importPlanned(IMPORTERS[kind]));
  }
}

function each<F extends Signs>(
  batches: readonly Batch<F>[],
  importOne: (
    session: Session,
    book: Gradebook,
    batch: Batch<F>,
    flags: ImportFlags,
  ) => ImportOutcome,
): Imports {
  const imports = batches.map(
    (batch): ImportOne =>
      (session, book, flags) =>
        importOne(session, book, batch, flags),
  );
  return { imports, batches };
}

/**
 * Imports files one after the other in one transaction, so that a later file may rest on an earlier
 * one and nothing stays of any when one is refused. `said` are the problems of how the files lie.
 */
export function importAll(
  session: Session,
  book: Gradebook,
  kind: ImportKind,
  said: readonly Problem[],
  imports: readonly ImportOne[],
  flags: ImportFlags,
): ImportOutcome {
  const whole = (problems: readonly Problem[]) => {
    const isBroken = strictly(problems, flags).some(isError);
    return outcomeOf(flags, kind, '')({ counts: NO_COUNTS[kind], problems, left: 0, isBroken });
  };
  const done: ImportOutcome[] = [whole(said)];
  const act = () => {
    if (done.some((one) => isRefused(one, flags))) throw new NotWritten();
    for (const importOne of imports) done.push(importOne(session, book, flags));
    if (flags.dryRun === true || done.some((one) => isRefused(one, flags))) throw new NotWritten();
  };
  try {
    inTransaction(book, act);
  } catch (error) {
    if (error instanceof Unreadable) done.push(whole([error.problem]));
    else if (!(error instanceof NotWritten)) throw error;
  }
  return together(kind, done, flags);
}

/** What an import that found nothing counts. */
const NO_COUNTS: Readonly<Record<ImportKind, ImportOutcome['counts']>> = {
  roster: NO_ROSTER,
  standards: NO_STANDARDS,
  links: NO_STANDARDS,
  evidence: NO_EVIDENCE,
  pathways: IMPORTERS.pathways.noCounts,
  groups: IMPORTERS.groups.noCounts,
};

/** Unwinds the transaction of an import that is not to be written. */
class NotWritten extends Error {}
