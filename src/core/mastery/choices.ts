/** Lists, choices and orders of a few things, to try them all. */

/** Every list of `count` of these things. */
export function sequences<T>(things: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return sequences(things, count - 1).flatMap((list) => things.map((thing) => [...list, thing]));
}

/** Every choice of `count` of these things, whatever the order; one thing may come often. */
export function choicesOf<T>(things: readonly T[], count: number): T[][] {
  if (count <= 0) return [[]];
  return things.flatMap((thing, index) =>
    choicesOf(things.slice(index), count - 1).map((rest) => [thing, ...rest]),
  );
}

/** Every order of a few things; of many that are all alike, the one that there is. */
export function ordersOf(things: readonly string[]): string[][] {
  const kinds = [...new Set(things)];
  if (kinds.length <= 1) return [[...things]];
  return kinds.flatMap((kind) => {
    const rest = things.slice();
    rest.splice(rest.indexOf(kind), 1);
    return ordersOf(rest).map((order) => [kind, ...order]);
  });
}

/** The first of these that passes a test which all after it pass too; null when none does. */
export function firstThat<T>(things: readonly T[], passes: (thing: T) => boolean): T | null {
  let [low, high] = [0, things.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(things[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return things[low] ?? null;
}
