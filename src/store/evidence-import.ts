/**
 * The evidence of a gradebook as the import of a file needs it: what it holds on one student and
 * competency, and the file's own pieces, which are written part by part in one entry.
 */
import type { EvidencePart } from '../core/importing/evidence.js';
import type { HeldPiece, KnownLedger, KnownPiece } from '../core/importing/evidence-known.js';
import type { PiecePlace } from '../core/importing/piece-marks.js';
import type { Id } from '../core/model.js';
import type { NumberedPiece } from '../core/new-piece.js';
import { PIECE, pieceInserter, wasCarried } from './evidence.js';
import type { Gradebook } from './open.js';
import type { Writer } from './writing.js';

/** Pieces that stand and those that were struck; what an undo took back may come again. */
const KNOWN = `(ended IS NULL OR (
  ended IN (SELECT id FROM entries WHERE command IN ('strike', 'fix'))
  AND NOT EXISTS (
    SELECT 1 FROM evidence again
    WHERE again.student = p.student AND again.competency = p.competency
      AND again.observed_on = p.observed_on AND again.entry = p.entry
      AND again.number = p.number AND again.made > p.made)))`;

/** The score as it was first said on the scale of that day, of a piece that was carried to another since. */
const FIRST_SCORE = `CASE WHEN ${wasCarried('p')} THEN score END AS firstScore`;

/** What the gradebook holds on a student and a competency, but for what the entry `without` brought. */
export function knownPieces(
  book: Gradebook,
  without: Id | null = null,
): Pick<KnownLedger, 'piecesOn' | 'namedOn'> {
  const held = book.db.prepare(
    `SELECT competency, observed_on AS observedOn, entry, number, ended, score, possible, kind, title,
       by, CASE WHEN score IS NULL THEN note END AS note, external_id AS externalId,
       ${FIRST_SCORE}
     FROM evidence p
     WHERE student = ? AND competency = ? AND observed_on BETWEEN ? AND ? AND entry IS NOT ?
       AND ${KNOWN}`,
  );
  const named = book.db.prepare(
    `SELECT ${PIECE}, ended, ${FIRST_SCORE} FROM evidence p
     WHERE student = ? AND competency = ? AND external_id = coalesce(?, external_id)
       AND entry IS NOT ?
       AND ${KNOWN}`,
  );
  const hasAny = studentsWithEvidence(book, without);
  return {
    piecesOn: (student, competency, from, to) => {
      if (!hasAny(student)) return [];
      return inOrder(held.all(student, competency, from, to, without) as HeldPiece[]);
    },
    namedOn: (student, competency, externalId) => {
      if (!hasAny(student)) return [];
      return inOrder(named.all(student, competency, externalId, without) as KnownPiece[]);
    },
  };
}

/** Which of these external ids any scores that stand have, each as often as it has some. */
export function standingUnder(book: Gradebook, ids: ReadonlyMap<string, number>): string[] {
  if (ids.size === 0) return [];
  const all = book.db.prepare(
    `SELECT external_id AS id FROM evidence
     WHERE external_id IS NOT NULL AND ended IS NULL AND score IS NOT NULL`,
  );
  const found: string[] = [];
  for (const { id } of all.iterate() as Iterable<{ id: string }>) if (ids.has(id)) found.push(id);
  return found;
}

/** By entry; sorted here, as a statement that sorts takes twice the time. */
function inOrder<T extends PiecePlace>(pieces: T[]): T[] {
  return pieces.sort((a, b) => a.entry - b.entry || a.number - b.number);
}

/** Whether a student has any piece of another entry, asked of the gradebook once a student. */
function studentsWithEvidence(book: Gradebook, without: Id | null): (student: Id) => boolean {
  const any = book.db.prepare(
    'SELECT 1 FROM evidence WHERE student = ? AND entry IS NOT ? LIMIT 1',
  );
  const known = new Map<Id, boolean>();
  return (student) => {
    const before = known.get(student);
    if (before !== undefined) return before;
    const has = any.get(student, without) !== undefined;
    known.set(student, has);
    return has;
  };
}

/** Writes a file's evidence part by part, on behalf of one entry. */
export interface EvidenceWriting {
  readonly write: (part: EvidencePart) => void;
  readonly broughtOn: KnownLedger['broughtOn'];
  /** Marks the students whose evidence it was; nothing is left when nothing new came. */
  readonly end: () => void;
}

export function evidenceWriting(writer: Writer): EvidenceWriting {
  const { db, entry } = writer;
  // A piece of this very entry, which nobody has seen yet, is no history.
  const withdraw = db.prepare(
    `DELETE FROM evidence WHERE student = ? AND competency = ? AND observed_on = ? AND entry = ?
       AND number = ?`,
  );
  const brought = db.prepare(
    `SELECT ${PIECE} FROM evidence WHERE student = ? AND competency = ? AND entry = ?
       AND external_id IS NOT NULL ORDER BY number`,
  );
  const insert = pieceInserter(writer);
  const touched = new Set<Id>();
  let written = 0;
  return {
    write: ({ pieces, replaced }) => {
      written += pieces.length - replaced.length;
      for (const { student, competency, observedOn, number } of replaced)
        withdraw.run(student, competency, observedOn, entry, number);
      insert(pieces);
      for (const { piece } of pieces) touched.add(piece.student);
    },
    broughtOn: (student, competency) =>
      touched.has(student) ? (brought.all(student, competency, entry) as NumberedPiece[]) : [],
    end: () => {
      if (written === 0) return;
      writer.wrote('evidence');
      for (const student of touched) writer.touch(student);
    },
  };
}
