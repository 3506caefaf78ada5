/** Telling a piece that is new from one that the gradebook holds, so that a file may come twice. */
import { groupBy } from '../grouping.js';
import type { Day, Id } from '../model.js';
import type { NewPiece, NumberedPiece } from '../new-piece.js';
import type { Standards } from '../standards.js';
import {
  equalityKey,
  type FirstSaid,
  firstSaidKey,
  type Said,
  saysTheSame,
  wasCarried,
} from './evidence-same.js';
import { type PieceMarks, type PiecePlace, pieceMarks } from './piece-marks.js';
import type { Counts, Source } from './records.js';
import { seenTexts } from './seen.js';

/** What the gradebook holds on one student and competency, pieces in the order of entry. */
export interface KnownLedger {
  readonly standards: Standards;
  /** The pieces of these days, both included, that stand or were struck, but not the file's own. */
  readonly piecesOn: (student: Id, competency: Id, from: Day, to: Day) => readonly HeldPiece[];
  /**
   * Those of any day under this external id, or with null under any, that stand or were struck, but
   * not the file's own.
   */
  readonly namedOn: (
    student: Id,
    competency: Id,
    externalId: string | null,
  ) => readonly KnownPiece[];
  /** Those with an external id that earlier parts of the file brought. */
  readonly broughtOn: (student: Id, competency: Id) => readonly NumberedPiece[];
}

/** A piece of the gradebook; one that was struck stays known, and `ended` names the entry. */
interface Held extends PiecePlace, FirstSaid {
  readonly ended: Id | null;
}

export type HeldPiece = Said & Held;
export type KnownPiece = NewPiece & Held;

/** A row of a file and what it comes to, which is an addition unless it is known. */
export interface Row {
  readonly piece: NewPiece;
  outcome: keyof Counts;
  /** The gradebook holds one that may be meant to be the same: of that day, but for one thing or the id. */
  isAlike?: boolean;
  /** What makes it unchanged was struck. */
  isStruck?: boolean;
}

/**
 * Compares the rows of a file with what the gradebook holds, part by part: under an external id with
 * what was said last, else the k-th equal row is the k-th equal piece. The rows of one call are on
 * one student and competency, in the order of the file. Where the file has external ids, a row that
 * leaves its id blank is none of the pieces with one. Gives the pieces of earlier parts in whose stead
 * one of them speaks.
 */
export function comparer(
  ledger: KnownLedger,
  source: Source,
): (rows: readonly Row[]) => readonly NumberedPiece[] {
  const hasIds = source.header('external_id') !== null;
  const marks = pieceMarks();
  const equals = compareEquals(ledger, hasIds, marks);
  const named = compareNamed(ledger, source);
  const alike = compareNameless(ledger, marks);
  return (rows) => {
    if (!hasIds) {
      equals(rows);
      return NONE;
    }
    const withId = rows.filter(({ piece }) => piece.externalId !== null);
    if (withId.length < rows.length) {
      equals(withId.length === 0 ? rows : rows.filter(({ piece }) => piece.externalId === null));
    }
    if (withId.length === 0) return NONE;
    const replaced = named(withId);
    alike(withId.filter(({ outcome }) => outcome === 'add'));
    return replaced;
  };
}

const NONE: readonly NumberedPiece[] = [];

/** A row is known when the gradebook holds an equal piece for which no row has come yet. */
function compareEquals(
  ledger: KnownLedger,
  hasIds: boolean,
  marks: PieceMarks,
): (rows: readonly Row[]) => void {
  const key = (piece: Said) => equalityKey(piece, ledger.standards);
  return (rows) => {
    const [first] = rows;
    if (first === undefined) return;
    const { student, competency } = first.piece;
    const held = ledger.piecesOn(student, competency, ...daysOf(rows));
    if (held.length === 0) return;
    const left = held.filter(
      (piece) => !marks.has(piece) && !(hasIds && piece.externalId !== null),
    );
    const equal = groupBy(left, key);
    const carried = groupBy(left.filter(wasCarried), firstSaidKey);
    for (const row of rows) {
      const own = key(row.piece);
      const piece = next(equal.get(own), marks) ?? next(carried.get(own), marks);
      if (piece === undefined) continue;
      marks.add(piece);
      row.outcome = 'unchanged';
      row.isStruck = piece.ended !== null;
    }
    const standing = left.filter((piece) => piece.ended === null && !marks.has(piece));
    for (const row of rows) {
      if (row.outcome === 'add') row.isAlike = standing.some((one) => isAlike(one, row.piece));
    }
  };
}

