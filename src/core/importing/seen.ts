/** Whether a text was seen before, in little memory: for files longer than memory. */

export interface Seen {
  /** False: it was not added for certain. True: it was, or, seldom, another like it. */
  readonly mayHave: (text: string) => boolean;
  readonly add: (text: string) => void;
}

/** A bit a text in a field of 2 MB: of a million texts one in seventeen is wrongly said to be there. */
export function seenTexts(): Seen {
  const bits = new Uint8Array(2 ** 21);
  return {
    mayHave: (text) => {
      const place = placeOf(text);
      return ((bits[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0;
    },
    add: (text) => {
      const place = placeOf(text);
      bits[place >>> 3] = (bits[place >>> 3] ?? 0) | (1 << (place & 7));
    },
  };
}

/** One of 2 ** 24 places: FNV-1a (Fowler, Noll and Vo; RFC 9923) over UTF-16 units, folded. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 24) ^ hash) & 0xffffff;
}
