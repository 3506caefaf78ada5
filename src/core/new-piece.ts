/** A piece of evidence as it is written down, by hand or from a file, and what its kind may be. */
import { closest } from './matching/suggest.js';
import { type Day, type Id, KINDS, type Support } from './model.js';

export interface NewPiece {
  readonly student: Id;
  readonly competency: Id;
  readonly observedOn: Day;
  readonly score: number | null;
  readonly possible: number | null;
  readonly kind: string;
  readonly title: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly link: string | null;
  readonly support: Support | null;
  /** Joined by `;`. */
  readonly tags: string | null;
  readonly externalId: string | null;
}

/** A piece with its number within its entry, from 1. */
export interface NumberedPiece extends NewPiece {
  readonly number: number;
}

/** The kind of a piece when nobody says one. */
export const DEFAULT_KIND = 'observation';

/** The known kind of which a word looks like a slip; null when it is known, or like none. */
export function likelyKind(word: string): string | null {
  if ((KINDS as readonly string[]).includes(word)) return null;
  return closest(word, KINDS, (kind) => [kind])[0] ?? null;
}