/** The next piece for which no row has come; those before it are dropped. */
function next(pieces: HeldPiece[] | undefined, marks: PieceMarks): HeldPiece | undefined {
  for (;;) {
    const piece = pieces?.shift();
    if (piece === undefined || !marks.has(piece)) return piece;
  }
}

/** The same but for the score, or the same score but for title and teacher: of one day and kind. */
function isAlike(held: HeldPiece, { observedOn, kind, title, by, score, possible }: NewPiece) {
  if (held.observedOn !== observedOn || held.kind !== kind || score === null) return false;
  const sameWork = held.title === title && held.by === by;
  return sameWork || (held.score === score && held.possible === possible);
}

/** The first and the last day of the rows: pieces of other days are not equal to any. */
function daysOf(rows: readonly Row[]): [Day, Day] {
  let [from, to] = ['9999-12-31', '0000-01-01'];
  for (const { piece } of rows) {
    if (piece.observedOn < from) from = piece.observedOn;
    if (piece.observedOn > to) to = piece.observedOn;
  }
  return [from, to];
}

/** A new row under an external id is alike to an equal piece that stands without one. */
function compareNameless(
  { piecesOn, standards }: KnownLedger,
  marks: PieceMarks,
): (rows: readonly Row[]) => void {
  return (rows) => {
    const [first] = rows;
    if (first === undefined) return;
    const { student, competency } = first.piece;
    const nameless = piecesOn(student, competency, ...daysOf(rows)).filter(
      (piece) => piece.externalId === null && piece.ended === null && !marks.has(piece),
    );
    if (nameless.length === 0) return;
    const keys = new Set(nameless.map((piece) => equalityKey(piece, standards)));
    for (const row of rows) row.isAlike = keys.has(equalityKey(row.piece, standards));
  };
}

/** Under an external id that the gradebook holds, the last row speaks for the whole file. */
function compareNamed(
  ledger: KnownLedger,
  source: Source,
): (rows: readonly Row[]) => readonly NumberedPiece[] {
  const same = (before: NewPiece & Partial<FirstSaid>, piece: NewPiece) =>
    saysTheSame(before, piece, source, ledger.standards);
  const earlier = seenTexts();
  const name = ({ piece }: Row) => `${piece.student} ${piece.competency} ${piece.externalId}`;
  return (rows) => {
    const [first] = rows;
    if (first === undefined) return NONE;
    const { student, competency, externalId } = first.piece;
    const known = ledger.namedOn(student, competency, rows.length === 1 ? externalId : null);
    const held = groupBy(known, (piece) => piece.externalId);
    const isFurther = rows.some((row) => earlier.mayHave(name(row)));
    const brought = isFurther ? ledger.broughtOn(student, competency) : NONE;
    for (const row of rows) earlier.add(name(row));
    const said = new Map<string | null, NewPiece>(
      brought.map((piece) => [piece.externalId, piece]),
    );
    const last = new Map(rows.map((row) => [row.piece.externalId, row]));
    for (const row of rows) {
      const { piece } = row;
      const own = held.get(piece.externalId) ?? [];
      const before = own.at(-1) ?? said.get(piece.externalId);
      const speaks = own.length === 0 || last.get(piece.externalId) === row;
      const struck = own.some((one) => one.ended !== null && same(one, piece));
      if (before === undefined) row.outcome = 'add';
      else if (!speaks || same(before, piece) || struck) row.outcome = 'unchanged';
      else row.outcome = 'update';
      row.isStruck = speaks && struck;
      if (row.outcome !== 'unchanged') said.set(piece.externalId, piece);
    }
    return brought.filter(({ externalId }) => held.has(externalId) && last.has(externalId));
  };
}
