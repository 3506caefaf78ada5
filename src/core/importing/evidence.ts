/**
 * What a file of evidence changes. A row is a new piece, a new score under a known external id, or a
 * piece that the gradebook holds already: then nothing happens, however often the file comes.
 */
import type { Problem } from '../errors.js';
import type { NewPiece, NumberedPiece } from '../new-piece.js';
import { comparer, type KnownLedger, type Row } from './evidence-known.js';
import { pieceReader, type ReadingLedger } from './evidence-reading.js';
import { type Counts, type EvidenceRecord, faultsOf, type Source, tally } from './records.js';

/** What planning needs to know of the gradebook. */
export type EvidenceLedger = ReadingLedger & KnownLedger;

/** What the gradebook holds, for pieces that come whole: there are no earlier parts. */
export type WholeLedger = Omit<KnownLedger, 'broughtOn'>;

/** A piece that is to be written, and its number within the entry. */
export interface Numbered {
  readonly piece: NewPiece;
  readonly number: number;
}

/** A piece of a file, the physical line (1-based) that says it, and what becomes of it. */
export interface FileRow extends Row {
  readonly line: number;
  /** Within the entry; 0 where it is not written. */
  number: number;
}

/** What a part of a file changes; it is written before the next part is planned. */
export interface EvidencePart {
  /** New pieces in the order in which the gradebook keeps them, numbered in that of the file. */
  readonly pieces: readonly Numbered[];
  /** Pieces of earlier parts that are not to be written after all. */
  readonly replaced: readonly NumberedPiece[];
}

/** Plans a file part by part, so that it may be longer than memory. */
export interface EvidencePlanner {
  /** What the records of one line say; nothing where any of them is at fault. */
  readonly readRow: (records: readonly EvidenceRecord[]) => readonly FileRow[];
  /** What the next rows change, in the order of the file. */
  readonly plan: (rows: readonly FileRow[]) => EvidencePart;
  /** What the file has come to so far. */
  readonly counts: Readonly<Record<'evidence', Counts>>;
  readonly problems: readonly Problem[];
}

/** A planner that has read nothing yet; `strict`: what would be a warning is an error. */
export function evidencePlanner(
  source: Source,
  ledger: EvidenceLedger,
  strict = false,
): EvidencePlanner {
  const faults = faultsOf(source, strict);
  const read = pieceReader(ledger, faults);
  const compare = comparer(ledger, source);
  const counts = tally();
  let number = 0;

  const readRow = (records: readonly EvidenceRecord[]) => {
    const before = faults.errors();
    const rows: FileRow[] = [];
    for (const record of records) {
      const piece = read(record);
      if (piece !== null) rows.push({ piece, line: record.line, outcome: 'add', number: 0 });
    }
    return faults.errors() > before ? [] : rows;
  };

  const plan = (rows: readonly FileRow[]): EvidencePart => {
    const sorted = clustered(rows);
    const replaced: NumberedPiece[] = [];
    for (const group of groupsOf(sorted)) for (const one of compare(group)) replaced.push(one);
    counts.update -= replaced.length;
    counts.unchanged += replaced.length;
    for (const row of rows) {
      if (row.isAlike === true) faults.warning(row.line, null, 'alike', ALIKE);
      if (row.isAlike === true && strict) continue;
      counts[row.outcome]++;
      if (row.outcome !== 'unchanged') row.number = ++number;
    }
    return { pieces: sorted.filter((row) => row.number > 0), replaced };
  };
  return {
    readRow,
    plan,
    counts: { evidence: counts },
    problems: faults.problems,
  };
}

const ALIKE =
  'the gradebook holds a piece of that day that is the same but for its score, or title and teacher, or external id; both count (pl explain lists them, pl strike takes one out)';

/** What pieces that fit into memory come to, one row a piece, in their order. */
export function comparedRows(
  pieces: readonly NewPiece[],
  ledger: WholeLedger,
  source: Source,
): readonly Readonly<Row>[] {
  const rows = pieces.map((piece): Row => ({ piece, outcome: 'add' }));
  const compare = comparer({ ...ledger, broughtOn: () => [] }, source);
  for (const group of groupsOf(clustered(rows))) compare(group);
  return rows;
}

/** Rows by student and competency, in the order of their ids, which is that of the gradebook. */
function clustered<R extends Row>(rows: readonly R[]): R[] {
  return [...rows].sort(
    (a, b) => a.piece.student - b.piece.student || a.piece.competency - b.piece.competency,
  );
}

/** Sorted rows, a student and a competency at a time. */
function* groupsOf<R extends Row>(sorted: readonly R[]): Iterable<readonly R[]> {
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const { student, competency } = sorted[start]?.piece ?? {};
    for (end = start + 1; end < sorted.length; end++) {
      const next = sorted[end]?.piece;
      if (next?.student !== student || next?.competency !== competency) break;
    }
    yield sorted.slice(start, end);
  }
}
