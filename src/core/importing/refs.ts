/** How a plan speaks of a thing that may not have an id yet. */
import type { Id } from '../model.js';

/** Something that stands already, or that this plan makes under a key. */
export type Ref = { readonly id: Id } | { readonly key: string };

export function standingRef(id: Id | null): Ref | null {
  return id === null ? null : { id };
}

/** Whether a reference means what stands under this id; null means nothing. */
export function isRefTo(ref: Ref | null, id: Id | null): boolean {
  return ref === null ? id === null : 'id' in ref && ref.id === id;
}

export function isSameRef(a: Ref, b: Ref): boolean {
  return refText(a) === refText(b);
}

/** A reference as a text, another for each thing. */
export function refText(ref: Ref): string {
  return 'id' in ref ? String(ref.id) : `new:${ref.key}`;
}

export function pairText(a: Ref, b: Ref): string {
  return `${refText(a)} ${refText(b)}`;
}
