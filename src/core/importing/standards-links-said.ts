/** What a standards file says of links, and a link that a plan makes. */
import type { LinkKind } from '../model.js';
import type { AssociationRecord } from './records.js';
import type { Ref } from './refs.js';
import type { Row } from './standards-rows.js';

export interface PlannedLink {
  readonly source: Ref;
  readonly target: Ref;
  readonly kind: LinkKind;
  readonly word: string;
}

/** What a file says of links. */
export interface SaidOfLinks {
  readonly rows: readonly Row[];
  readonly associations: readonly AssociationRecord[];
  /** The framework of which the file says all there is, by its name; null: of none. */
  readonly whole: string | null;
  /** The rows replace what their competencies required. */
  readonly speaksOfRequires: boolean;
}
