/** Writing evidence and decisions, and reading pieces whole. */
import { PlError } from '../core/errors.js';
import type { KnownPiece } from '../core/importing/evidence-known.js';
import type { Day, Id } from '../core/model.js';
import type { NewPiece } from '../core/new-piece.js';
import { readUid } from './entries.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

/** A piece with all that was said of it. */
export interface WholePiece extends NewPiece {
  readonly entry: Id;
  readonly number: number;
}

/** Adds pieces, numbered within the entry from `first`, and marks their students as moved. */
export function addEvidence(writer: Writer, pieces: Iterable<NewPiece>, first = 1): void {
  let number = first;
  const touched = new Set<Id>();
  for (const piece of pieces) {
    writer.make('evidence', {
      student: piece.student,
      competency: piece.competency,
      observed_on: piece.observedOn,
      number: number++,
      score: piece.score,
      possible: piece.possible,
      kind: piece.kind,
      title: piece.title,
      by: piece.by,
      note: piece.note,
      link: piece.link,
      support: piece.support,
      tags: piece.tags,
      external_id: piece.externalId,
    });
    touched.add(piece.student);
  }
  for (const student of touched) writer.touch(student);
}

const PIECE = `student, competency, observed_on AS observedOn, entry, number, score, possible, kind, title,
  by, note, link, support, tags, external_id AS externalId`;

/**
 * The pieces of a student that an import must know: those that stand and those that were struck, in
 * the order of entry. What an undo took back is not among them and may come again.
 */
export function knownPieceReader(book: Gradebook): (student: Id) => KnownPiece[] {
  const statement = book.db.prepare(
    `SELECT ${PIECE}, ended IS NOT NULL AS struck FROM evidence p
     WHERE student = ? AND (ended IS NULL OR (
       ended IN (SELECT id FROM entries WHERE command IN ('strike', 'fix'))
       AND NOT EXISTS (
         SELECT 1 FROM evidence again
         WHERE again.student = p.student AND again.competency = p.competency
           AND again.observed_on = p.observed_on AND again.entry = p.entry
           AND again.number = p.number AND again.made > p.made)))
     ORDER BY entry, number`,
  );
  return (student) =>
    (statement.all(student) as (WholePiece & { struck: number })[]).map((piece) => ({
      ...piece,
      struck: piece.struck === 1,
    }));
}

/**
 * Every piece that stands in a view, for export: student by student in the order of entry, so that an
 * import elsewhere enters them in the same order, which decides among the pieces of one day.
 */
export function* standingPieces(
  book: Gradebook,
  students: Iterable<Id>,
  view: View = NOW,
): Iterable<WholePiece> {
  const statement = book.db.prepare(
    `SELECT ${PIECE} FROM evidence e
     WHERE student = @student AND observed_on <= @asOf AND ${holds('e')}
     ORDER BY entry, number`,
  );
  for (const student of students) {
    yield* statement.all({ ...bound(view), student }) as WholePiece[];
  }
}

/** A standing piece by its uid. Throws `PlError('not_found')`, or `conflict` when it was struck. */
export function pieceByUid(book: Gradebook, uid: string): WholePiece {
  const { entry, number } = readUid(book, uid);
  const rows = book.db
    .prepare(
      `SELECT ${PIECE}, ended FROM evidence WHERE entry = ? AND number = ? ORDER BY made DESC`,
    )
    .all(entry, number) as (WholePiece & { ended: Id | null })[];
  const [piece] = rows;
  if (piece === undefined) {
    throw new PlError('not_found', `there is no piece of evidence "${uid}"`);
  }
  if (piece.ended !== null) throw new PlError('conflict', `piece ${uid} was taken out already`);
  const { ended: _ended, ...whole } = piece;
  return whole;
}

/** Takes one standing piece out. */
export function endPiece(writer: Writer, piece: WholePiece): void {
  const { student, competency, observedOn, entry, number } = piece;
  const ended = writer.end('evidence', {
    student,
    competency,
    observed_on: observedOn,
    entry,
    number,
  });
  if (ended === 0) throw new PlError('conflict', 'this piece was taken out already, just now');
  writer.touch(student);
}

/** Whether anything that stands was recorded on a competency. */
export function evidenceFinder(book: Gradebook): (competency: Id) => boolean {
  let known: Set<Id> | null = null;
  return (competency) => {
    known ??= new Set(
      book.db
        .prepare('SELECT DISTINCT competency FROM evidence WHERE ended IS NULL')
        .pluck()
        .all() as Id[],
    );
    return known.has(competency);
  };
}

/** What a teacher decided about one student and competency. */
export interface Decision {
  readonly student: Id;
  readonly competency: Id;
  readonly reason: string;
  readonly on: Day;
  readonly by: string | null;
}

/** A professional judgement, in place of an earlier one. */
export function addOverride(writer: Writer, decision: Decision & { readonly level: number }): void {
  const { student, competency, level, reason, on, by } = decision;
  writer.end('overrides', { student, competency });
  writer.make('overrides', { student, competency, level, reason, on_day: on, by });
  writer.touch(student);
}

export function addExcuse(writer: Writer, decision: Decision): void {
  const { student, competency, reason, on, by } = decision;
  writer.end('excuses', { student, competency });
  writer.make('excuses', { student, competency, reason, on_day: on, by });
  writer.touch(student);
}

/** Takes a judgement or an excuse back; says whether there was one. */
export function clearDecision(
  writer: Writer,
  table: 'overrides' | 'excuses',
  student: Id,
  competency: Id,
): boolean {
  writer.touch(student);
  return writer.end(table, { student, competency }) > 0;
}

export function addNote(
  writer: Writer,
  note: {
    readonly student: Id;
    readonly competency: Id | null;
    readonly on: Day;
    readonly text: string;
    readonly by: string | null;
  },
): void {
  const { student, competency, on, text, by } = note;
  writer.make('notes', { student, competency, on_day: on, text, by });
}

/** A note as it is read: words on a day, maybe on a competency. */
export interface Note {
  readonly competency: Id | null;
  readonly on: Day;
  readonly text: string;
  readonly by: string | null;
  /** It came with a piece of evidence. */
  readonly withEvidence: boolean;
}

/** What was said about a student in words, with and without a score, oldest first. */
export function notesAbout(book: Gradebook, student: Id, view: View = NOW): Note[] {
  const rows = book.db
    .prepare(
      `SELECT competency, on_day AS "on", text, by, 0 AS withEvidence, entry FROM notes n
       WHERE student = @student AND on_day <= @asOf AND ${holds('n')}
       UNION ALL
       SELECT competency, observed_on, note, by, 1, entry FROM evidence e
       WHERE student = @student AND note IS NOT NULL AND observed_on <= @asOf AND ${holds('e')}
       ORDER BY "on", entry`,
    )
    .all({ ...bound(view), student }) as (Omit<Note, 'withEvidence'> & { withEvidence: number })[];
  return rows.map(({ competency, on, text, by, withEvidence }) => ({
    competency,
    on,
    text,
    by,
    withEvidence: withEvidence === 1,
  }));
}

export function addAdvance(
  writer: Writer,
  advance: {
    readonly student: Id;
    readonly pathway: Id;
    readonly from: Id | null;
    readonly to: Id | null;
    readonly reason: string | null;
    readonly on: Day;
    readonly by: string | null;
  },
): void {
  const { student, pathway, from, to, reason, on, by } = advance;
  writer.make('advances', {
    student,
    pathway,
    from_stage: from,
    to_stage: to,
    reason,
    on_day: on,
    by,
  });
  writer.touch(student);
}
