/** When a piece of a file says the same as one of the gradebook, also as it was before it was carried to another scale. */
import { scoreOn } from '../mastery/counting.js';
import type { NewPiece } from '../new-piece.js';
import type { Standards } from '../standards.js';
import type { Source } from './records.js';

/** What makes two pieces on one student and competency equal. */
export type Said = Pick<
  NewPiece,
  | 'competency'
  | 'observedOn'
  | 'score'
  | 'possible'
  | 'kind'
  | 'title'
  | 'by'
  | 'note'
  | 'externalId'
>;

/** How a piece was said before it was carried to another scale. */
export interface FirstSaid {
  /** The score on the scale of that day, where it was carried since; else null. */
  readonly firstScore: number | null;
}

/** Pieces are equal that say the same score, or words, of the same day, kind, title and teacher. */
export function equalityKey(piece: Said, standards: Standards): string {
  return keyOf(piece, shown(piece, standards));
}

/** The key that a carried piece had on the scale on which it was first said. */
export function firstSaidKey(piece: Said & FirstSaid): string {
  return keyOf(piece, piece.firstScore);
}

/** Whether a piece was carried from another scale. */
export function wasCarried({ firstScore }: FirstSaid): boolean {
  return firstScore !== null;
}

function keyOf({ observedOn, kind, title, by }: Said, score: string | number | null): string {
  return `${observedOn}\n${score}\n${kind}\n${title}\n${by}`;
}

/** The score on the scale; words where there is none. */
function shown(piece: Said, standards: Standards): string | number | null {
  if (piece.score === null) return `note ${piece.note}`;
  const competency = standards.competencies.get(piece.competency);
  if (competency === undefined) return piece.score;
  return scoreOn(standards.yardstick(competency).scale, piece);
}

/** Under one external id: the same score that day (any day where the file names none), and nothing else that the file says is different. */
export function saysTheSame(
  before: NewPiece & Partial<FirstSaid>,
  piece: NewPiece,
  source: Source,
  standards: Standards,
): boolean {
  const saysOther = (field: 'title' | 'by' | 'note' | 'link' | 'support' | 'tags') =>
    piece[field] !== null && before[field] !== piece[field];
  return (
    (before.observedOn === piece.observedOn || source.saysNoDay === true) &&
    [shown(before, standards), before.firstScore].includes(shown(piece, standards)) &&
    (before.kind === piece.kind || source.header('kind') === null) &&
    !FURTHER.some(saysOther)
  );
}

const FURTHER = ['title', 'by', 'note', 'link', 'support', 'tags'] as const;
