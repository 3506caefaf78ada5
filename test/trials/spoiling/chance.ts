/** Numbers from 0 to below 1, the same for the same seed. */
export type Chance = () => number;

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const below = (next: Chance, n: number) => Math.floor(next() * n);

export function oneOf<T>(next: Chance, items: readonly T[]): T {
  const item = items[below(next, items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}
