/** Which pieces of a gradebook have been marked: one bit a piece, for files longer than memory. */

type Words = Int32Array<ArrayBuffer>;

/** The place of a piece: its entry and its number within it, both from 1. */
export interface PiecePlace {
  readonly entry: number;
  readonly number: number;
}

export interface PieceMarks {
  readonly has: (place: PiecePlace) => boolean;
  readonly add: (place: PiecePlace) => void;
}

/**
 * Marks, none set. Most entries hold few pieces: their first 32 are bits of one number an entry, all
 * further ones bits of a field of their own.
 */
export function pieceMarks(): PieceMarks {
  let first: Words = new Int32Array(1024);
  const further = new Map<number, Words>();
  return {
    has: ({ entry, number }) => {
      const bits = number <= 32 ? first : further.get(entry);
      const word = number <= 32 ? entry : number >> 5;
      return ((bits?.[word] ?? 0) & (1 << (number & 31))) !== 0;
    },
    add: ({ entry, number }) => {
      const word = number <= 32 ? entry : number >> 5;
      const bits = roomFor(word, (number <= 32 ? first : further.get(entry)) ?? new Int32Array(64));
      bits[word] = (bits[word] ?? 0) | (1 << (number & 31));
      if (number <= 32) first = bits;
      else further.set(entry, bits);
    },
  };
}

/** The same bits with room for one more word. */
function roomFor(word: number, bits: Words): Words {
  if (word < bits.length) return bits;
  const larger = new Int32Array(2 * word);
  larger.set(bits);
  return larger;
}
