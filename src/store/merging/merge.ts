/**
 * Bringing gradebooks together: a gradebook takes in others, which are only read. It is then the union
 * of all entries and facts, the same in whatever order they came and however often; what several of them
 * say of one thing is settled by the order of entry, and kept as each has said it.
 */
import type { Day, Id } from '../../core/model.js';
import { openToRead } from '../connecting.js';
import { readable } from '../faults.js';
import { markForgetting } from '../forgetting/forget.js';
import type { Gradebook } from '../open.js';
import type { VersionedTable } from '../schema.js';
import { inTransaction } from '../writing.js';
import { writeBeside } from './beside.js';
import { type Difference, differences } from './differences.js';
import { uniteEvidence } from './evidence.js';
import { forgottenIn, namesWithout, sourcesWithout, stillCalled } from './forgotten.js';
import { type Names, namesOf } from './names.js';
import { differsFrom, newsIn } from './news.js';
import { withOthers } from './others.js';
import { readSource, type Source } from './read.js';
import { refuseClashes, refuseUnsound } from './refusals.js';
import { refuseOtherScales } from './scales.js';
import { stillThere } from './still-there.js';
import { pieceSubjects } from './subjects.js';
import { type Cells, endOf, type Layout, layouts } from './tables.js';
import { withTakenBack } from './taking-back.js';
import { type Layouts, layoutIn, type UnitedTable, unitedTables } from './united.js';
import {
  markMoved,
  renameInCaches,
  type Table,
  writeForgotten,
  writeNames,
  writeTable,
} from './write.js';

export interface MergeAsked {
  /** Only tells what would come. */
  readonly dryRun: boolean;
  /** An id that two gradebooks have is one student's, whatever the names are. */
  readonly sameStudents: boolean;
  /** Called once, when it is sure that something will be written and before anything is. */
  readonly beforeWriting: () => void;
}

/** What came of it. */
export interface Merged {
  /** What this gradebook did not know before, of each other one. */
  readonly others: readonly {
    readonly file: string;
    readonly gradebook: string;
    readonly entries: number;
    /** The day of its last entry, by its own clock. */
    readonly lastDay: Day;
  }[];
  readonly entries: number;
  /** Things and facts that stand now, less those that stood before, by table. */
  readonly gained: ReadonlyMap<VersionedTable, number>;
  /** Students whom one has forgotten and another still has: they are left out. */
  readonly leftOut: number;
  /** Whether anything was written, or would be in a dry run. */
  readonly isNews: boolean;
  /** Where the gradebooks say different things, as it is once they are together. */
  readonly differences: readonly Difference[];
  /** What this gradebook's own entries are named by. */
  readonly uid: string;
}

/**
 * Takes in the gradebooks in these files, in one transaction. Throws `PlError`, with nothing written,
 * where a file cannot be read, where two gradebooks give one id to two children, where things of one
 * gradebook would become one, and where scores would be read on another scale than their own.
 */
export function mergeGradebooks(
  book: Gradebook,
  files: readonly string[],
  asked: MergeAsked,
): Merged {
  const { db } = book;
  let merged: Merged | null = null;
  db.pragma('foreign_keys = OFF');
  try {
    return inTransaction(book, () => {
      merged = withOthers(book, files, (others) => {
        const tables = layouts(db);
        const before = openToRead(book.path);
        try {
          const own = readSource(book.path, before, tables);
          const all = others.map((other) => readSource(other.name, other.book.db, tables));
          return mergeSources(book, [own, ...all], tables, asked);
        } finally {
          before.close();
        }
      });
      if (asked.dryRun || !merged.isNews) throw NOTHING_TO_KEEP;
      return merged;
    });
  } catch (error) {
    if (error === NOTHING_TO_KEEP && merged !== null) return merged;
    throw readable(error, book.path);
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

/** Ends a transaction of which nothing is to stay. */
const NOTHING_TO_KEEP = Symbol('nothing to keep');

function mergeSources(
  book: Gradebook,
  found: readonly Source[],
  tables: Layouts,
  asked: MergeAsked,
): Merged {
  const { names: all, clashes } = namesOf(found, tables, asked.sameStudents);
  refuseClashes(clashes, found);
  const gone = forgottenIn(found, all);
  const people = stillCalled(found, all, gone);
  const things = namesWithout(all, gone, people);
  const sources = sourcesWithout(found, people);
  const evidence = layoutIn(tables, 'evidence');
  const isGone = (student: Id) => gone.has(student);
  const pieces = (asked: ReadonlySet<Id>) =>
    pieceSubjects(sources, things, evidence, asked, isGone);
  const united = stillThere(sources, things, unitedTables(sources, things, tables, gone), pieces);
  const { names, partly } = withTakenBack(sources, things, (see) => {
    for (const { layout, said } of united) see(layout, said);
    uniteEvidence(sources, things, evidence, isGone, null, (said) => see(evidence, said));
  });
  const isNewHistory = differsFrom(sources, names, united);
  const seen = isNewHistory ? null : uniteEvidence(sources, names, evidence, isGone, null);
  const leftOut = new Set(people.map(({ id }) => id)).size;
  const together = { sources, names, united, leftOut };
  if (seen !== null && !seen.differs) return report(book, together, 0, false);
  asked.beforeWriting();
  const written = uniteEvidence(sources, names, evidence, isGone, book.db);
  write(book, together, written.news);
  const beside = { layout: evidence, rows: written.beside };
  writeBeside(book.db, [...united.map(besideOf), beside], partly, names.entries.length);
  // She stood here once, and what was just taken out may still lie in free pages.
  if (stillCalled(found.slice(0, 1), all, gone).length > 0) markForgetting(book.db);
  refuseOtherScales(book, sources, names);
  refuseUnsound(book.db, sources);
  return report(book, together, written.gained, true);
}

/** What several gradebooks are together, but for their evidence. */
interface Together {
  readonly sources: readonly Source[];
  readonly names: Names;
  readonly united: readonly UnitedTable[];
  /** So many students are left out: they were forgotten in one of them. */
  readonly leftOut: number;
}

/** Writes all but the evidence; `students`: those of whose evidence something is new. */
function write(
  book: Gradebook,
  { sources, names, united }: Together,
  students: ReadonlySet<Id>,
): void {
  const news = newsIn(united);
  writeNames(book.db, names);
  for (const table of united) writeTable(book.db, table);
  writeForgotten(book.db, sources, names);
  renameInCaches(book.db, names);
  markMoved(book, new Set([...news.students, ...students]), news.tables);
}

const besideOf = ({ layout, beside }: UnitedTable): Table => ({ layout, rows: beside });

function report(
  book: Gradebook,
  { sources, names, united, leftOut }: Together,
  pieces: number,
  isNews: boolean,
): Merged {
  const [own] = names.renamed;
  const known = new Set(own?.entries.values());
  const gained = new Map<VersionedTable, number>();
  const open = (layout: Layout, rows: readonly Cells[]) =>
    rows.filter((row) => endOf(layout, row) === null).length;
  for (const { layout, rows, own: before } of united)
    gained.set(layout.table, open(layout, rows) - open(layout, before));
  gained.set('evidence', pieces);
  return {
    others: sources.slice(1).map(({ name, uid, entries }, place) => ({
      file: name,
      gradebook: uid,
      lastDay: entries.at(-1)?.day ?? '',
      entries: [...(names.renamed[place + 1]?.entries.values() ?? [])].filter(
        (id) => !known.has(id),
      ).length,
    })),
    entries: names.entries.length - known.size,
    gained,
    leftOut,
    isNews,
    differences: differences(book),
    uid: names.uid,
  };
}
