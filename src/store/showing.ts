/** Reading what students have shown: pieces, overrides, excuses and advances, a student at a time. */
import { groupBy } from '../core/grouping.js';
import type { Advance, Excuse, Id, Override, Piece, Showing } from '../core/model.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';

/** A reader of students' showings, with its statements prepared once. */
export interface ShowingReader {
  readonly read: (student: Id) => Showing;
  /** The same without the pieces. */
  readonly decided: (student: Id) => Decided;
  /** Her pieces on these competencies. */
  readonly piecesOn: (student: Id, competencies: Iterable<Id>) => Showing['pieces'];
}

/** The columns of a piece as judging needs it: an `EvidenceRow`. */
export const PIECE = `competency, observed_on, entry, number, score, possible, kind, title, external_id`;

export function showingReader(book: Pick<Gradebook, 'db'>, view: View = NOW): ShowingReader {
  const params = bound(view);
  const decided = decisionReader(book, view);
  const evidence = book.db
    .prepare(
      `SELECT ${PIECE} FROM evidence e
       WHERE student = @student AND observed_on <= @asOf AND ${holds('e')}
       ORDER BY competency, observed_on, entry, number`,
    )
    .raw();
  const evidenceOn = book.db
    .prepare(
      `SELECT ${PIECE} FROM evidence e
       WHERE student = @student AND competency = @competency AND observed_on <= @asOf
         AND ${holds('e')}
       ORDER BY observed_on, entry, number`,
    )
    .raw();
  return {
    decided,
    read: (student) => ({
      ...decided(student),
      pieces: piecesOf(evidence.all({ ...params, student }) as EvidenceRow[]),
    }),
    piecesOn: (student, competencies) =>
      piecesOf(
        [...competencies].flatMap(
          (competency) => evidenceOn.all({ ...params, student, competency }) as EvidenceRow[],
        ),
      ),
  };
}

export type Decided = Omit<Showing, 'pieces'>;

const DECISIONS = {
  overrides: `SELECT student, competency, entry, on_day AS "on", level, reason, by FROM overrides d`,
  excuses: `SELECT student, competency, entry, on_day AS "on", reason, by FROM excuses d`,
  advances: `SELECT student, entry, on_day AS "on", pathway, from_stage AS "from", to_stage AS "to", reason
    FROM advances d`,
};

/**
 * What was decided by the view's day. A judgement that gave way to one of a later day, or was taken
 * back on a later day, still stood then; one whose successor was itself undone is not asked again.
 */
function stood(kind: keyof typeof DECISIONS, { asOf }: View): string {
  if (asOf === null || kind === 'advances') return `on_day <= @asOf AND ${holds('d')}`;
  return `on_day <= @asOf AND d.made <= @horizon AND (${holds('d')} OR EXISTS (
    SELECT 1 FROM entries c LEFT JOIN ${kind} l
      ON l.student = d.student AND l.competency = d.competency AND l.made = c.id
    WHERE c.id = d.ended AND c.command IN ('override', 'excuse')
      AND coalesce(l.on_day, c.day) > @asOf
      AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = c.id AND u.id <= @horizon)))`;
}

/** Overrides, excuses and advances of a student, read anew each time. */
function decisionReader(book: Pick<Gradebook, 'db'>, view: View): (student: Id) => Decided {
  const rows = <Row>(kind: keyof typeof DECISIONS) => {
    const statement = book.db.prepare(
      `${DECISIONS[kind]} WHERE student = @student AND ${stood(kind, view)} ORDER BY entry, made`,
    );
    return (student: Id) => statement.all({ ...bound(view), student }) as Row[];
  };
  const overrides = rows<Override>('overrides');
  const excuses = rows<Excuse>('excuses');
  const advances = rows<Advance>('advances');
  return (student) => ({
    student,
    overrides: byCompetency(overrides(student)),
    excuses: byCompetency(excuses(student)),
    advances: advances(student),
  });
}

/** What was decided about each student of a list of so many: read one by one where they are few. */
export function decisionsAbout(
  book: Gradebook,
  students: number,
  view: View = NOW,
): (student: Id) => Showing {
  if (students > FEW) return allDecisions(book, view);
  const decided = decisionReader(book, view);
  return (student) => ({ ...decided(student), pieces: new Map() });
}

/** So many students are read one by one in less time than all that was ever decided. */
const FEW = 200;

/** The same for lists of many students: read once for all, as it stands now. */
export function allDecisions(book: Gradebook, view: View = NOW): (student: Id) => Showing {
  const rows = <Row>(kind: keyof typeof DECISIONS) =>
    groupBy(
      book.db
        .prepare(`${DECISIONS[kind]} WHERE ${stood(kind, view)} ORDER BY entry, made`)
        .all(bound(view)) as (Row & { readonly student: Id })[],
      ({ student }) => student,
    );
  const overrides = rows<Override>('overrides');
  const excuses = rows<Excuse>('excuses');
  const advances = rows<Advance>('advances');
  return (student) => ({
    student,
    pieces: new Map(),
    overrides: byCompetency(overrides.get(student) ?? []),
    excuses: byCompetency(excuses.get(student) ?? []),
    advances: advances.get(student) ?? [],
  });
}

export type EvidenceRow = [
  Id,
  string,
  Id,
  number,
  number | null,
  number | null,
  string,
  string | null,
  string | null,
];

/** Rows of one student, in order, by competency. */
export function piecesOf(rows: readonly EvidenceRow[]): Map<Id, Piece[]> {
  const pieces = new Map<Id, Piece[]>();
  let current: Piece[] = [];
  let competency = -1;
  for (const row of rows) {
    if (row[0] !== competency) {
      competency = row[0];
      current = [];
      pieces.set(competency, current);
    }
    current.push({
      competency: row[0],
      observedOn: row[1],
      entry: row[2],
      number: row[3],
      score: row[4],
      possible: row[5],
      kind: row[6],
      title: row[7],
      externalId: row[8],
    });
  }
  return pieces;
}

function byCompetency<T extends { readonly competency: Id }>(rows: readonly T[]): Map<Id, T> {
  return new Map(rows.map((row) => [row.competency, row]));
}
