/** Writing evidence and decisions, and reading pieces whole. */
import type Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';
import type { Day, Id } from '../core/model.js';
import type { NewPiece, NumberedPiece } from '../core/new-piece.js';
import { readUid } from './entries.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

/**
 * The condition of a piece that was carried to another scale: it was first said as a score on the scale
 * of that day, and stands as so many of its top.
 */
export function wasCarried(alias: string): string {
  const same = ['student', 'competency', 'observed_on', 'entry', 'number'].map(
    (column) => `first.${column} = ${alias}.${column}`,
  );
  return `${alias}.made <> ${alias}.entry AND ${alias}.possible IS NOT NULL AND EXISTS (
    SELECT 1 FROM evidence first
    WHERE ${same.join(' AND ')} AND first.made = ${alias}.entry AND first.possible IS NULL)`;
}

/** A piece with all that was said of it. */
export interface WholePiece extends NumberedPiece {
  readonly entry: Id;
}

/** Adds pieces, numbered within the entry in their order, and marks their students as moved. */
export function addEvidence(writer: Writer, pieces: readonly NewPiece[]): void {
  if (pieces.length === 0) return;
  writer.wrote('evidence');
  pieceInserter(writer)(pieces.map((piece, index) => ({ piece, number: index + 1 })));
  for (const student of new Set(pieces.map((piece) => piece.student))) writer.touch(student);
}

/** Inserts pieces under their numbers; who calls it says so, and marks the students. */
export function pieceInserter({
  db,
  entry,
}: Pick<Writer, 'db' | 'entry'>): (
  pieces: readonly { readonly piece: NewPiece; readonly number: number }[],
) => void {
  const statements = new Map<string, Statement>();
  const insertOf = (columns: readonly Column[], rows: number): Statement => {
    const names = columns.map(([name]) => name).join(', ');
    const known = statements.get(`${rows} ${names}`);
    if (known !== undefined) return known;
    const row = `(${entry}, ${entry}, ?, ${columns.map(() => '?').join(', ')})`;
    const made = db.prepare(
      `INSERT INTO evidence (entry, made, number, ${names}) VALUES ${Array(rows).fill(row).join(', ')}`,
    );
    statements.set(`${rows} ${names}`, made);
    return made;
  };
  return (pieces) => {
    const columns = COLUMNS.filter(([, key]) => pieces.some(({ piece }) => piece[key] !== null));
    for (let at = 0; at < pieces.length; ) {
      const rows = pieces.length - at < TOGETHER ? 1 : TOGETHER;
      const values: Cell[] = [];
      for (const end = at + rows; at < end; at++) {
        const row = pieces[at];
        if (row === undefined) break;
        values.push(row.number);
        for (const [, key] of columns) values.push(row.piece[key]);
      }
      insertOf(columns, rows).run(values);
    }
  };
}

type Cell = string | number | null;
type Statement = Database.Statement<[readonly Cell[]]>;
type Column = (typeof COLUMNS)[number];

/** Rows of one statement: in the order of the table, many together take less time than one by one. */
const TOGETHER = 200;

const COLUMNS = [
  ['student', 'student'],
  ['competency', 'competency'],
  ['observed_on', 'observedOn'],
  ['score', 'score'],
  ['possible', 'possible'],
  ['kind', 'kind'],
  ['title', 'title'],
  ['by', 'by'],
  ['note', 'note'],
  ['link', 'link'],
  ['support', 'support'],
  ['tags', 'tags'],
  ['external_id', 'externalId'],
] as const satisfies readonly (readonly [string, keyof NewPiece])[];

/** The columns of a whole piece. */
export const PIECE = `student, competency, observed_on AS observedOn, entry, number, score, possible, kind, title,
  by, note, link, support, tags, external_id AS externalId`;

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

/** Takes one standing piece out. Throws `PlError('conflict')` where somebody else did so just now. */
export function endPiece(writer: Writer, piece: WholePiece): void {
  if (!endedPiece(writer, piece))
    throw new PlError('conflict', 'this piece was taken out already, just now');
}

/** Takes one piece out, and says whether it still stood. */
export function endedPiece(writer: Writer, piece: WholePiece): boolean {
  const { student, competency, observedOn, entry, number } = piece;
  const ended = writer.end('evidence', {
    student,
    competency,
    observed_on: observedOn,
    entry,
    number,
  });
  if (ended > 0) writer.touch(student);
  return ended > 0;
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
