/** Telling a piece that is new from one that the gradebook holds, so that a file may come twice. */
import { groupBy } from '../grouping.js';
import { scoreOn } from '../mastery/counting.js';
import type { Id } from '../model.js';
import type { NewPiece } from '../new-piece.js';
import type { Standards } from '../standards.js';
import type { Counts, Source } from './records.js';

export interface KnownLedger {
  readonly standards: Standards;
  /** Every piece of a student that stands or was struck, in the order of entry. */
  readonly piecesOf: (student: Id) => readonly KnownPiece[];
}

/** A piece of the gradebook; one that was struck stays known. */
export interface KnownPiece extends NewPiece {
  readonly struck?: boolean;
}

/**
 * Compares pieces, in the order of their rows, with what the gradebook holds: under an external id
 * with what was said last, else the k-th equal row is the k-th equal piece.
 */
export function knownPieces(
  ledger: KnownLedger,
  source: Source,
): (piece: NewPiece, isLast?: boolean) => keyof Counts {
  const students = new Map<Id, KnownStudent>();
  const key = (piece: NewPiece) => equalityKey(piece, ledger.standards);
  const knownOf = (student: Id) => {
    const known = students.get(student) ?? knownStudent(ledger.piecesOf(student), key);
    students.set(student, known);
    return known;
  };
  return (piece, isLast = true) => {
    const { left, external, struck, held } = knownOf(piece.student);
    const id = externalKey(piece);
    if (id === null) {
      const own = key(piece);
      const equal = left.get(own) ?? 0;
      if (equal === 0) return 'add';
      left.set(own, equal - 1);
      return 'unchanged';
    }
    const before = external.get(id);
    if (!isLast && held.has(id)) return 'unchanged';
    const taken = struck.get(id) ?? [];
    if (taken.some((one) => saysTheSame(one, piece, source, key))) return 'unchanged';
    if (before !== undefined && saysTheSame(before, piece, source, key)) return 'unchanged';
    external.set(id, piece);
    return before === undefined ? 'add' : 'update';
  };
}

/** What is known of one student. */
interface KnownStudent {
  /** How many equal pieces no row has come for yet. */
  readonly left: Map<string, number>;
  /** The last piece under each external id, of the gradebook or of the file so far. */
  readonly external: Map<string, NewPiece>;
  /** The external ids that the gradebook holds. */
  readonly held: ReadonlySet<string>;
  /** What a person has taken out, under each external id. */
  readonly struck: ReadonlyMap<string, readonly NewPiece[]>;
}

function knownStudent(
  pieces: readonly KnownPiece[],
  key: (piece: NewPiece) => string,
): KnownStudent {
  const left = new Map<string, number>();
  for (const piece of pieces) left.set(key(piece), (left.get(key(piece)) ?? 0) + 1);
  const named = pieces.flatMap((piece) => {
    const id = externalKey(piece);
    return id === null ? [] : [{ id, piece }];
  });
  const struck = groupBy(
    named.filter(({ piece }) => piece.struck === true),
    ({ id }) => id,
  );
  return {
    left,
    external: new Map(named.map(({ id, piece }) => [id, piece])),
    held: new Set(named.map(({ id }) => id)),
    struck: new Map([...struck].map(([id, own]) => [id, own.map(({ piece }) => piece)])),
  };
}

/** The external id under which pieces replace each other; null where there is none. */
export function externalKey({ competency, externalId }: NewPiece): string | null {
  return externalId === null ? null : `${competency} ${externalId}`;
}

/** Pieces are equal that say the same score, or words, of the same day, kind, title and teacher. */
function equalityKey(piece: NewPiece, standards: Standards): string {
  const { competency, observedOn, kind, title, by } = piece;
  return [competency, observedOn, shown(piece, standards), kind, title, by].join('\n');
}

/** The score on the scale; words where there is none. */
function shown(piece: NewPiece, standards: Standards): string | number | null {
  if (piece.score === null) return `note ${piece.note}`;
  const competency = standards.competencies.get(piece.competency);
  if (competency === undefined) return piece.score;
  return scoreOn(standards.yardstick(competency).scale, piece);
}

/** Under one external id: the same score, and nothing else that the file says is different. */
function saysTheSame(
  before: NewPiece,
  piece: NewPiece,
  source: Source,
  key: (piece: NewPiece) => string,
): boolean {
  const same = (field: 'note' | 'link' | 'support' | 'tags') =>
    source.header(field) === null || piece[field] === null || before[field] === piece[field];
  const said: NewPiece = {
    ...piece,
    kind: source.header('kind') === null ? before.kind : piece.kind,
    title: piece.title ?? before.title,
    by: piece.by ?? before.by,
  };
  return (
    key(before) === key(said) && same('note') && same('link') && same('support') && same('tags')
  );
}
