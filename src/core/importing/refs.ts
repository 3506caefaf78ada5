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

/** What a reference means, another value for each thing. */
function meant(ref: Ref): Id | string {
  return 'id' in ref ? ref.id : ref.key;
}

/** Values by two references; the second is to be what there are fewer of: the section, the school. */
export interface Pairs<V> {
  readonly get: (one: Ref, place: Ref) => V | undefined;
  readonly has: (one: Ref, place: Ref) => boolean;
  readonly set: (one: Ref, place: Ref, value: V) => void;
}

export function pairs<V>(): Pairs<V> {
  const places = new Map<Id | string, Map<Id | string, V>>();
  return {
    get: (one, place) => places.get(meant(place))?.get(meant(one)),
    has: (one, place) => places.get(meant(place))?.has(meant(one)) === true,
    set: (one, place, value) => {
      const own = places.get(meant(place));
      if (own === undefined) places.set(meant(place), new Map([[meant(one), value]]));
      else own.set(meant(one), value);
    },
  };
}

export function pairText(a: Ref, b: Ref): string {
  return `${refText(a)} ${refText(b)}`;
}
